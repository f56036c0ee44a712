import type { Case } from '../case/schema.ts';
import type { CaseRecord } from './record.ts';
import { mergeWords } from './translation.ts';

export type TranslationState = 'original' | 'human' | 'machine' | 'machine-reviewed';

/** A case as a reader of one locale gets it. */
export interface CaseView {
  id: string;
  locale: string;
  /** The language the words are really in. */
  language: string;
  /** There is no translation into `locale`: the words are the original's. */
  isFallback: boolean;
  state: TranslationState;
  stale: boolean;
  facts: Case;
  body: string;
  file: string;
}

/** The case in `locale`: translated words over the original's facts, or the original when there is no translation. */
export function viewCase(record: CaseRecord, locale: string): CaseView {
  const { id, facts, body, file } = record;
  const original = { id, locale, language: facts.language, facts, body, file, stale: false, state: 'original' as const };
  if (locale === facts.language) return { ...original, isFallback: false };
  const translation = record.translations.get(locale);
  if (!translation) return { ...original, isFallback: true };
  return {
    id,
    locale,
    language: locale,
    isFallback: false,
    state: translation.words.state,
    stale: translation.stale,
    facts: mergeWords(facts, translation.words),
    body: translation.body,
    file: translation.file,
  };
}
