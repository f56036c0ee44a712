import { describeFinding } from '../finding/describe.ts';
import type { Finding } from '../finding/finding.ts';
import type { Locale } from '../locale/locale.ts';
import { translate } from '../locale/translate.ts';
import { branchOf, type Forge, type Proposal } from './forge.ts';
import { inertLine, inertQuote } from './inert-text.ts';
import { makeTitle } from './title.ts';

/** The data of a proposal's body. The sender's words may be hostile; addresses and ids are ours. */
export interface ProposalNews {
  /** The language of the submission. */
  locale: Locale;
  forge: Forge['kind'];
  /** The kind of its record, where it is no case. */
  kind?: string;
  action: Proposal['action'];
  submissionId: string;
  files: readonly { path: string }[];
  title: string;
  problem?: string;
  /** The sender's words for the subject of a new case when no challenge of the list fits. */
  otherChallenge?: string;
  summary?: string;
  /** The file of a record that is no case. */
  record?: string;
  /** The sender's name, and whether a lab's token confirms it. */
  sender: { name: string; isVerified: boolean };
  /** What a correction changes, in sentences, and the lines that it adds to the account. */
  changed?: { changes: readonly string[]; lines: readonly string[] };
  /** The words that a correction removes. */
  removed?: readonly string[];
  findings: readonly Finding[];
  /** Where a reviewer on a forge puts a scorecard, its file with nothing filled in, and the repository's address there. */
  scorecard?: { path: string; blank: string; repository: string | undefined };
  /** Whether other parts of the record have changed since the correction was sent. */
  hasMoved?: boolean;
  /** The status page of the submission. */
  statusUrl?: string;
}

const CHECKS = ['sources', 'figures', 'outcome', 'personal', 'duplicate'] as const;
/** The same for a record that is no case. */
const RECORD_CHECKS = ['speaker', 'personal'] as const;
const MAX_FINDINGS = 40;
const MAX_CHANGES = 40;
/** Longer than any field that the schema allows. */
const MAX_WORDS = 4000;
/** Characters of a list, escaped: all parts together stay below the limit of every forge (proposal-check.ts). */
const MAX_LIST = 7000;

/** The title of a proposal: its kind, and the record's title in harmless characters. */
export const proposalTitle = ({ locale, action, kind, title }: Pick<ProposalNews, 'locale' | 'action' | 'kind' | 'title'>) =>
  makeTitle(translate(locale, `proposal.title.${doneTo(kind, action)}`, { title }));

const doneTo = (kind: string | undefined, action: Proposal['action']) => (kind === undefined ? action : `${action}.${kind}`);

/**
 * The body of a proposal in Markdown: the change, the findings, what to check and how to decide. The sender's words are quoted
 * and escaped.
 */
export function proposalBody(news: ProposalNews): string {
  const {
    locale,
    forge,
    kind,
    action,
    submissionId,
    files,
    problem,
    otherChallenge,
    summary,
    record,
    sender,
    changed,
    removed = [],
    hasMoved,
    statusUrl,
  } = news;
  const say = (key: string) => translate(locale, `proposal.${key}`);
  const section = (key: string, ...blocks: string[]) => [`### ${say(key)}`, ...blocks];
  return [
    say(`intro.${doneTo(kind, action)}`),
    ...(hasMoved ? [say('moved')] : []),
    `**${say('sender')}:** ${inertLine(sender.name.slice(0, 200)) || '–'} (${say(sender.isVerified ? 'sender.verified' : 'sender.unverified')})`,
    ...section('what', quote(news.title)),
    ...(problem ? section('problem', quote(problem)) : []),
    ...(otherChallenge ? section('otherChallenge', quote(otherChallenge)) : []),
    ...(summary === undefined ? [] : section('summary', quote(summary))),
    ...(record === undefined ? [] : section('record', quote(record))),
    ...(changed && changed.changes.length > 0 ? section('changed', ...listChanges(changed, locale)) : []),
    ...(removed.length > 0
      ? section(
          'removed',
          list(
            removed.map((words) => inertLine(words.slice(0, MAX_WORDS))),
            MAX_CHANGES,
            locale,
          ),
        )
      : []),
    ...section('files', files.map(({ path }) => `- \`${path}\``).join('\n')),
    ...section('findings', listFindings(news)),
    ...section(
      'checks',
      (kind === undefined ? CHECKS : RECORD_CHECKS).map((check) => `- [ ] ${say(`check.${check}`)}`).join('\n'),
    ),
    ...(forge === 'github' && news.scorecard ? section('scorecard', ...scorecardForm(news, news.scorecard)) : []),
    ...section('decide', say(`decide.${forge}`), ...(forge === 'local-git' ? [commands(submissionId)] : [])),
    ...(statusUrl ? [`${say('status')}: <${new URL(statusUrl).href}>`] : []),
  ]
    .join('\n\n')
    .concat('\n');
}

/** The scorecard as a form: a link that opens the new file in the forge's editor, and the same to copy. */
function scorecardForm(
  { locale, submissionId }: ProposalNews,
  { path, blank, repository }: NonNullable<ProposalNews['scorecard']>,
) {
  const query = new URLSearchParams({ filename: path, value: blank });
  const link =
    repository && `[${translate(locale, 'proposal.scorecard.link')}](${repository}/new/${branchOf(submissionId)}?${query})`;
  return [
    translate(locale, 'proposal.scorecard.text', { path: `\`${path}\`` }),
    ...(link ? [link] : []),
    `\`\`\`yaml\n${blank}\`\`\``,
  ];
}

function listChanges({ changes, lines }: NonNullable<ProposalNews['changed']>, locale: Locale): string[] {
  const sentences = changes.map((words) => inertLine(words.slice(0, MAX_WORDS)));
  const shown = list(sentences, MAX_CHANGES, locale);
  return [shown, ...(lines.length > 0 ? [quote(lines.slice(0, MAX_CHANGES).join('\n'))] : [])];
}

function listFindings({ locale, findings }: ProposalNews): string {
  if (findings.length === 0) return translate(locale, 'proposal.findings.none');
  const lines = findings.map((found) => {
    const { message, hint } = describeFinding(found, locale);
    const place = [found.file, found.line].filter(Boolean).join(':');
    return `**${translate(locale, `finding.report.severity.${found.severity}`)}** ${inertLine(place)}: ${inertLine(`${message} ${hint}`.slice(0, 600))}`;
  });
  return list(lines, MAX_FINDINGS, locale);
}

/** As many items as there is room for, `most` of them; the rest is counted. */
function list(items: readonly string[], most: number, locale: Locale): string {
  const shown: string[] = [];
  let room = MAX_LIST;
  for (const item of items.slice(0, most)) {
    if (item.length > room) break;
    room -= item.length;
    shown.push(item);
  }
  const more = items.length - shown.length;
  return [...shown, ...(more > 0 ? [translate(locale, 'proposal.more', { count: more })] : [])]
    .map((item) => `- ${item}`)
    .join('\n');
}

const quote = (text: string) => inertQuote(text.slice(0, MAX_WORDS));

const commands = (submissionId: string) =>
  [
    '```',
    ...['show', 'accept', 'decline'].map((command) => `npm run registry -- proposal ${command} ${submissionId}`),
    '```',
  ].join('\n');
