import type { Tree } from '#registry/content/tree.ts';
import { draftProposal } from '#registry/delivery/draft-proposal.ts';
import type { Registry } from '#registry/registry.ts';
import { validateSubmission, type Validation } from '#registry/submission/check/validate.ts';
import { withCleanPictures } from '#registry/submission/draft/attachment.ts';
import { localeOf } from '#registry/submission/draft/draft.ts';
import { digestParts } from '#registry/submission/draft/meanwhile.ts';
import { isImprovement, isNewRecord } from '#registry/submission/schema.ts';
import { readSheets } from '#registry/submission/check/sheet-reading.ts';
import { findProblems } from '../form/answer.ts';
import { formContextFor } from '../form/form-context.ts';
import { inspectForm } from '../form/validation.ts';
import type { Checked, Results, TaskKind, Tasks } from './task.ts';

interface ReadContent {
  tree: Tree;
  registry: Registry;
}

type Work = { [Kind in TaskKind]: (task: Tasks[Kind], content: ReadContent) => Promise<Results[Kind]> };

const work: Work = {
  check,
  step: async ({ state }) => findProblems(state),
  async form({ state, attachments, locale, day, contactDays, accepts }, content) {
    const context = formContextFor(content.registry, localeOf(content.registry, locale), contactDays);
    const { validation, ...inspection } = await inspectForm(state, attachments, { ...content, day }, context);
    if (!accepts) return inspection;
    const { problems, warnings } = inspection;
    return { problems, warnings, ...(problems.length > 0 ? {} : { checked: readyToAccept(validation, content.registry) }) };
  },
  sheets: async ({ bytes, locale, ...sent }, content) =>
    readSheets(bytes, { ...content, ...sent }, localeOf(content.registry, locale)),
  // What draws and sets documents is large, and few processes are ever asked for one.
  session: async (task, content) => (await import('../session-form/draw.ts')).drawSession(task, content),
  draft: async (task, content) => draftProposal(task, content),
};

/** Runs a task in the calling thread. */
export const performTask = <Kind extends TaskKind>(kind: Kind, task: Tasks[Kind], content: ReadContent): Promise<Results[Kind]> =>
  work[kind](task, content);

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
