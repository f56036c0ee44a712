import type { changedWords } from './changed-words.ts';
import type { Finding } from '../finding/finding.ts';
import type { Forge, Proposal } from '../forge/forge.ts';
import { inertLine } from '../forge/inert-text.ts';
import { proposalBody, proposalTitle } from '../forge/proposal-body.ts';
import type { Locale } from '../locale/locale.ts';
import { translate } from '../locale/translate.ts';
import type { Entry } from '../outbox/outbox.ts';
import { folderOf } from '../record/path.ts';
import { blankScorecard, scorecardPath } from '../review/scorecard.ts';
import type { CaseRecord } from '../case/record.ts';
import { attachmentFiles } from '../submission/draft/attachment.ts';
import type { MadeRecord } from '../submission/draft/make-record.ts';
import { findRemoved, wordsOf } from '../submission/draft/removal.ts';
import { otherChallengeOf, type CasePayload, removalsOf } from '../submission/schema.ts';

export interface ProposalParts {
  forge: Forge['kind'];
  entry: Pick<Entry, 'id' | 'action' | 'lab' | 'times'>;
  payload: CasePayload;
  made: MadeRecord;
  /** The corrected case as it was. */
  original: CaseRecord | undefined;
  /** What the correction changes. */
  changed?: ReturnType<typeof changedWords> | undefined;
  /** Points that reviewers should check in the record. */
  findings: readonly Finding[];
  /** Files that the record's folder already has, relative to it. */
  existing: ReadonlySet<string>;
  locale: Locale;
  /** Whether the corrected record has changed since the correction was sent. */
  hasMoved: boolean;
  /** Address of the status page, and of the repository on its forge. */
  statusUrl?: string | undefined;
  repository?: string | undefined;
}

/** The proposal for reviewers: the record's files and a text in which the sender's words are escaped. Contains no contact. */
export function makeProposal({
  forge,
  entry,
  payload,
  made,
  original,
  changed,
  findings,
  existing,
  locale,
  hasMoved,
  statusUrl,
  repository,
}: ProposalParts): Omit<Proposal, 'base'> {
  const folder = `content/${folderOf(made.file)}`;
  const attachments = attachmentFiles(payload, existing).map(({ path, content }) => ({ path: `${folder}${path}`, content }));
  const texts = [{ file: made.file, text: made.text }, ...made.translations].map(({ file, text }) => ({
    path: `content/${file}`,
    content: text,
  }));
  const files = [...texts, ...attachments];
  const { title, problem, summary } = made.record.facts;
  const { id: submissionId, action, lab } = entry;
  const sender = { name: payload.organisation?.name ?? lab ?? '', isVerified: lab !== undefined };
  const removed = original
    ? findRemoved(original.facts, removalsOf(payload)).flatMap((item) =>
        item ? [wordsOf(item, (key) => translate(locale, key))] : [],
      )
    : [];
  const otherChallenge = otherChallengeOf(payload);
  const news = { locale, forge, action, submissionId, files, title, problem, summary, sender, removed, findings, hasMoved };
  const scorecard = {
    path: `content/${scorecardPath(made.id, 'your-id', submissionId)}`,
    blank: blankScorecard(made.record.facts.verdicts, payload.locale),
    repository,
  };
  const spoken = { ...(otherChallenge === undefined ? {} : { otherChallenge }), ...(changed ? { changed } : {}) };
  const { credit } = payload.consent;
  return {
    ...{ submissionId, action, files },
    title: proposalTitle(news),
    body:
      proposalBody({ ...news, ...spoken, scorecard, ...(statusUrl === undefined ? {} : { statusUrl }) }) +
      describeAttachments(payload, locale),
    labels: ['submission', action === 'create' ? 'new case' : 'improvement', lab === undefined ? 'unverified' : 'verified'],
    reviewers: [],
    // A trailer needs an address, and no personal one may be in git: `.invalid` leads nowhere (RFC 2606).
    ...(credit ? { coAuthor: { name: credit, email: `${lab ?? 'submission'}@labs.invalid` } } : {}),
    submittedAt: new Date(entry.times.received ?? 0),
  };
}

/** The sender's names for the attachments, which the record renames. */
function describeAttachments({ attachments = [] }: CasePayload, locale: Locale): string {
  if (attachments.length === 0) return '';
  const list = attachments.map(({ name, description }) => `- ${inertLine(name)}: ${inertLine(description)}`).join('\n');
  return `\n### ${translate(locale, 'submission.proposal.attachments')}\n\n${list}\n`;
}
