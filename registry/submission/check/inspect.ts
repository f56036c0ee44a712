import { makeTree } from '../../content/tree.ts';
import { finding, type Finding } from '../../finding/finding.ts';
import { answersFor, labName } from '../../lab/record.ts';
import type { Locale } from '../../locale/locale.ts';
import { checkRecord as runRules } from '../../record/rules.ts';
import { checkLetters } from '../../record/rules/letters.ts';
import { MAX_BODY_CHARACTERS } from '../../record/text.ts';
import { findWrongAttachments } from '../draft/attachment.ts';
import { firstFreeId } from '../draft/propose-ids.ts';
import type { DraftContext } from '../draft/draft.ts';
import { pointerFinder, pointerToFact } from '../draft/pointer.ts';
import { type DraftedRecord, draftRecord, type MadeRecord, makeRecord, writeDrafted } from '../draft/make-record.ts';
import { findRemoved } from '../draft/removal.ts';
import { isWritable } from '../draft/unwritten.ts';
import { confirmsRecord, otherChallengeOf, type CasePayload, removalsOf } from '../schema.ts';
import { checkContext } from './check-context.ts';
import { problem, problemOf, type SubmissionProblem } from './submission-problem.ts';
import { whyNotMade } from './not-made.ts';
import { checkLocale, problemsForSender } from './problems.ts';
import { EDITORS_RULES, isForSender } from './sender.ts';

export interface Inspection<Made extends DraftedRecord> {
  /** Absent when no record can be made. */
  made?: Made;
  problems: SubmissionProblem[];
  /** All findings of the record with its lines, for reviewers; those that the sender can fix are in `problems` too. */
  findings: Finding[];
}

/** Makes the record of a submission and checks both. `id` is a new case's; the first free one by default. */
export const inspectSubmission = (
  payload: CasePayload,
  context: DraftContext,
  locale: Locale,
  id?: string,
): Inspection<MadeRecord> =>
  inspectMade(payload, context, locale, () => makeRecord(payload, id ?? firstFreeId(payload, context), context));

/**
 * The result of `inspectSubmission` for a submission with normalised texts, in a fraction of the time: a new case is written as
 * a file and read back only if something is wrong, to locate it (docs/adr/0011-checked-before-it-is-a-file.md).
 */
export const inspectDraft = (payload: CasePayload, context: DraftContext, locale: Locale): Inspection<DraftedRecord> =>
  inspectMade(payload, context, locale, () => {
    const drafted = draftRecord(payload, firstFreeId(payload, context), context);
    return payload.action === 'create' && isSound(drafted, context) ? drafted : writeDrafted(drafted, payload, context);
  });

/** Whether the future file of the record cannot have findings for its sender. */
function isSound({ record }: DraftedRecord, context: DraftContext): boolean {
  const rules = checkContext(context, record);
  return isWritable(record, context.registry) && !runRules(record, context.registry, rules, EDITORS_RULES).some(isForSender);
}

function inspectMade<Made extends DraftedRecord>(
  payload: CasePayload,
  context: DraftContext,
  locale: Locale,
  make: () => Made,
): Inspection<Made> {
  const problems = [
    ...checkAction(payload, context, locale),
    ...checkReferences(payload, locale),
    ...checkChallenges(payload, locale),
    ...findWrongAttachments(payload, locale),
  ];
  const length = Object.values(payload.body ?? {}).reduce((sum, text) => sum + (text?.length ?? 0), 0);
  const tooLong = finding('body-too-long', { file: '' }, { length, max: MAX_BODY_CHARACTERS });
  if (length > MAX_BODY_CHARACTERS) return { problems: [...problems, problemOf(tooLong, '/body', locale)], findings: [] };
  try {
    const made = make();
    const checked = checkRecord(made, payload, context, locale);
    return { made, problems: [...problems, ...checked.problems], findings: checked.findings };
  } catch (error) {
    return { problems: [...problems, ...whyNotMade(error, locale)], findings: [] };
  }
}

function checkAction(
  { action, locale: language, ...said }: CasePayload,
  { registry, lab }: DraftContext,
  locale: Locale,
): SubmissionProblem[] {
  const problems = checkLocale(language, registry, locale);
  if (action === 'create') return problems;
  const original = registry.cases.get(action.improve);
  if (!original) return [...problems, problem('original-missing', '/action/improve', locale, { id: action.improve })];
  const { digest, facts } = original;
  if (digest !== action.digest)
    problems.push(problem('original-changed', '/action/digest', locale, { id: action.improve, digest }));
  if (facts.language !== language)
    problems.push(problem('other-language', '/locale', locale, { given: language, language: facts.language }));
  const { steward } = facts;
  if (confirmsRecord(said) && !answersFor(lab, steward, registry))
    problems.push(problem('confirm-not-steward', '/confirms', locale, { lab: labName(registry, steward) }));
  const saysNothing =
    !confirmsRecord(said) &&
    Object.keys(said.case).length === 0 &&
    !said.references?.length &&
    !said.attachments?.length &&
    removalsOf(said).length === 0 &&
    !Object.values(said.body ?? {}).some((text) => text?.trim());
  findRemoved(facts, removalsOf(said)).forEach((item, index) => {
    if (!item) problems.push(problem('remove-unknown', `/remove/${index}`, locale, { given: removalsOf(said)[index]! }));
  });
  if (saysNothing) problems.push(problem('nothing-said', '', locale));
  return problems;
}

/** A new case needs a challenge of the list, or the sender's own words for it. */
function checkChallenges(payload: CasePayload, locale: Locale): SubmissionProblem[] {
  if (payload.action !== 'create' || payload.case.challenges || otherChallengeOf(payload)) return [];
  return [problemOf(finding('field-missing', { file: '' }, { field: 'case.challenges' }), '/case/challenges', locale)];
}

/** A reference is a personal account, a known source, or enough to find a publication. */
function checkReferences({ references = [] }: CasePayload, locale: Locale): SubmissionProblem[] {
  return references.flatMap((submitted, index) => {
    const pointer = `/references/${index}`;
    const isNamed = [
      submitted.firstHand,
      submitted.source,
      submitted.citation,
      submitted.title,
      submitted.URL,
      submitted.DOI,
    ].some(Boolean);
    if (!isNamed) return [problem('reference-empty', pointer, locale)];
    return submitted.firstHand || submitted.locator ? [] : [problem('place-missing', `${pointer}/locator`, locale)];
  });
}

function checkRecord(
  made: DraftedRecord | MadeRecord,
  payload: CasePayload,
  context: DraftContext,
  locale: Locale,
): Pick<Inspection<DraftedRecord>, 'problems' | 'findings'> {
  const { record, draft } = made;
  const fresh = 'text' in made ? findInFile(made, payload, context) : [];
  const missing = draft.missing.map((path) => {
    const pointer = pointerToFact(path, draft.facts, draft.submitted);
    return problemOf(finding('field-missing', { file: '' }, { field: pointer.slice(1).replaceAll('/', '.') }), pointer, locale);
  });
  const clashing = draft.clashing.map((index) => {
    const id = payload.references?.[index]?.id ?? '';
    return problemOf(finding('id-duplicate', { file: '' }, { id, other: 'sources.yml' }), `/references/${index}/id`, locale);
  });
  const pointerTo = pointerFinder(record, draft.submitted, context.registry);
  const found = problemsForSender(fresh, pointerTo, locale);
  return { problems: [...missing, ...clashing, ...withoutEchoes(found, payload)], findings: fresh };
}

/** A summary made of the body and a name made of the title have their mistakes: they are said where they were written. */
function withoutEchoes(found: SubmissionProblem[], { case: told }: CasePayload): SubmissionProblem[] {
  const isSaid = (part: string) => found.some(({ pointer }) => pointer.startsWith(part));
  const isEcho = ({ pointer, severity }: SubmissionProblem) =>
    (told.summary === undefined && pointer === '/case/summary' && (isSaid('/body') || severity === 'warning')) ||
    (told.name === undefined && pointer === '/case/name' && isSaid('/case/title'));
  return found.filter((each) => !isEcho(each));
}

/** New findings of a record's file: those that it did not have before. */
function findInFile({ record, file, text }: MadeRecord, { action }: CasePayload, context: DraftContext): Finding[] {
  const { registry } = context;
  const original = action === 'create' ? undefined : registry.cases.get(action.improve);
  const before = original ? runRules(original, registry, checkContext(context, original)) : [];
  const known = new Set(before.map(fingerprintOf));
  const rules = checkContext(context, record);
  const ofRules = [...runRules(record, registry, rules), ...checkLetters(makeTree({ [file]: text }), registry)];
  return ofRules.filter((found) => found.file === file && !known.has(fingerprintOf(found)));
}

/** Problems that an original already had are not for the sender of its correction to fix. */
const fingerprintOf = ({ code, params }: Finding) => JSON.stringify([code, params]);
