import { toString } from 'mdast-util-to-string';
import type { Case } from '../../case/schema.ts';
import { shortName } from '../../case/short-name.ts';
import { SECTIONS } from '../../case/sections.ts';
import { withoutUnfit } from '../../content/characters.ts';
import type { Locale } from '../../locale/locale.ts';
import { translate } from '../../locale/translate.ts';
import { parseMarkdown } from '../../markdown/parse.ts';
import type { Registry } from '../../registry.ts';
import { UNSORTED } from '../../vocabulary/unsorted.ts';
import type { Payload, ToldCase } from '../schema.ts';
import { nameAttachments } from './attachment.ts';
import { mergeBody } from './body.ts';
import { completeFacts, nameItems } from './complete.ts';
import { type Draft, type DraftContext, localeOf } from './draft.ts';
import { readReferences } from './references.ts';

const CLAIMS: readonly unknown[] = ['worked', 'mixed', 'did-not-work'];

/**
 * The record of a new case: what was told, and for the rest what is true of something just told. It is a snapshot whose outcome
 * nobody knows and whose evidence is an account, until reviewers find more.
 */
export function draftCreation(payload: Payload, { registry, day, lab }: DraftContext): Draft {
  const locale = localeOf(registry, payload.locale);
  const { own, citations, fallback, isFirstHand, clashing } = readReferences(payload, {
    registry,
    locale,
    day,
    taken: new Set(),
  });
  const told = nameItems(payload.case, {}) as ToldCase;
  const { organisation } = payload;
  const isNamed = told.actors?.some(({ name }) => name === organisation?.name) ?? false;
  const steward = lab !== undefined && registry.labs.has(lab) ? lab : registrysOwnLab(registry);
  const summary = told.summary ?? summarise(payload.body);

  const facts = {
    ...told,
    // Who tells a case need not know our lists: reviewers sort it, and nothing is published before.
    challenges: told.challenges ?? [UNSORTED],
    instruments: told.instruments ?? [UNSORTED],
    language: payload.locale,
    summary: summary ?? told.problem,
    kind: 'snapshot',
    actors: [...(told.actors ?? []), ...(organisation && !isNamed ? [{ role: 'lead', ...organisation }] : [])],
    steward,
    compiled: { by: steward, on: day, from: isFirstHand ? 'first-hand' : 'published-sources' },
    name: told.name ?? shortName(told.title ?? ''),
    verdicts: verdictsOf(told, isFirstHand, locale),
    ...(told.results ? { results: withVerdict(told) } : {}),
    ...(payload.attachments?.length ? { attachments: nameAttachments(payload, new Set()) } : {}),
    sources: citations,
    ...(own.length > 0 ? { references: own } : {}),
    reviewBy: oneYearAfter(day),
  };
  const locators = new Map(citations.map((cited) => [cited.id, cited.locator]));
  const noPlace = `section ${translate(locale, 'submission.record.no-place')}`;
  const completed = completeFacts(JSON.parse(JSON.stringify(facts)), { fallback, standIn: citations[0], locators, noPlace });
  return {
    facts: completed.facts as Case,
    body: mergeBody('', payload.body, registry, locale.id),
    told,
    missing: [...(summary === undefined ? [['summary']] : []), ...completed.missing],
    fallback,
    clashing,
  };
}

/** What was said of how it went; without a word of it, that nobody knows yet whether it did what it set out to do. */
function verdictsOf(told: ToldCase, isFirstHand: boolean, locale: Locale): unknown[] {
  const purpose = { id: 'purpose', about: translate(locale, 'submission.record.purpose'), outcome: 'unknown' } as const;
  const verdicts: NonNullable<ToldCase['verdicts']> = told.verdicts?.length ? told.verdicts : [purpose];
  return verdicts.map((verdict) => ({
    ...verdict,
    basis: verdict.basis ?? (CLAIMS.includes(verdict.outcome) ? 'observer-judgement' : 'none'),
    evidence: {
      strength: verdict.evidence?.strength ?? 0,
      kind: verdict.evidence?.kind ?? (isFirstHand ? 'participant-account' : 'narrative'),
      note: verdict.evidence?.note ?? translate(locale, `submission.record.evidence.${isFirstHand ? 'first-hand' : 'published'}`),
    },
  }));
}

/** Where there is one verdict only, the results are about it; among several, reviewers decide. */
function withVerdict({ results, verdicts }: ToldCase): unknown[] {
  const only = verdicts === undefined ? 'purpose' : verdicts.length === 1 ? verdicts[0]!.id : undefined;
  return results!.map((result) => (only === undefined ? result : { verdict: only, ...result }));
}

/** The lab that answers for what no other lab does. */
function registrysOwnLab({ labs }: Registry): string {
  return [...labs.values()].find(({ facts }) => facts.type === 'registry')?.id ?? [...labs.keys()][0] ?? 'lo-que-funciona';
}

function oneYearAfter(day: string): string {
  const [year, rest] = [Number(day.slice(0, 4)) + 1, day.slice(4)];
  return `${year}${rest === '-02-29' ? '-03-01' : rest}`;
}

const SUMMARY_LENGTH = 400;

/** The first sentences of what was told, when nobody wrote a summary: of what was done, or else of the first section there is. */
function summarise(body: Payload['body']): string | undefined {
  const section = (['what-was-done', ...SECTIONS] as const).map((id) => body?.[id]?.trim()).find(Boolean);
  if (section === undefined) return undefined;
  const nodes = parseMarkdown(section).children.filter(({ type }) => type === 'paragraph' || type === 'list');
  // What the body hides behind references is found there; here it would keep the record from being written at all.
  const words = withoutUnfit(nodes.map((node) => toString(node)).join(' '))
    .replaceAll(/\s+/g, ' ')
    .trim();
  if (words.length <= SUMMARY_LENGTH) return words || undefined;
  const start = words.slice(0, SUMMARY_LENGTH - 1);
  const sentence = /^.*[.!?](?=\s)/su.exec(start)?.[0];
  return sentence !== undefined && sentence.length > SUMMARY_LENGTH / 4
    ? sentence
    : `${start.replace(/\s+\S*$/, '').toWellFormed()}…`;
}
