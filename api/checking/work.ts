import type { Tree } from '#registry/content/tree.ts';
import { draftProposal } from '#registry/delivery/draft-proposal.ts';
import type { CaseRecord } from '#registry/case/record.ts';
import type { Registry } from '#registry/registry.ts';
import { validateSubmission, type Validation } from '#registry/submission/check/validate.ts';
import { withCleanPictures } from '#registry/submission/draft/attachment.ts';
import { localeOf } from '#registry/submission/draft/draft.ts';
import { digestParts } from '#registry/submission/draft/meanwhile.ts';
import { isImprovement, isNewRecord } from '#registry/submission/schema.ts';
import { caseTemplate } from '#registry/submission/file/case-template.ts';
import { commentTemplate } from '#registry/submission/file/comment-template.ts';
import { markFile } from '#registry/submission/file/marked-file.ts';
import { readFile } from '#registry/submission/file/read-file.ts';
import { makeSpeaker } from '#registry/page/speaker.ts';
import { findProblems } from '../form/answer.ts';
import { formContextFor } from '../form/form-context.ts';
import { inspectForm } from '../form/validation.ts';
import { drawProposal } from '../review/draw.ts';
import type { Checked, Results, TaskKind, Tasks } from './task.ts';

interface ReadContent {
  tree: Tree;
  registry: Registry;
}

type Work = { [Kind in TaskKind]: (task: Tasks[Kind], content: ReadContent) => Promise<Results[Kind]> };

const work: Work = {
  check,
  step: async ({ state }) => findProblems(state),
  async form({ state, attachments, locale, day, lab, contactDays, accepts }, content) {
    const context = formContextFor(content.registry, localeOf(content.registry, locale), contactDays);
    const { validation, ...inspection } = await inspectForm(state, attachments, { ...content, day, lab }, context);
    if (!accepts) return inspection;
    const { problems, warnings } = inspection;
    return { problems, warnings, ...(problems.length > 0 ? {} : { checked: readyToAccept(validation, content.registry) }) };
  },
  file: readUploaded,
  async template({ of, format, locale: id }, { registry }) {
    const speaker = makeSpeaker(registry, localeOf(registry, id));
    if (of === 'case') return await caseTemplate(format, speaker);
    const cases = of.cases.flatMap((each) => registry.cases.get(each) ?? []);
    const versionOf = (record: CaseRecord) => of.versions.get(record.id) ?? record.digest;
    return await commentTemplate(format, { cases, speaker, siteUrl: of.siteUrl, versionOf });
  },
  // What draws and sets documents is large, and few processes are ever asked for one.
  session: async (task, content) => (await import('../session-form/draw.ts')).drawSession(task, content),
  document: async (task, { registry }) => (await import('../choice/document.ts')).setDocument(task, registry),
  draft: async (task, content) => draftProposal(task, content),
  proposal: drawProposal,
};

/** Runs a task in the calling thread. */
export const performTask = <Kind extends TaskKind>(kind: Kind, task: Tasks[Kind], content: ReadContent): Promise<Results[Kind]> =>
  work[kind](task, content);

async function readUploaded(
  { bytes, locale: id, day, lab, marks }: Tasks['file'],
  content: ReadContent,
): Promise<Results['file']> {
  const locale = localeOf(content.registry, id);
  const read = await readFile(bytes, { ...content, day, lab }, locale);
  if (read.refused !== undefined) return { refused: read.refused };
  const { file, ...said } = read;
  const findings = [...said.sheets, ...said.cases].flatMap((each) => each.findings);
  const { door } = file;
  if (!marks || findings.length === 0) return { ...said, door };
  return { ...said, door, marked: await markFile(file, findings, makeSpeaker(content.registry, locale), day) };
}

async function check({ input, locale, day, lab, accepts }: Tasks['check'], content: ReadContent): Promise<Checked> {
  const { registry } = content;
  const validation = await validateSubmission(input, { ...content, day, lab }, localeOf(registry, locale));
  const { submission, problems } = validation;
  if (accepts) return readyToAccept(validation, registry);
  if (!submission) return { problems };
  // Megabytes that nobody asked for are not sent back.
  if (isNewRecord(submission)) return { submission, problems };
  const { attachments: _attachments, ...words } = submission;
  return { submission: words, problems };
}

/** What to store of a submission without errors. */
function readyToAccept({ submission, problems }: Validation, registry: Registry): Checked {
  if (!submission || problems.some(({ severity }) => severity === 'error')) return { problems };
  if (isNewRecord(submission)) return { submission, problems };
  const original = isImprovement(submission) ? registry.cases.get(submission.action.improve) : undefined;
  return {
    submission: withCleanPictures(submission),
    problems,
    ...(original ? { original: digestParts(submission, original, registry) } : {}),
  };
}
