import { paths } from '#registry/addresses.ts';
import { isSubmissionId } from '#registry/forge/forge.ts';
import { whyNotTheirs } from '#registry/review/reviewer.ts';
import { subjectOfProposal } from '#registry/review/deciding/subject.ts';
import { paramsOf } from '../http/params.ts';
import { queuePage } from './queue-page.ts';
import { sendReview, type SignedVisit } from './visit.ts';

/** Proposals on one page of the list. */
const PAGE = 100;

/** Lists what waits for a decision. */
export async function showQueue(visit: SignedVisit): Promise<void> {
  const { request, options, context, signedIn, now } = visit;
  const after = paramsOf(request).get('after') ?? '';
  const entries = await options.outbox.listOpen({ limit: PAGE, ...(isSubmissionId(after) ? { after } : {}) });
  const pathsOf = new Map((await options.forge.listOpen()).map((open) => [open.submissionId, open.paths]));
  const counts = await options.outbox.questions.counts();
  const waiting = entries.flatMap((entry) => {
    const changed = pathsOf.get(entry.id);
    // What is decided already leaves the outbox's list when its worker has asked.
    if (!changed) return [];
    const subject = subjectOfProposal(entry, changed);
    const questions = counts.get(entry.id) ?? { open: 0, answered: 0 };
    return [{ entry, country: subject.country, standing: whyNotTheirs(signedIn.reviewer, subject), questions }];
  });
  const last = entries.length === PAGE ? entries.at(-1)!.id : undefined;
  const next = last === undefined ? undefined : `${paths.review(context.locale.id)}?after=${last}`;
  await sendReview(visit, {
    title: context.t('review.title'),
    main: queuePage({ signedIn, waiting, next, now }, context),
  });
}
