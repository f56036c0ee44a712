import { finding } from '../../finding/finding.ts';
import type { Locale } from '../../locale/locale.ts';
import { isMap } from '../../schema/walk.ts';
import { problemOf, type SubmissionProblem } from './submission-problem.ts';

/** A new case has something to teach, or it has not begun: then it says how its results will be known, and on which day. */
export function checkUntold(input: unknown, locale: Locale): SubmissionProblem[] {
  if (!isMap(input) || input['action'] !== 'create' || !isMap(input['case'])) return [];
  const { lessons, lifecycle, milestones } = input['case'];
  const missing = (field: string, pointer: string) => [
    problemOf(finding('field-missing', { file: '' }, { field }), pointer, locale),
  ];
  const isPlanned = isMap(lifecycle) && lifecycle['stage'] === 'planned';
  if (!isPlanned)
    return Array.isArray(lessons) && lessons.length > 0
      ? []
      : lessons === undefined || Array.isArray(lessons)
        ? missing('case.lessons', '/case/lessons')
        : [];
  const items = Array.isArray(milestones) ? (milestones as unknown[]) : [];
  if (milestones !== undefined && !Array.isArray(milestones)) return [];
  if (items.length === 0) return missing('case.milestones', '/case/milestones');
  return items.some((item) => isMap(item) && item['due'] !== undefined)
    ? []
    : missing('case.milestones.0.due', '/case/milestones/0/due');
}
