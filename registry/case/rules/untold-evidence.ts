import { finding } from '../../finding/finding.ts';
import { countWords } from '../../markdown/sentence.ts';
import type { CaseRule } from '../record.ts';
import { styleFinders } from '../../style/finders.ts';

/** The shortest sentence that says who tells it and what was not measured. */
const FEWEST_WORDS = 8;

/** "Worked" with nothing measured is somebody's word: the note beside it says whose, and what nobody counted. */
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
