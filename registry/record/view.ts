import type { Kind, RecordFacts, RegistryRecord } from './record.ts';
import { mergeWords } from './translation.ts';

export type TranslationState = 'original' | 'human' | 'machine' | 'machine-reviewed';

/** A record as shown to readers of one locale. */
export interface RecordView<Facts extends RecordFacts = RecordFacts> {
  kind: Kind<Facts>;
  id: string;
  locale: string;
  /** The actual language of the words. */
  language: string;
  /** True when there is no translation into `locale`, so the words are the original's. */
  isFallback: boolean;
  state: TranslationState;
  stale: boolean;
  facts: Facts;
  body: string;
  file: string;
}

/** Views that somebody still holds, by record and locale: whoever asks next gets the same one, and none is kept for itself. */
const held = new WeakMap<RegistryRecord, Map<string, WeakRef<RecordView>>>();

/** The record in `locale`: the original's facts with translated words, or the original without a translation. */
export function viewRecord<Facts extends RecordFacts>(record: RegistryRecord<Facts>, locale: string): RecordView<Facts> {
  const key = record as RegistryRecord;
  const views = held.get(key) ?? new Map<string, WeakRef<RecordView>>();
  const known = views.get(locale)?.deref() as RecordView<Facts> | undefined;
  if (known) return known;
  const view = makeView(record, locale);
  held.set(key, views.set(locale, new WeakRef(view as RecordView)));
  return view;
}

function makeView<Facts extends RecordFacts>(record: RegistryRecord<Facts>, locale: string): RecordView<Facts> {
  const { kind, id, facts, body, file } = record;
  const original = { kind, id, locale, language: facts.language, facts, body, file, stale: false, state: 'original' as const };
  if (locale === facts.language) return { ...original, isFallback: false };
  const translation = record.translations.get(locale);
  if (!translation) return { ...original, isFallback: true };
  return {
    kind,
    id,
    locale,
    language: locale,
    isFallback: false,
    state: translation.words.state,
    stale: translation.stale,
    facts: mergeWords(facts, translation.words, kind.schema),
    body: translation.body,
    file: translation.file,
  };
}

/** The name of a record. */
export const titleOf = ({ kind, facts }: Pick<RecordView, 'kind' | 'facts'>): string =>
  String((facts as unknown as Record<string, unknown>)[kind.title]);
