import type { Finding } from '../finding/finding.ts';
import type { Forge, Proposal } from '../forge/forge.ts';
import { inertLine } from '../forge/inert-text.ts';
import { proposalBody, proposalTitle } from '../forge/proposal-body.ts';
import type { Locale } from '../locale/locale.ts';
import { translate } from '../locale/translate.ts';
import type { Entry } from '../outbox/outbox.ts';
import { folderOf } from '../record/path.ts';
import type { CaseRecord } from '../case/record.ts';
import { attachmentFiles } from '../submission/draft/attachment.ts';
import type { MadeRecord } from '../submission/draft/make-record.ts';
import { findRemoved, wordsOf } from '../submission/draft/removal.ts';
import { otherChallengeOf, type Payload, removalsOf } from '../submission/schema.ts';

export interface ProposalParts {
  forge: Forge['kind'];
  entry: Pick<Entry, 'id' | 'action' | 'lab' | 'times'>;
  payload: Payload;
  made: MadeRecord;
  /** The case that an improvement is about, as it was. */
  original: CaseRecord | undefined;
  /** What reviewers should look at in the record. */
  findings: readonly Finding[];
  /** Files that the record's folder has already, relative to it. */
  existing: ReadonlySet<string>;
  locale: Locale;
  /** Whether somebody has changed what a correction is about since it was sent. */
  hasMoved: boolean;
  /** Where people see how the submission stands. */
  statusUrl?: string | undefined;
}

/** What reviewers get: the record's files, and a text in which the submitter's words are only words. Holds no contact. */
export function makeProposal({
  forge,
  entry,
  payload,
  made,
  original,
  findings,
  existing,
  locale,
  hasMoved,
  statusUrl,
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
  const spoken = otherChallenge === undefined ? {} : { otherChallenge };
  const { credit } = payload.consent;
  return {
    ...{ submissionId, action, files },
    title: proposalTitle(news),
    body:
      proposalBody({ ...news, ...spoken, ...(statusUrl === undefined ? {} : { statusUrl }) }) +
      describeAttachments(payload, locale),
    labels: ['submission', action === 'create' ? 'new case' : 'improvement', lab === undefined ? 'unverified' : 'verified'],
    reviewers: [],
    // An address is what the trailer is made of, and nobody's own may stand in git: `.invalid` leads nowhere (RFC 2606).
    ...(credit ? { coAuthor: { name: credit, email: `${lab ?? 'submission'}@labs.invalid` } } : {}),
    submittedAt: new Date(entry.times.received ?? 0),
  };
}

/** What their sender calls the attachments: records know them by names of ours. */
function describeAttachments({ attachments = [] }: Payload, locale: Locale): string {
  if (attachments.length === 0) return '';
  const list = attachments.map(({ name, description }) => `- ${inertLine(name)}: ${inertLine(description)}`).join('\n');
  return `\n### ${translate(locale, 'submission.proposal.attachments')}\n\n${list}\n`;
}
