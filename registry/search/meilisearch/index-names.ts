/** The indexes of one registry on a server that may have others: one of cases per locale, one of lessons, one of words. */
export interface IndexNames {
  cases(locale: string): string;
  lessons: string;
  words: string;
}

export const DEFAULT_PREFIX = 'registry';

/** The valid form of a prefix: Meilisearch allows letters, digits, hyphens and underscores in index names. */
export const PREFIX = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/;

/** The names of a registry's indexes. `suffix` names another set, which is being built. */
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
