import { toString } from 'mdast-util-to-string';
import { type Case, type Outcome, SUMMARY_LENGTH } from '../../case/schema.ts';
import { shortName } from '../../case/short-name.ts';
import { SECTIONS } from '../../case/sections.ts';
import { withoutUnfit } from '../../content/characters.ts';
import type { Locale } from '../../locale/locale.ts';
import { translate } from '../../locale/translate.ts';
import { parseMarkdown } from '../../markdown/parse.ts';
import { UNSORTED } from '../../vocabulary/unsorted.ts';
import { isConclusive } from '../../case/outcome.ts';
import type { CasePayload, SubmittedCase } from '../schema.ts';
import { nameAttachments } from './attachment.ts';
import { mergeBody } from './merge-body.ts';
import { completeFacts, nameItems } from './complete.ts';
import { type Draft, type DraftContext, localeOf, oneYearAfter } from './draft.ts';
import { registrysOwnLab } from './own-lab.ts';
import { readReferences } from './references.ts';

/**
 * Drafts the record of a new case: the submitted facts, and defaults for a new account. It is a snapshot with unknown outcome
 * and an account as evidence, until reviewers find more.
 */
export function draftCreation(payload: CasePayload, { registry, day, lab }: DraftContext): Draft {
  const locale = localeOf(registry, payload.locale);
  const { own, citations, fallback, isFirstHand, clashing } = readReferences(payload, {
    registry,
    locale,
    day,
    taken: new Set(),
  });
  const submitted = nameItems(payload.case, {}) as SubmittedCase;
  const { organisation } = payload;
  const isNamed = submitted.actors?.some(({ name }) => name === organisation?.name) ?? false;
  const steward = lab !== undefined && registry.labs.has(lab) ? lab : registrysOwnLab(registry);
  const summary = submitted.summary ?? summarise(payload.body);

  const facts = {
    ...submitted,
    // Senders need not know our lists: reviewers sort the case before it is published.
    challenges: submitted.challenges ?? [UNSORTED],
    instruments: submitted.instruments ?? [UNSORTED],
    language: payload.locale,
    summary: summary ?? submitted.problem,
    kind: 'snapshot',
    actors: [...(submitted.actors ?? []), ...(organisation && !isNamed ? [{ role: 'lead', ...organisation }] : [])],
    steward,
    compiled: { by: steward, on: day, from: isFirstHand ? 'first-hand' : 'published-sources' },
    name: submitted.name ?? shortName(submitted.title ?? ''),
    verdicts: verdictsOf(submitted, isFirstHand, locale),
    ...(submitted.results ? { results: withVerdict(submitted) } : {}),
    ...(payload.attachments?.length ? { attachments: nameAttachments(payload, new Set()) } : {}),
    sources: citations,
    ...(own.length > 0 ? { references: own } : {}),
    reviewBy: oneYearAfter(day),
  };
  const locators = new Map(citations.map((cited) => [cited.id, cited.locator]));
  const noPlace = `section ${translate(locale, 'submission.record.no-place')}`;
  const completed = completeFacts(facts, { fallback, placeholder: citations[0], locators, noPlace });
  return {
    facts: completed.facts as Case,
    body: mergeBody('', payload.body, registry, locale.id),
    submitted,
    missing: [...(summary === undefined ? [['summary']] : []), ...completed.missing],
    fallback,
    clashing,
  };
}

/** The submitted verdicts; without any, one that says that the outcome is not known yet. */
function verdictsOf(submitted: SubmittedCase, isFirstHand: boolean, locale: Locale): unknown[] {
  // Of what has not begun nobody can know anything.
  const isPlanned = submitted.lifecycle?.stage === 'planned';
  const purpose = {
    ...{ id: 'purpose', about: translate(locale, 'submission.record.purpose') },
    outcome: isPlanned ? ('too-early' as const) : ('unknown' as const),
    ...(isPlanned
      ? { evidence: { kind: 'proposal' as const, note: translate(locale, 'submission.record.evidence.planned') } }
      : {}),
  };
  const verdicts: NonNullable<SubmittedCase['verdicts']> = submitted.verdicts?.length ? submitted.verdicts : [purpose];
  return verdicts.map((verdict) => ({
    ...verdict,
    basis: verdict.basis ?? (isConclusive(verdict.outcome as Outcome) ? 'observer-judgement' : 'none'),
    evidence: {
      strength: verdict.evidence?.strength ?? 0,
      kind: verdict.evidence?.kind ?? (isFirstHand ? 'participant-account' : 'narrative'),
      note: verdict.evidence?.note ?? translate(locale, `submission.record.evidence.${isFirstHand ? 'first-hand' : 'published'}`),
    },
  }));
}

/** Assigns results to the only verdict; among several, reviewers decide. */
function withVerdict({ results, verdicts }: SubmittedCase): unknown[] {
  const only = verdicts === undefined ? 'purpose' : verdicts.length === 1 ? verdicts[0]!.id : undefined;
  return results!.map((result) => (only === undefined ? result : { verdict: only, ...result }));
}

/** A default summary: the first sentences of what was done, or of the first section. */
function summarise(body: CasePayload['body']): string | undefined {
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
