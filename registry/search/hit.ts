import { bestFragment, coverage, highlight, matchedStems, type Marks } from './highlight.ts';
import type { SearchHit, Through } from './page.ts';
import { type JudgedDocument, type Sought, standingsOf } from './standing.ts';

/** What of a document is shown, or looked through for why it was found. */
export type DisplayedDocument = JudgedDocument;

/** What is shown to readers of a locale of a document, with the words that were looked for marked in it. */
export function makeHit(document: DisplayedDocument, score: number, marks: Marks, sought: Sought, locale: string): SearchHit {
  const { id, card } = document;
  const lesson = bestLesson(document, marks);
  const passage = bestPassage(document, marks);
  const through = foundThrough(document, sought, locale);
  return {
    id,
    score,
    card,
    matched: {
      title: highlight(card.title, card.language, marks),
      problem: highlight(card.problem, card.language, marks),
      ...(passage ? { passage } : {}),
    },
    ...(through.length > 0 ? { through } : {}),
    ...(lesson ? { bestLesson: lesson } : {}),
  };
}

/** The words that readers do not see in a record, and what it was found through instead. */
function foundThrough(document: DisplayedDocument, sought: Sought, locale: string): Through[] {
  return standingsOf(document, sought).flatMap(({ through }, at): Through[] => {
    if (!through) return [];
    const { shown: word } = sought.words[at]!;
    // A word of the reader's language that is not in the record is of the same case in another registry, which the card names.
    if ('language' in through) return through.language === document.card.language ? [] : [{ word, language: through.language }];
    const label = document.concepts[through.concept]?.[locale]?.split('\n')[0];
    return label === undefined ? [] : [{ word, concept: label }];
  });
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

/**
 * Title and problem are shown anyway: a passage is worth its place by the words that they do not have. Of names only those are shown that
 * have such words, and only if no sentence has more of them.
 */
function bestPassage({ card, names, body }: DisplayedDocument, marks: Marks): SearchHit['matched']['passage'] {
  const shown = new Set([...matchedStems(card.title, card.language, marks), ...matchedStems(card.problem, card.language, marks)]);
  const [nameLanguage = card.language, nameText = ''] = Object.entries(names)[0] ?? [];
  const matching = nameText.split('\n').filter((name) => coverage(name, nameLanguage, marks, shown) > 0);
  const candidates = [
    { field: 'summary' as const, language: card.language, text: card.summary },
    { field: 'body' as const, language: card.language, text: body ?? '' },
    { field: 'names' as const, language: nameLanguage, text: matching.join(' · ') },
  ].map((candidate) => {
    const segments = bestFragment(candidate.text, candidate.language, marks);
    const text = segments.map((segment) => segment.text).join('');
    return { field: candidate.field, segments, gain: coverage(text, candidate.language, marks, shown) };
  });
  const best = candidates.reduce((first, next) => (next.gain > first.gain ? next : first));
  return best.gain > 0 ? { field: best.field, segments: best.segments } : undefined;
}
