import { randomUUID } from 'node:crypto';
import { paths } from '#registry/addresses.ts';
import type { StringKey } from '#registry/locale/locale.ts';
import { type TypedFields, typedOf } from '#registry/review/scorecard-form.ts';
import { paramsOf } from '../http/params.ts';
import { type Look, lookAt } from './look.ts';
import { proposalPage, type ProposalPage } from './proposal-page.ts';
import { titleOfEntry } from '../form/entry-title.ts';
import { proposalIdOf, sendReview, type SignedVisit } from './visit.ts';

/** The page of a proposal, with what stands in its form and what is said above it. */
export interface Shown extends SignedVisit {
  look: Look;
  typed: TypedFields;
  problems?: ProposalPage['problems'];
  notices?: readonly StringKey[];
  status?: number;
}

/** The proposal of the address; undefined when there is none. */
export const lookOf = async (visit: SignedVisit): Promise<Look | undefined> => {
  const { context, options, signedIn, now } = visit;
  const id = proposalIdOf(visit);
  return id === undefined ? undefined : await lookAt(id, context, { ...options, reviewer: signedIn.reviewer, now });
};

/** Shows a proposal as it was opened. */
export async function showProposal(visit: SignedVisit): Promise<void> {
  const look = await lookOf(visit);
  if (!look) return visit.next();
  const done = DONE.get(paramsOf(visit.request).get('done') ?? '');
  await sendProposal({ ...visit, look, typed: {}, notices: done ? [done] : [] });
}

/** What an answer that led back here has done. */
const DONE = new Map<string, StringKey>([
  ['score', 'review.card.done'],
  ['accept', 'review.accept.done'],
  ['decline', 'review.decline.done'],
]);

export async function sendProposal(shown: Shown): Promise<void> {
  const { context, look, signedIn, typed, problems = [], notices = [], status, now } = shown;
  const own = look.open?.drawn.scorecards.find(({ reviewer }) => reviewer === signedIn.reviewer.id);
  const filled = { 'question-id': randomUUID(), ...(own ? typedOf(own) : {}), ...typed };
  const said = notices.map((key) => context.t(key));
  await sendReview(shown, {
    title: `${titleOfEntry(look.entry, context.registry).title} · ${context.t('review.title')}`,
    main: proposalPage({ look, signedIn, typed: filled, problems, notices: said, now }, context),
    pathIn: (locale) => paths.reviewOf(locale, look.entry.id),
    status,
  });
}
