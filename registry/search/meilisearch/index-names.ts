/** The indexes of one registry on a server that may hold others: one of cases for each locale, one of lessons, one of words. */
export interface IndexNames {
  cases(locale: string): string;
  lessons: string;
  words: string;
}

export const DEFAULT_PREFIX = 'registry';

/** What a prefix may be: Meilisearch takes letters, digits, hyphens and underscores in the names of indexes. */
export const PREFIX = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/;

/** The names of a registry's indexes. `suffix` names another set of them, as it is being made. */
export const indexNames = (prefix: string, suffix = ''): IndexNames => ({
  cases: (locale) => `${prefix}_cases_${locale}${suffix}`,
  lessons: `${prefix}_lessons${suffix}`,
  words: `${prefix}_words${suffix}`,
});

export const listIndexes = (names: IndexNames, locales: readonly string[]): string[] => [
  ...locales.map((locale) => names.cases(locale)),
  names.lessons,
  names.words,
];
