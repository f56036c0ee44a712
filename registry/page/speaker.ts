import { countryName } from '../country/country.ts';
import { collator, dayFormat, listFormat, monthFormat, pluralRules } from '../locale/formats.ts';
import type { Locale } from '../locale/locale.ts';
import { lowerFirst } from '../locale/lower-first.ts';
import { formatNumber, translate } from '../locale/translate.ts';
import type { Registry } from '../registry.ts';
import { labelOf } from '../vocabulary/vocabulary.ts';

/** One language's interface texts, concepts, countries, numbers, dates and lists. Shared by pages, forms and packs. */
export function makeSpeaker(registry: Registry, locale: Locale) {
  const { tag } = locale;
  const concept = (vocabulary: string, id: string | number) => registry.vocabularies.get(vocabulary)?.concepts.get(String(id));
  const label = (vocabulary: string, id: string | number) => labelOf(registry.vocabularies, vocabulary, id, locale.id);
  const sentenceLabels = new Map<string, string>();
  return {
    registry,
    locale,
    locales: [...registry.locales.values()],
    t: (key: string, values?: Record<string, string | number>) => translate(locale, key, values),
    label,
    /** The name of a unit after a number. Portuguese calls what is less than two one; nothing is many everywhere. */
    unit: (id: string, value: number) => {
      const isOne = value !== 0 && pluralRules(tag).select(value) === 'one';
      return (isOne ? concept('units', id)?.one?.[locale.id] : undefined) ?? label('units', id);
    },
    inSentence: (vocabulary: string, id: string | number) => {
      const key = `${vocabulary} ${id}`;
      let found = sentenceLabels.get(key);
      if (found === undefined) sentenceLabels.set(key, (found = lowerFirst(label(vocabulary, id), tag)));
      return found;
    },
    definition: (vocabulary: string, id: string | number) => concept(vocabulary, id)?.definition?.[locale.id],
    inverse: (relation: string) => concept('relations', relation)?.inverse?.[locale.id] ?? relation,
    vocabularyTitle: (name: string) => registry.vocabularies.get(name)?.title[locale.id] ?? name,
    country: (code: string) => countryName(code, tag),
    tagOf: (language: string) => registry.locales.get(language)?.tag ?? language,
    number: (value: number) => formatNumber(locale, value),
    money: (value: number, currency: string) => `${currency} ${formatNumber(locale, value)}`,
    list: (items: Iterable<string>) => listFormat(tag).format(items),
    date: (value: number | string) => formatDate(value, tag),
    compare: collator(tag).compare,
  };
}

export type Speaker = ReturnType<typeof makeSpeaker>;

/** Formats a year as it is, and a month or day in the locale's words. Dates have no time, so they are read as UTC. */
function formatDate(value: number | string, tag: string): string {
  const [year, month, day] = String(value).split('-').map(Number) as [number, number?, number?];
  if (month === undefined) return String(year);
  const format = day ? dayFormat(tag) : monthFormat(tag);
  return format.format(Date.UTC(year, month - 1, day ?? 1));
}
