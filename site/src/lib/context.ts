import { countryName } from '#registry/country/country.ts';
import type { StringKey } from '#registry/locale/locale.ts';
import { formatNumber, translate } from '#registry/locale/translate.ts';
import type { CaseView } from '#registry/case/record.ts';
import { viewRecord } from '#registry/record/view.ts';
import { labelOf } from '#registry/vocabulary/vocabulary.ts';
import { siteUrl } from './environment.ts';
import { loadRegistry } from './load-registry.ts';

const contexts = new Map<string, ReturnType<typeof makeContext>>();

/**
 * What every page of one locale needs: the registry, its words, and how the locale writes numbers, dates and lists. Made once
 * per build, since every page asks for it.
 */
export function contextFor(localeId: string) {
  if (!contexts.has(localeId)) contexts.set(localeId, makeContext(localeId));
  return contexts.get(localeId)!;
}

async function makeContext(localeId: string) {
  const { registry, history } = await loadRegistry();
  const locale = registry.locales.get(localeId)!;
  const { tag } = locale;
  const views: readonly CaseView[] = [...registry.cases.values()].map((record) => viewRecord(record, localeId));
  const concept = (vocabulary: string, id: string | number) => registry.vocabularies.get(vocabulary)?.concepts.get(String(id));
  return {
    registry,
    history,
    locale,
    siteUrl,
    locales: [...registry.locales.values()],
    t: (key: StringKey, values?: Record<string, string | number>) => translate(locale, key, values),
    label: (vocabulary: string, id: string | number) => labelOf(registry.vocabularies, vocabulary, id, localeId),
    /** A label inside a sentence: without its capital, unless it is an acronym. */
    inSentence: (vocabulary: string, id: string | number) => {
      const words = labelOf(registry.vocabularies, vocabulary, id, localeId);
      return /^\p{Lu}\p{Ll}/u.test(words) ? words[0]!.toLocaleLowerCase(tag) + words.slice(1) : words;
    },
    definition: (vocabulary: string, id: string | number) => concept(vocabulary, id)?.definition?.[localeId],
    inverse: (relation: string) => concept('relations', relation)?.inverse?.[localeId] ?? relation,
    vocabularyTitle: (name: string) => registry.vocabularies.get(name)?.title[localeId] ?? name,
    country: (code: string) => countryName(code, tag),
    tagOf: (language: string) => registry.locales.get(language)?.tag ?? language,
    number: (value: number) => formatNumber(locale, value),
    list: (items: Iterable<string>) => new Intl.ListFormat(tag, { type: 'conjunction' }).format(items),
    date: (value: number | string) => formatDate(value, tag),
    compare: new Intl.Collator(tag).compare,
    views: () => views,
    /** ISO 8601 day on which the case's words or facts in this language last changed. */
    modified: (view: CaseView) => history.get(`${view.file}`)?.[0]?.date.slice(0, 10) ?? view.facts.compiled.on,
    /** What to cite: the commit that last touched the case, or the digest of its words outside git. */
    version: (id: string) => {
      const record = registry.cases.get(id)!;
      const files = [record.file, ...[...record.translations.values()].map(({ file }) => file)];
      const commits = files.flatMap((file) => history.get(file)?.[0] ?? []).toSorted((a, b) => (a.date < b.date ? 1 : -1));
      return commits[0]?.hash.slice(0, 10) ?? record.digest;
    },
  };
}

export type Context = Awaited<ReturnType<typeof contextFor>>;

/** A year as it is, a month or day in the locale's words. Dates carry no time, so they are read as UTC. */
function formatDate(value: number | string, tag: string): string {
  const [year, month, day] = String(value).split('-').map(Number) as [number, number?, number?];
  if (month === undefined) return String(year);
  const options: Intl.DateTimeFormatOptions = {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'long',
    ...(day ? { day: 'numeric' } : {}),
  };
  return new Intl.DateTimeFormat(tag, options).format(Date.UTC(year, month - 1, day ?? 1));
}

/** One path for each locale. */
export async function localePaths() {
  const { registry } = await loadRegistry();
  return [...registry.locales.keys()].map((locale) => ({ params: { locale } }));
}
