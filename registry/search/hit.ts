import type { SearchDocument } from './document.ts';
import { bestFragment, coverage, highlight, matchedStems, type Marks } from './highlight.ts';
import type { SearchHit } from './page.ts';

/** The parts of a document that are displayed or searched for the reason of a match. */
export type DisplayedDocument = Pick<SearchDocument, 'id' | 'card' | 'lessons' | 'names'>;

/** A search hit with the matching words marked. */
export function makeHit(document: DisplayedDocument, body: string | undefined, score: number, marks: Marks): SearchHit {
  const { id, card } = document;
  const lesson = bestLesson(document, marks);
  const passage = bestPassage(document, body, marks);
  return {
    id,
    score,
    card,
    matched: {
      title: highlight(card.title, card.language, marks),
      problem: highlight(card.problem, card.language, marks),
      ...(passage ? { passage } : {}),
    },
    ...(lesson ? { bestLesson: lesson } : {}),
  };
}

function bestLesson({ card, lessons }: DisplayedDocument, marks: Marks): SearchHit['bestLesson'] {
  const scored = lessons.map((lesson) => ({ lesson, score: coverage(lesson.text, card.language, marks) }));
  const best = scored.reduce((first, next) => (next.score > first.score ? next : first), {
    lesson: undefined,
    score: 0,
  } as Scored);
  if (!best.lesson) return undefined;
  const { id, kind, text } = best.lesson;
  return { id, kind, text, segments: highlight(text, card.language, marks) };
}

interface Scored {
  lesson: DisplayedDocument['lessons'][number] | undefined;
  score: number;
}

/** Title and problem are always shown, so a passage is only useful for words that they lack. */
function bestPassage(
  { card, names }: DisplayedDocument,
  body: string | undefined,
  marks: Marks,
): SearchHit['matched']['passage'] {
  const shown = new Set([...matchedStems(card.title, card.language, marks), ...matchedStems(card.problem, card.language, marks)]);
  const [nameLanguage = card.language, nameText = ''] = Object.entries(names)[0] ?? [];
  const candidates = [
    { field: 'summary' as const, language: card.language, text: card.summary },
    { field: 'names' as const, language: nameLanguage, text: nameText.replaceAll('\n', ' · ') },
    { field: 'body' as const, language: card.language, text: body ?? '' },
  ].map((candidate) => {
    const segments = bestFragment(candidate.text, candidate.language, marks);
    const text = segments.map((segment) => segment.text).join('');
    return { field: candidate.field, segments, gain: coverage(text, candidate.language, marks, shown) };
  });
  const best = candidates.reduce((first, next) => (next.gain > first.gain ? next : first));
  return best.gain > 0 ? { field: best.field, segments: best.segments } : undefined;
}
