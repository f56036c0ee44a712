import type { StringKey } from '../locale/locale.ts';
import { labName } from '../lab/record.ts';
import { formatLocator } from '../page/citations.ts';
import type { Speaker } from '../page/speaker.ts';
import type { RecordView } from '../record/view.ts';
import type { Words } from './document.ts';

/** Words of a pack, each with the place it comes from. There is no other way to put words into one. */
export function makeWords(speaker: Speaker) {
  const { t, label, definition, country, date, number, tagOf, registry } = speaker;
  return {
    say: (key: StringKey, values?: Record<string, string | number>): Words => ({ text: t(key, values), from: `string:${key}` }),
    label: (vocabulary: string, id: string | number): Words => ({
      text: label(vocabulary, id),
      from: `label:${vocabulary}/${id}`,
    }),
    definition: (vocabulary: string, id: string | number): Words | undefined => {
      const text = definition(vocabulary, id);
      return text === undefined ? undefined : { text, from: `label:${vocabulary}/${id}` };
    },
    /** What a record says in a field, in the reader's language or its own. */
    of: (view: RecordView, field: string, text: string): Words => ({
      text,
      from: `record:${view.id}#${field}`,
      lang: view.isFallback ? tagOf(view.language) : undefined,
    }),
    lab: (id: string): Words => ({ text: labName(registry, id), from: `lab:${id}` }),
    country: (code: string): Words => ({ text: country(code), from: `country:${code}` }),
    date: (value: string | number): Words => ({ text: date(value), from: 'fact' }),
    number: (value: number): Words => ({ text: number(value), from: 'fact' }),
    /** An id, an address, or figures put together by a locale's rules. */
    fact: (text: string): Words => ({ text, from: 'fact' }),
    /** A place in a source, as the record cites it. */
    locator: (locator: string): Words => ({ text: formatLocator(locator, speaker), from: 'source:locator' }),
  };
}

export type PackWords = ReturnType<typeof makeWords>;
