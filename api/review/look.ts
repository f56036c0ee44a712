import { findAmong } from '#registry/federation/foreign.ts';
import { Conflict, NotFound } from '#registry/forge/errors.ts';
import { isSubmissionId } from '#registry/forge/forge.ts';
import type { LocalForge, OpenProposal } from '#registry/forge/git/local-git.ts';
import { kinds } from '#registry/kinds.ts';
import type { Entry } from '#registry/outbox/outbox.ts';
import type { Question } from '#registry/outbox/question.ts';
import { placeAmong, readPath } from '#registry/record/path.ts';
import { mayRepeat } from '#registry/review/deciding/decision.ts';
import { type Reviewer, whyNotTheirs } from '#registry/review/reviewer.ts';
import { subjectOfProposal } from '#registry/review/deciding/subject.ts';
import { findSimilar, type SimilarCase } from '#registry/submission/check/similar.ts';
import type { FormContext } from '../form/form-context.ts';
import type { FormOptions } from '../form/form-options.ts';
import type { ProposalDrawn, ProposalTask } from './draw.ts';

/** A proposal as one reviewer finds it. */
export interface Look {
  entry: Entry;
  questions: readonly Question[];
  /** Absent when it is decided. */
  open?: OpenLook;
}

export interface OpenLook {
  /** The tip of its branch. */
  commit: string;
  /** Files that somebody has changed meanwhile: it does not merge. */
  conflicts: readonly string[];
  drawn: ProposalDrawn;
  /** The id of its record. */
  recordId: string | undefined;
  /** Published cases that it may repeat. */
  similar: readonly SimilarCase[];
  /** Whether it is probably another case once more: then whoever accepts says that it is not. */
  mayRepeat: boolean;
  /** Who sends it, as far as it says. */
  sender: string;
  /** Why this reviewer may not decide. */
  standing: ReturnType<typeof whyNotTheirs>;
}

/** Most open proposals that one is held against. */
const MOST_OTHERS = 300;

export interface LookOptions extends Pick<FormOptions, 'edition' | 'outbox' | 'submissions'> {
  forge: LocalForge;
  reviewer: Reviewer;
  now: number;
}

/** Everything that a reviewer needs to decide; undefined when there is no such proposal. */
export async function lookAt(id: string, context: FormContext, options: LookOptions): Promise<Look | undefined> {
  const { outbox, forge } = options;
  const entry = isSubmissionId(id) ? await outbox.find(id) : undefined;
  if (!entry?.proposal) return undefined;
  const questions = await outbox.questions.list(id);
  try {
    return { entry, questions, open: await lookAtOpen(entry, context, options, await forge.change(id)) };
  } catch (error) {
    // Decided a moment ago: the outbox hears of it soon.
    if (error instanceof Conflict) return { entry, questions };
    if (error instanceof NotFound) return undefined;
    throw error;
  }
}

async function lookAtOpen(
  entry: Entry,
  { locale }: FormContext,
  { outbox, forge, edition, submissions, reviewer, now }: LookOptions,
  { state, files, conflicts }: Awaited<ReturnType<LocalForge['change']>>,
): Promise<OpenLook> {
  const base = await forge.readBase();
  const open = await forge.listOpen();
  const unsearched = [...base.tree].flatMap(([path, file]) =>
    !edition().tree.has(path) && isOriginalCase(path) && 'text' in file ? [{ path, text: file.text }] : [],
  );
  const others = [...unsearched, ...(await openCases(entry.id, open, base.tree, forge))];
  const day = new Date(now).toISOString().slice(0, 10);
  const drawn = await submissions.checks.proposal(
    { files: [...files], others, locale: locale.id, day, reviewer: reviewer.id },
    base,
  );
  const payload = await outbox.payload(entry.id);
  const contact = await outbox.contact(entry.id);
  const { labs } = edition().registry;
  const subject = subjectOfProposal(entry, files.keys(), { payload, contactName: contact?.name, labs });
  const similar = await similarTo(drawn, edition());
  return {
    ...{ commit: state.commit, conflicts, drawn, similar },
    recordId: placeAmong(files.keys(), kinds)?.id,
    mayRepeat: mayRepeat(similar, drawn.lookAlikes),
    sender: subject.names.at(-1) ?? entry.lab ?? '',
    standing: whyNotTheirs(reviewer, subject),
  };
}

const isOriginalCase = (path: string): boolean => {
  const place = readPath(path, kinds);
  return place?.kind.id === 'case' && place.name === 'index';
};

/** The new cases of other open proposals. */
async function openCases(
  own: string,
  open: readonly OpenProposal[],
  base: ReadonlyMap<string, unknown>,
  forge: Pick<LocalForge, 'readFile'>,
): Promise<ProposalTask['others'][number][]> {
  const others = open.filter(({ submissionId }) => submissionId !== own).slice(0, MOST_OTHERS);
  const read = others.map(async ({ submissionId, commit, paths }) => {
    const path = paths.find((each) => isOriginalCase(each) && !base.has(each));
    const bytes = path === undefined ? undefined : await forge.readFile(commit, path);
    return path === undefined || bytes === undefined ? [] : [{ path, text: bytes.toString(), submission: submissionId }];
  });
  return (await Promise.all(read)).flat();
}

async function similarTo(
  { told, isNew }: ProposalDrawn,
  { registry, search, foreign }: ReturnType<FormOptions['edition']>,
): Promise<SimilarCase[]> {
  if (!told || !isNew) return [];
  const { language, title, problem, summary, places } = told;
  const sent = { locale: language, case: { title, problem, summary, places } };
  return await findSimilar(sent, registry, search, findAmong(foreign));
}
