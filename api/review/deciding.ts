import { randomUUID } from 'node:crypto';
import { paths } from '#registry/addresses.ts';
import { findUnfit } from '#registry/content/characters.ts';
import { Conflict, ForgeError } from '#registry/forge/errors.ts';
import type { StringKey } from '#registry/locale/locale.ts';
import { LONGEST_ANSWER } from '#registry/outbox/question.ts';
import { type Hindrance, hindrancesOf } from '#registry/review/deciding/decision.ts';
import { isBegun, readScorecard } from '#registry/review/scorecard-form.ts';
import { type Scorecard, scorecardPath, writeScorecard } from '#registry/review/scorecard.ts';
import { requestIdOf } from '../http/observe.ts';
import type { OpenLook } from './look.ts';
import { lookOf, sendProposal, type Shown } from './proposal-route.ts';

/** Does what a reviewer asks for: asks the sender, keeps a scorecard, accepts or declines. */
export async function act(go: string, shown: Shown): Promise<void> {
  const { typed, look } = shown;
  const { open } = look;
  if (!open) return await sendProposal({ ...shown, notices: ['review.decidedAlready'], status: 409 });
  if (open.standing !== undefined) return await sendProposal({ ...shown, status: 403 });
  if (typed['seen'] !== open.commit) return await sendProposal({ ...shown, notices: ['review.changed'], status: 409 });
  const [unfit] = Object.entries(typed).find(([, words]) => findUnfit(words) !== undefined) ?? [];
  if (unfit !== undefined) return await refuse(shown, [[unfit, 'review.hidden']]);
  switch (go) {
    case 'ask':
      return await ask(shown);
    case 'score':
      return await decide(shown, open, undefined);
    case 'accept':
    case 'decline':
      return await decide(shown, open, go);
    default:
      return await sendProposal(shown);
  }
}

/** Shows what was typed again, with what is wrong in it. */
const refuse = (shown: Shown, problems: readonly (readonly [field: string, words: StringKey])[]): Promise<void> =>
  sendProposal({
    ...shown,
    problems: problems.map(([field, words]) => ({ field, words: shown.context.t(words) })),
    status: 422,
  });

async function ask(shown: Shown): Promise<void> {
  const { look, signedIn, options, now } = shown;
  const { question: typed = '', 'question-id': given = '', ...rest } = shown.typed;
  const text = typed.slice(0, LONGEST_ANSWER);
  if (text === '') return await refuse(shown, [['question', 'review.ask.empty']]);
  const id = /^[0-9a-f-]{36}$/.test(given) ? given : randomUUID();
  const isAsked =
    look.questions.some((known) => known.id === id) ||
    (await options.outbox.questions.ask({ id, submission: look.entry.id, by: signedIn.reviewer.name, text }, now));
  if (!isAsked) return await refuse(shown, [['question', 'review.ask.full']]);
  const questions = await options.outbox.questions.list(look.entry.id);
  await sendProposal({ ...shown, look: { ...look, questions }, typed: rest, notices: ['review.ask.done'] });
}

const HINDRANCES: Readonly<Record<Hindrance, StringKey>> = {
  reason: 'review.reason.empty',
  findings: 'review.accept.not',
  different: 'review.different.empty',
};

/** Keeps the scorecard, if one is begun or asked for, and then decides. */
async function decide(shown: Shown, open: OpenLook, verdict: 'accept' | 'decline' | undefined): Promise<void> {
  const { typed, look, signedIn, options, context, response, now } = shown;
  const { reviewer } = signedIn;
  const { verdicts, hasErrors } = open.drawn;
  const reason = (typed['reason'] ?? '').slice(0, LONGEST_ANSWER);
  const isScored = verdicts.length > 0 && (verdict === undefined || isBegun(verdicts, typed));
  const on = new Date(now).toISOString().slice(0, 10);
  const told = { reviewer: reviewer.id, name: reviewer.name, on, language: context.locale.id };
  const { card, missing } = isScored ? readScorecard(verdicts, typed, told) : { card: undefined, missing: [] };
  const isDifferent = typed['different'] === 'yes';
  const hindrances =
    verdict === undefined ? [] : hindrancesOf({ verdict, reason, hasErrors, mayRepeat: open.mayRepeat, isDifferent });
  const problems = [
    ...missing.map((field) => [field, 'review.card.missing'] as const),
    ...hindrances.map((field) => [field, HINDRANCES[field]] as const),
  ];
  if (problems.length > 0) return await refuse(shown, problems);
  try {
    const seen = card ? await keep(card, open, shown) : open.commit;
    if (verdict !== undefined) {
      const { workingTree } = await options.forge.decide(look.entry.id, { verdict, by: reviewer.name, reason, seen });
      if (workingTree.status === 'behind') options.log.warn({ run: workingTree.run }, 'the files of the content are behind');
      await options.outbox.markDue(look.entry.id, Date.now());
      options.submissions.wake();
    }
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    options.log.warn({ request: requestIdOf(response), err: error }, 'a decision was not carried out');
    const fresh = (await lookOf(shown)) ?? look;
    const isDone = error instanceof Conflict && fresh.open === undefined;
    // The page itself says what was changed meanwhile, and that it stays so.
    const isChanged = (fresh.open?.conflicts.length ?? 0) > 0;
    const notices: StringKey[] = isDone ? ['review.decidedAlready'] : isChanged ? [] : ['review.failed'];
    return await sendProposal({ ...shown, look: fresh, status: 409, notices });
  }
  response.redirect(303, `${paths.reviewOf(context.locale.id, look.entry.id)}?done=${verdict ?? 'score'}`);
}

/** Puts a scorecard on the branch; the new tip. */
const keep = (card: Scorecard, { commit, recordId }: OpenLook, { options, look: { entry } }: Shown): Promise<string> =>
  options.forge.addFile(
    entry.id,
    {
      path: `content/${scorecardPath(recordId!, card.reviewer, entry.id)}`,
      content: writeScorecard(card),
      message: `Scorecard for ${recordId!}`,
      by: card.name,
    },
    commit,
  );
