import { finding, type Finding, isError } from '../../finding/finding.ts';
import type { Locale } from '../../locale/locale.ts';
import type { Registry } from '../../registry.ts';
import { isForSender } from './sender.ts';
import { MAX_PROBLEMS, problemOf, type SubmissionProblem } from './submission-problem.ts';

/** The findings that the sender can mend, the gravest first, at their places in the submission. */
export const problemsForSender = (
  findings: readonly Finding[],
  pointerTo: (found: Finding) => string,
  locale: Locale,
): SubmissionProblem[] =>
  findings
    .filter(isForSender)
    .toSorted((a, b) => Number(isError(b)) - Number(isError(a)))
    .slice(0, MAX_PROBLEMS)
    .map((each) => problemOf(each, pointerTo(each), locale));

/** A submission is in a language of the registry. */
export function checkLocale(language: string, { locales }: Pick<Registry, 'locales'>, locale: Locale): SubmissionProblem[] {
  if (locales.has(language)) return [];
  const unknown = finding('language-unknown', { file: '' }, { given: language, known: [...locales.keys()].join(', ') });
  return [problemOf(unknown, '/locale', locale)];
}
