import type { Place } from '../finding/finding.ts';
import { blankMarkup } from '../markdown/prose.ts';
import { withoutQuotations } from '../style/find-phrases.ts';
import { fieldValuesOf } from './field-values.ts';
import { forLast } from './for-last.ts';
import type { RegistryRecord } from './record.ts';
import { textsOf, type RecordText, nodesOf, placeInBody } from './text.ts';

/** A piece of a record's text: one field, or a paragraph, heading or table cell of its body without markup. */
export interface Passage {
  /** The path of the field, items by their ids: `lessons.one-menu.text`. For the body: `body`. */
  field: string;
  text: string;
  /** The text with quotations blanked out: those are somebody else's words. */
  own: string;
  /** The level of a heading. */
  heading?: number;
  /** The position in the file; for the body, that of a character. */
  placeOf: (index?: number) => Place;
}

/** All text of a record in one language. */
export interface Prose {
  locale: string;
  isOriginal: boolean;
  file: string;
  passages: readonly Passage[];
  /** All own words, for a look at all of them at once. */
  own: string;
}

/** The text of a record in each of its languages, the original first; gathered once for all that look at a record. */
export const proseOf: (record: RegistryRecord) => Prose[] = forLast((record) =>
  textsOf(record).map((text) => {
    const fields = text.isOriginal ? originalFields(record) : translatedFields(record, text);
    const passages = [...fields, ...bodyPassages(text)];
    const own = passages.map((passage) => passage.own).join('\n\n');
    return { locale: text.locale, isOriginal: text.isOriginal, file: text.file, passages, own };
  }),
);

const wordsOf = (text: string) => ({ text, own: withoutQuotations(text) });

function originalFields(record: RegistryRecord): Passage[] {
  const { yaml } = record.source;
  const fields = fieldValuesOf(record);
  const keys = new Map(fields.flatMap(({ path, meta: { key } }) => (key === undefined ? [] : [[path.join('.'), key] as const])));
  return fields.flatMap(({ path, value, meta }) => {
    if (!meta.translatable) return [];
    let here: unknown = record.facts;
    const names = path.map((step, index) => {
      here = (here as Record<string | number, unknown>)[step];
      const key = typeof step === 'number' ? keys.get(path.slice(0, index).join('.')) : undefined;
      return key === undefined ? step : String((here as Record<string, unknown>)[key]);
    });
    return [{ field: names.join('.'), ...wordsOf(String(value)), placeOf: () => yaml.locate(path) }];
  });
}

function translatedFields(record: RegistryRecord, { locale, source }: RecordText): Passage[] {
  const { translates: _translates, state: _state, ...words } = record.translations.get(locale)!.words;
  const passages: Passage[] = [];
  const walk = (value: unknown, path: string[]): void => {
    if (typeof value === 'string')
      passages.push({ field: path.join('.'), ...wordsOf(value), placeOf: () => source.yaml.locate(path) });
    else for (const [key, inner] of Object.entries(value as Record<string, unknown>)) walk(inner, [...path, key]);
  };
  walk(words, []);
  return passages;
}

function bodyPassages(text: RecordText): Passage[] {
  return nodesOf(text, 'heading', 'paragraph', 'tableCell').map((node) => {
    const start = node.position!.start.offset!;
    const words = blankMarkup(text.body.slice(start, node.position!.end.offset));
    const placeOf = (index = 0) => placeInBody(text, start + index);
    return { field: 'body', ...wordsOf(words), placeOf, ...(node.type === 'heading' ? { heading: node.depth } : {}) };
  });
}
