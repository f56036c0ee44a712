import { beginningOfStem, type FindWords, wordFinder } from '../analysis/word-finder.ts';
import type { FieldText } from '../field-texts.ts';
import { GUESS } from '../fusion.ts';
import { type Marks, marksFor } from '../highlight.ts';
import { makeHit } from '../hit.ts';
import { makeLessonHit } from '../lesson-hit.ts';
import type { LessonHit, SearchHit } from '../page.ts';
import { proximity } from '../proximity.ts';
import { seekWords, type Sought } from '../standing.ts';
import { LOOKED_AT } from '../state.ts';
import { prefixToFind } from '../typed.ts';
import { completionsIn } from './completion.ts';
import type { StoredCase, StoredLesson } from './documents.ts';
import { type FromNetwork, peerOf } from './peers.ts';
import type { Scope } from './scope.ts';
import { beginningOf, type LookedUp } from './index-query.ts';

/** The fields of cases and lessons that are retrieved for display. */
export const CARD = ['id', 'card', 'lessons', 'names', 'concepts', 'others', 'body'];
export const LESSON = ['id', 'case', 'lesson', 'lessonKind', 'text', 'language', 'title'];

/** The words to find in the returned texts. */
export interface SoughtWords {
  words: readonly LookedUp[];
  /** The weights of the words, in order. */
  weights: readonly number[];
  find: FindWords;
}

export const prepareMarks = (words: readonly LookedUp[], weights: readonly number[]): SoughtWords => ({
  words,
  weights,
  find: finderOf(words),
});

/** One for the words of an answer, which judges and marks the same texts: it remembers what it found in them. */
const finders = new WeakMap<readonly LookedUp[], FindWords>();

function finderOf(words: readonly LookedUp[]): FindWords {
  let find = finders.get(words);
  if (!find) {
    const beginnings = words.flatMap((word) => [
      ...word.stems.map(beginningOfStem),
      beginningOf(word) ?? '',
      prefixToFind(word.typed).beginning ?? '',
    ]);
    finders.set(words, (find = wordFinder(beginnings)));
  }
  return find;
}

/** Hits and lessons with the matching words marked; `asked` may have been read in the same cases before. */
export function show(
  sought: SoughtWords,
  asked: Sought,
  cases: readonly ScoredCase[],
  lessons: readonly (StoredLesson & FromNetwork)[],
  { peers, query: { locale } }: Pick<Scope, 'peers' | 'query'>,
): { hits: SearchHit[]; lessons: LessonHit[] } {
  const marks = marksIn([...cases.flatMap(({ stored }) => textsOf(stored)), ...lessons], sought);
  return {
    hits: cases.map(({ stored, score }) => ({ ...makeHit(stored, score, marks, asked, locale), ...peerOf(stored, peers) })),
    lessons: lessons.map((found) => {
      const { case: caseId, lesson, lessonKind, text, language, title } = found;
      return {
        ...makeLessonHit({ case: caseId, title, id: lesson, kind: lessonKind, text, language }, marks),
        ...peerOf(found, peers),
      };
    }),
  };
}

/** The words as they are looked for in what is stored of a case. `isIn` says which cases the server found by a word, by its place. */
export const askedIn = (
  { words, find }: SoughtWords,
  q: string,
  isIn: (at: number, id: string) => boolean = () => false,
): Sought =>
  seekWords(
    words.map((word, at) => ({
      shown: word.corrected ?? q.slice(word.typed.start, word.typed.end),
      stems: word.stems,
      isIn: (id) => isIn(at, id),
      ...(word.corrected === undefined ? prefixToFind(word.typed) : { beginning: undefined }),
    })),
    find,
  );

/** A case with its score. */
export interface ScoredCase {
  stored: StoredCase & FromNetwork;
  score: number;
}

/** How many of the first cases are judged, and reranked by proximity, which requires reading their texts. */
export const READ = LOOKED_AT;

/** The weight of proximity beside that of words. On halves of public question sets, .2 to .5 do equally well. */
const NEAR = 0.3;

/** Reranks cases by the proximity of the words in them. */
export function rankByProximity(cases: readonly ScoredCase[], { words, weights, find }: SoughtWords): ScoredCase[] {
  const weighed = words.map(({ stems }, at) => ({ stems, weight: weights[at]! }));
  return cases
    .map(({ stored, score }) => ({ stored, score: score * (1 + NEAR * proximity(textsOf(stored), weighed, find)) }))
    .toSorted((a, b) => b.score - a.score);
}

/** The texts of a case that people read. */
const textsOf = ({ card, lessons, body = '' }: StoredCase): FieldText[] =>
  [card.title, card.problem, card.summary, ...lessons.flatMap(({ text, conditions = '' }) => [text, conditions]), body].map(
    (text) => ({ language: card.language, text }),
  );

/** The words as typed, and words with the same prefix at a lower weight. */
function marksIn(texts: readonly FieldText[], { words, weights, find }: SoughtWords): Marks {
  const beginnings = new Map(
    words.flatMap((word, at) => {
      const begins = beginningOf(word);
      return begins === undefined ? [] : [[begins, GUESS * weights[at]!] as const];
    }),
  );
  const typed = words.flatMap(({ stems }, at) => stems.map((each) => [each, weights[at]!] as const));
  return marksFor(new Map([...completionsIn(texts, beginnings, find), ...typed]), find);
}
