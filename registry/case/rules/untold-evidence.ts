import { finding } from '../../finding/finding.ts';
import { countWords } from '../../markdown/sentence.ts';
import type { CaseRule } from '../record.ts';
import { styleFinders } from '../../style/finders.ts';

/** The fewest words that can name a speaker and a limit. */
const FEWEST_WORDS = 8;

/** "Worked" without a measurement is a claim: its note names who says so and what nobody counted. */
export const checkEvidenceNote: CaseRule = ({ facts, source }, { style }) =>
  facts.verdicts.flatMap(({ id, outcome, evidence: { strength, note } }, index) => {
    if (outcome !== 'worked' || strength > 0) return [];
    const isShort = countWords(note) < FEWEST_WORDS;
    const limiting = style?.limiting[facts.language];
    const saysLimit = !style || !limiting || styleFinders(style, facts.language).limiting(note).length > 0;
    if (!isShort && saysLimit) return [];
    return [
      finding('worked-without-words', source.yaml.locate(['verdicts', index, 'evidence', 'note']), {
        given: id,
        words: FEWEST_WORDS,
      }),
    ];
  });
