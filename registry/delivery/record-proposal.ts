import type { Finding } from '../finding/finding.ts';
import type { Forge, Proposal } from '../forge/forge.ts';
import { proposalBody, proposalTitle } from '../forge/proposal-body.ts';
import type { Locale } from '../locale/locale.ts';
import type { Entry } from '../outbox/outbox.ts';
import { titleOf } from '../record/view.ts';
import type { Registry } from '../registry.ts';
import type { MadeNewRecord } from '../submission/draft/new-record.ts';
import type { RecordPayload } from '../submission/new-record.ts';

export interface RecordProposalParts {
  forge: Forge['kind'];
  entry: Pick<Entry, 'id' | 'lab' | 'times'>;
  payload: RecordPayload;
  made: MadeNewRecord;
  /** Points that reviewers should check in the record. */
  findings: readonly Finding[];
  locale: Locale;
  registry: Registry;
  /** Address of the status page. */
  statusUrl?: string | undefined;
}

/** The proposal of a new record of a kind besides cases. Reviewers read its file, quoted. Contains no contact. */
export function makeRecordProposal(parts: RecordProposalParts): Omit<Proposal, 'base'> {
  const { forge, entry, payload, made, findings, locale, registry, statusUrl } = parts;
  const { id: submissionId, lab } = entry;
  const kind = payload.action.new;
  const { credit } = payload.consent;
  const speaker = String((made.record.facts as { lab?: string }).lab ?? lab ?? '');
  const name = registry.labs.get(speaker)?.facts.name ?? credit ?? speaker;
  const files = [{ path: `content/${made.file}`, content: made.text }];
  const news = {
    ...{ locale, forge, kind, action: 'create' as const, submissionId, files, findings },
    ...{ title: titleOf(made.record), record: made.text, sender: { name, isVerified: lab !== undefined } },
    ...(statusUrl === undefined ? {} : { statusUrl }),
  };
  return {
    ...{ submissionId, action: 'create', files, reviewers: [] },
    title: proposalTitle(news),
    body: proposalBody(news),
    labels: ['submission', `new ${kind}`, lab === undefined ? 'unverified' : 'verified'],
    ...(credit ? { coAuthor: { name: credit, email: `${lab ?? 'submission'}@labs.invalid` } } : {}),
    submittedAt: new Date(entry.times.received ?? 0),
  };
}
