import { finding } from '../../finding/finding.ts';
import type { CaseRule } from '../record.ts';
import { likeness, meaningOf } from '../../search/analysis/likeness.ts';

/**
 * Two texts that share this proportion of words repeat each other. Chosen on 312 lessons: pairs that a reader finds different
 * stay below .6.
 */
const SAME = 0.8;
/** Shorter texts share words by chance. */
const FEWEST_WORDS = 5;

/** A lesson must not repeat the summary or another lesson: it is found and cited on its own. */
export const checkLessonRepeats: CaseRule = ({ facts, source }) => {
  const lessons = facts.lessons ?? [];
  if (lessons.length === 0) return [];
  const read = (text: string) => meaningOf(text, facts.language);
  const earlier = [{ id: 'summary', words: read(facts.summary) }];
  return lessons.flatMap(({ id, text }, index) => {
    const words = read(text);
    const other = words.size < FEWEST_WORDS ? undefined : earlier.find((before) => likeness(words, before.words) >= SAME);
    earlier.push({ id: `lessons.${id}`, words });
    return other
      ? [finding('lesson-repeats', source.yaml.locate(['lessons', index, 'text']), { given: id, other: other.id })]
      : [];
  });
};
