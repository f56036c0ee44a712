import type { StringKey } from '../locale/locale.ts';
import { labName } from '../lab/record.ts';
import { formatLocator } from '../page/citations.ts';
import type { Speaker } from '../page/speaker.ts';
import type { RecordView } from '../record/view.ts';
import type { Pack, PackText } from './document.ts';

/** Words of a pack, each with the place it comes from. There is no other way to put words into one. */
export function makeWords(speaker: Speaker, nameOf = (id: string) => id) {
  const { t, label, definition, country, date, number, tagOf, registry } = speaker;
  return {
    say: (key: StringKey, values?: Record<string, string | number>): PackText => ({
      text: t(key, values),
      from: `string:${key}`,
    }),
    label: (vocabulary: string, id: string | number): PackText => ({
      text: label(vocabulary, id),
      from: `label:${vocabulary}/${id}`,
    }),
    definition: (vocabulary: string, id: string | number): PackText | undefined => {
      const text = definition(vocabulary, id);
      return text === undefined ? undefined : { text, from: `label:${vocabulary}/${id}` };
    },
    /** What a record says in a field, in the reader's language or its own. */
    of: (view: RecordView, field: string, text: string): PackText => ({
      text,
      from: `record:${nameOf(view.id)}#${field}`,
      lang: view.isFallback ? tagOf(view.language) : undefined,
    }),
    lab: (id: string): PackText => ({ text: labName(registry, id), from: `lab:${id}` }),
    country: (code: string): PackText => ({ text: country(code), from: `country:${code}` }),
    date: (value: string | number): PackText => ({ text: date(value), from: 'fact' }),
    number: (value: number): PackText => ({ text: number(value), from: 'fact' }),
    /** An id, an address, or figures put together by a locale's rules. */
    fact: (text: string): PackText => ({ text, from: 'fact' }),
    /** A place in a source, as the record cites it. */
    locator: (locator: string): PackText => ({ text: formatLocator(locator, speaker), from: 'source:locator' }),
  };
}

export type PackWords = ReturnType<typeof makeWords>;

/** What formats print beside the blocks. */
export const columnNames = (words: PackWords): Pack['words'] => ({
  kind: words.say('pack.column.kind'),
  case: words.say('pack.column.case'),
  statement: words.say('pack.column.statement'),
  figure: words.say('pack.column.figure'),
  conditions: words.say('lesson.conditions'),
  outcome: words.say('pack.outcome'),
  evidence: words.say('pack.column.strength'),
  link: words.say('statement.link'),
});
