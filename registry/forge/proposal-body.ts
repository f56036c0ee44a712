import { describeFinding } from '../finding/describe.ts';
import type { Finding } from '../finding/finding.ts';
import type { Locale } from '../locale/locale.ts';
import { translate } from '../locale/translate.ts';
import type { Forge, Proposal } from './forge.ts';
import { inertLine, inertQuote } from './inert-text.ts';
import { makeTitle } from './title.ts';

/** What reviewers are told. All words of the sender may be hostile; the addresses and ids are ours. */
export interface ProposalNews {
  /** The language of the submission. */
  locale: Locale;
  forge: Forge['kind'];
  action: Proposal['action'];
  submissionId: string;
  files: readonly { path: string }[];
  title: string;
  problem?: string;
  /** What a new case is about, in the sender's words, where no challenge of the list is it. */
  otherChallenge?: string;
  summary: string;
  /** How the sender calls itself, and whether a lab's token says that it is so. */
  sender: { name: string; isVerified: boolean };
  /** Words of what a correction takes away. */
  removed?: readonly string[];
  findings: readonly Finding[];
  /** Whether somebody has changed what a correction is about since it was sent, elsewhere than it does. */
  hasMoved?: boolean;
  /** Page where the sender follows the submission. */
  statusUrl?: string;
}

const CHECKS = ['sources', 'figures', 'outcome', 'personal', 'duplicate'] as const;
const MAX_FINDINGS = 40;
/** Longer than any field that the schema lets through; here so that no body is ever too long for a forge. */
const MAX_WORDS = 4000;

/** The title of a proposal: what it is, and the record's own title in harmless characters. */
export const proposalTitle = ({ locale, action, title }: Pick<ProposalNews, 'locale' | 'action' | 'title'>) =>
  makeTitle(translate(locale, `proposal.title.${action}`, { title }));

/**
 * The body of a proposal in Markdown: what is proposed, what the checks found, what to look at and how to decide. The words of
 * the sender stand in quotations and say nothing but themselves.
 */
export function proposalBody(news: ProposalNews): string {
  const {
    locale,
    forge,
    action,
    submissionId,
    files,
    problem,
    otherChallenge,
    summary,
    sender,
    removed = [],
    hasMoved,
    statusUrl,
  } = news;
  const say = (key: string) => translate(locale, `proposal.${key}`);
  const section = (key: string, ...blocks: string[]) => [`### ${say(key)}`, ...blocks];
  return [
    say(`intro.${action}`),
    ...(hasMoved ? [say('moved')] : []),
    `**${say('sender')}:** ${inertLine(sender.name.slice(0, 200)) || '–'} (${say(sender.isVerified ? 'sender.verified' : 'sender.unverified')})`,
    ...section('what', quote(news.title)),
    ...(problem ? section('problem', quote(problem)) : []),
    ...(otherChallenge ? section('otherChallenge', quote(otherChallenge)) : []),
    ...section('summary', quote(summary)),
    ...(removed.length > 0
      ? section('removed', removed.map((words) => `- ${inertLine(words.slice(0, MAX_WORDS))}`).join('\n'))
      : []),
    ...section('files', files.map(({ path }) => `- \`${path}\``).join('\n')),
    ...section('findings', listFindings(news)),
    ...section('checks', CHECKS.map((check) => `- [ ] ${say(`check.${check}`)}`).join('\n')),
    ...section('decide', say(`decide.${forge}`), ...(forge === 'local-git' ? [commands(submissionId)] : [])),
    ...(statusUrl ? [`${say('status')}: <${new URL(statusUrl).href}>`] : []),
  ]
    .join('\n\n')
    .concat('\n');
}

function listFindings({ locale, findings }: ProposalNews): string {
  if (findings.length === 0) return translate(locale, 'proposal.findings.none');
  const shown = findings.slice(0, MAX_FINDINGS).map((found) => {
    const { message, hint } = describeFinding(found, locale);
    const place = [found.file, found.line].filter(Boolean).join(':');
    return `- **${translate(locale, `finding.report.severity.${found.severity}`)}** ${inertLine(place)}: ${inertLine(`${message} ${hint}`.slice(0, 600))}`;
  });
  const more = findings.length - shown.length;
  return [...shown, ...(more > 0 ? [`- ${translate(locale, 'proposal.findings.more', { count: more })}`] : [])].join('\n');
}

const quote = (text: string) => inertQuote(text.slice(0, MAX_WORDS));

const commands = (submissionId: string) =>
  [
    '```',
    ...['show', 'accept', 'decline'].map((command) => `npm run registry -- proposal ${command} ${submissionId}`),
    '```',
  ].join('\n');
