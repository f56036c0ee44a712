import type { Intent } from './analysis/intents.ts';
import { LIMITS } from './bounds.ts';
import type { JudgedDocument } from './standing.ts';
import type { Match } from './fusion.ts';
import { coverage, highlight, type Marks } from './highlight.ts';
import type { LessonHit } from './page.ts';

/** A lesson found on its own, whatever the rank of its case. */
export interface FoundLesson {
  case: string;
  /** The title of its case. */
  title: string;
  id: string;
  kind: string;
  text: string;
  language: string;
}

/** A lesson matches with at least half of the query; one common word is not enough. */
export const answers = ({ share }: Pick<Match, 'share'>): boolean => share >= 0.5;

/** A lesson hit with the matching words marked. */
export const makeLessonHit = (lesson: FoundLesson, marks: Marks): LessonHit => ({
  ...lesson,
  segments: highlight(lesson.text, lesson.language, marks),
});

/**
 * The best matching lessons of some cases; `possible` is the weight of all words of the query. Whoever asks what failed gets the
 * lessons that say so, of the first cases in any words: the cases are about the subject.
 */
export function bestLessons(documents: readonly JudgedDocument[], marks: Marks, possible: number, intent?: Intent): LessonHit[] {
  if (intent !== undefined) return lessonsOfKind(documents.slice(0, LIMITS.lessons), marks, intent);
  return documents
    .flatMap(({ id, card: { title, language }, lessons }) =>
      lessons.map(({ id: lesson, kind, text, conditions = '' }) => ({
        lesson: { case: id, title, id: lesson, kind, text, language },
        share: coverage(`${text}\n${conditions}`, language, marks) / possible,
      })),
    )
    .filter(answers)
    .toSorted((a, b) => b.share - a.share)
    .slice(0, LIMITS.lessons)
    .map(({ lesson }) => makeLessonHit(lesson, marks));
}

/** The lessons of a kind of some cases, one of each before a second of any. */
function lessonsOfKind(documents: readonly JudgedDocument[], marks: Marks, wanted: Intent): LessonHit[] {
  return documents
    .flatMap(({ id, card: { title, language }, lessons }) =>
      lessons
        .filter(({ kind }) => kind === wanted)
        .map(({ id: lesson, kind, text }, turn) => ({ turn, lesson: { case: id, title, id: lesson, kind, text, language } })),
    )
    .toSorted((a, b) => a.turn - b.turn)
    .slice(0, LIMITS.lessons)
    .map(({ lesson }) => makeLessonHit(lesson, marks));
}
