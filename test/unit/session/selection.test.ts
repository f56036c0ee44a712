import { expect, test } from 'vitest';
import { outcomeOf } from '#registry/case/outcome.ts';
import { makeDocuments } from '#registry/search/corpus.ts';
import { createEmbedded } from '#registry/search/embedded.ts';
import { readQuery } from '#registry/search/url-state.ts';
import { casesFound, casesUnaccounted, quotaOf } from '#registry/session/selection.ts';
import { registry } from '../../real-content.ts';

const session = registry.sessions.get('2027-mesas')!.facts;
const choose = (...cases: string[]) => ({
  ...session,
  selection: { ...session.selection, cases: cases.map((id) => ({ case: id })), leftOut: [] },
});
const withOutcome = (outcome: string) =>
  [...registry.cases.values()].filter(({ facts }) => outcomeOf(facts.verdicts) === outcome).map(({ id }) => id);

const engine = createEmbedded([...makeDocuments(registry, ['es'])]);

test.each([
  'challenge=coordination-failure&instrument=public-private-dialogue',
  'country=CHL&country=PER',
  'outcome=did-not-work&sector=manufacturing',
  'evidence=3',
])('the filters %s choose for a session what they find on the search page', async (query) => {
  const page = await engine.search({ ...readQuery(new URLSearchParams(query), 'es'), size: 100 });
  const found = page.hits.map(({ id }) => id).filter((id) => registry.cases.has(id));
  expect(found.length).toBeGreaterThan(0);
  expect(casesFound(query, registry).map(({ id }) => id)).toEqual(found.toSorted());
});

test('a session of successes alone is not met, and is pointed to five failures that are near', () => {
  const [first, second, third] = withOutcome('worked');
  const quota = quotaOf(choose(first!, second!, third!), registry);
  expect(quota).toMatchObject({ successes: 3, most: 2, isMet: false });
  expect(quota.candidates).toHaveLength(5);
  for (const { facts } of quota.candidates) expect(['mixed', 'did-not-work']).toContain(outcomeOf(facts.verdicts));
  const challenges = new Set([first!, second!, third!].flatMap((id) => registry.cases.get(id)!.facts.challenges));
  const query = new URLSearchParams(session.selection.query);
  for (const { facts } of quota.candidates)
    expect(facts.challenges.some((id) => challenges.has(id) || query.getAll('challenge').includes(id))).toBe(true);
});

test('the failures that a session is pointed to are among what its filters find, the nearest to its cases first, and none that it has', () => {
  const codesOf = (id: string) => {
    const { challenges, instruments } = registry.cases.get(id)!.facts;
    return new Set([...challenges, ...instruments]);
  };
  const has = withOutcome('did-not-work').toSorted((a, b) => codesOf(b).size - codesOf(a).size)[0]!;
  const chosen = choose(...withOutcome('worked').slice(0, 3), has);
  const ours = new Set(chosen.selection.cases.flatMap(({ case: id }) => [...codesOf(id)]));
  const nearness = (id: string) => [...codesOf(id)].filter((code) => ours.has(code)).length;
  const pointedTo = (query: string) => {
    chosen.selection.query = query;
    return quotaOf(chosen, registry).candidates.map(({ id }) => id);
  };
  const anywhere = pointedTo('');
  expect(anywhere).not.toContain(has);
  const others = [...withOutcome('did-not-work'), ...withOutcome('mixed')].filter((id) => id !== has && !anywhere.includes(id));
  expect(Math.min(...anywhere.map(nearness))).toBeGreaterThanOrEqual(Math.max(...others.map(nearness)));
  const brazil = pointedTo('country=BRA');
  expect(brazil.length).toBeGreaterThan(0);
  for (const id of brazil) expect(registry.cases.get(id)!.facts.places.map(({ country }) => country)).toContain('BRA');
});

test('two thirds may be successes; of the others one must have failed, when the filters find one that did', () => {
  const [a, b, c, d] = withOutcome('worked');
  const [unknown, other] = withOutcome('unknown');
  expect(quotaOf(choose(a!, b!, withOutcome('did-not-work')[0]!), registry).isMet).toBe(true);
  expect(quotaOf(choose(a!, b!, c!, d!, withOutcome('mixed')[0]!), registry).isMet).toBe(false);
  expect(quotaOf(choose(a!, unknown!, other!), registry).isMet).toBe(false);
  const nothingFound = choose(a!, unknown!, other!);
  nothingFound.selection.query = 'outcome=worked&country=CRI';
  const found = casesFound(nothingFound.selection.query, registry);
  expect(found.length).toBeGreaterThan(0);
  expect(quotaOf(nothingFound, registry).isMet).toBe(found.every(({ facts }) => outcomeOf(facts.verdicts) === 'worked'));
});

test('what the filters find and a session does not name is told, and nothing else', () => {
  const { cases, leftOut } = session.selection;
  expect(casesUnaccounted(session, registry)).toEqual([]);
  const fewer = { ...session, selection: { ...session.selection, cases: cases.slice(1), leftOut: leftOut!.slice(1) } };
  expect(casesUnaccounted(fewer, registry).map(({ id }) => id)).toEqual([leftOut![0]!.case, cases[0]!.case].toSorted());
});
