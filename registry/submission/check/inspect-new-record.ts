import { makeTree } from '../../content/tree.ts';
import { finding, type Finding } from '../../finding/finding.ts';
import type { Locale } from '../../locale/locale.ts';
import { checkRecord } from '../../record/rules.ts';
import { checkLetters } from '../../record/rules/letters.ts';
import type { DraftContext } from '../draft/draft.ts';
import { makeNewRecord, type MadeNewRecord } from '../draft/new-record.ts';
import { pointerFinder } from '../draft/pointer.ts';
import { firstFreeId } from '../draft/propose-ids.ts';
import { type RecordPayload, SENT_KINDS } from '../new-record.ts';
import { checkContext } from './check-context.ts';
import { whyNotMade } from './not-made.ts';
import { checkLocale, problemsForSender } from './problems.ts';
import { problem, problemOf, type SubmissionProblem } from './submission-problem.ts';

export interface NewRecordInspection {
  /** Absent when no record can be made. */
  made?: MadeNewRecord;
  problems: SubmissionProblem[];
  /** All findings of the record with its lines, for reviewers; those that the sender can fix are in `problems` too. */
  findings: Finding[];
}

/** Makes a new record of a kind besides cases, and checks it. `id` is the first free one by default. */
export function inspectNewRecord(
  payload: RecordPayload,
  context: DraftContext,
  locale: Locale,
  id?: string,
): NewRecordInspection {
  const problems = [...checkLocale(payload.locale, context.registry, locale), ...checkSpeaker(payload, context, locale)];
  if (problems.length > 0) return { problems, findings: [] };
  try {
    const made = makeNewRecord(payload, id ?? firstFreeId(payload, context), context);
    const findings = findIn(made, context);
    const pointerTo = pointerFinder(made.record, made.submitted, context.registry);
    return { made, problems: problemsForSender(findings, pointerTo, locale), findings };
  } catch (error) {
    return { problems: whyNotMade(error, locale), findings: [] };
  }
}

/** A lab that sends its token speaks for itself and for nobody else; without a token it says who it is. */
function checkSpeaker({ action, record }: RecordPayload, { lab }: DraftContext, locale: Locale): SubmissionProblem[] {
  if (!('lab' in SENT_KINDS[action.new].shape)) return [];
  if (record['lab'] === undefined && lab === undefined)
    return [problemOf(finding('field-missing', { file: '' }, { field: 'record.lab' }), '/record/lab', locale)];
  const isOther = lab !== undefined && record['lab'] !== undefined && record['lab'] !== lab;
  return isOther ? [problem('lab-other', '/record/lab', locale, { given: String(record['lab']), lab })] : [];
}

function findIn({ record, file, text }: MadeNewRecord, context: DraftContext): Finding[] {
  const { registry } = context;
  const rules = checkContext(context, record);
  const found = [...checkRecord(record, registry, rules), ...checkLetters(makeTree({ [file]: text }), registry)];
  return found.filter((each) => each.file === file);
}
