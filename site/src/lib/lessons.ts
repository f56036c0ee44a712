import type { CaseView } from '#registry/case/record.ts';
import { LESSON_KINDS } from '#registry/case/schema.ts';
import type { Context } from './context.ts';
import { facetOf, facetValues } from './facets.ts';
import { perContext } from './per-context.ts';

export type LessonKind = (typeof LESSON_KINDS)[number];

export interface CaseLesson {
  view: CaseView;
  lesson: NonNullable<CaseView['facts']['lessons']>[number];
}

/** The lessons of cases, case by case. */
export const lessonsIn = (views: readonly CaseView[]): CaseLesson[] =>
  views.flatMap((view) => (view.facts.lessons ?? []).map((lesson) => ({ view, lesson })));

export const ofKind = (lessons: readonly CaseLesson[], kind: string) => lessons.filter(({ lesson }) => lesson.kind === kind);

export const isLessonKind = (value: string): value is LessonKind => (LESSON_KINDS as readonly string[]).includes(value);

/** What a page of lessons is called: a kind of lesson, or a problem. */
export const lessonValueName = (value: string, { label }: Context) =>
  isLessonKind(value) ? label('lesson-kinds', value) : label('challenges', value);

/** The problems that cases are about, without the areas that they are in. */
export const challengesOf = (context: Context) => facetValues(context, facetOf('challenges')).filter(({ isArea }) => !isArea);

/** The lessons of a kind, or of the cases about a problem. */
export const lessonsUnder = perContext((context: Context, value: string): readonly CaseLesson[] =>
  isLessonKind(value)
    ? ofKind(lessonsIn(context.views()), value)
    : lessonsIn(challengesOf(context).find((challenge) => challenge.value === value)?.views ?? []),
);
