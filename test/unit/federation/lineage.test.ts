import { describe, expect, onTestFinished, test } from 'vitest';
import { html } from '#registry/page/html.ts';
import { makeSpeaker } from '#registry/page/speaker.ts';
import { viewRecord } from '#registry/record/view.ts';
import { casePage } from '#registry/case/page/case-page.ts';
import { makeFederationFeed } from '#registry/federation/feed.ts';
import { betweenUs } from '#registry/federation/between.ts';
import { readForeign } from '#registry/federation/foreign.ts';
import { lineageBetween } from '#registry/federation/lineage.ts';
import { proposePairs } from '#registry/federation/look-alike-pairs.ts';
import { foreignCasePage } from '#registry/federation/page/foreign-case.ts';
import { sameAs } from '#registry/federation/same.ts';
import { takeSnapshot } from '#registry/federation/snapshot.ts';
import type { Registry } from '#registry/registry.ts';
import { openReader, peerAt, registry } from './harvesting.ts';
import { type PeerServer, startPeer } from './peer-server.ts';

const HERE = 'https://here.example';
const CASE = 'worked-with-citations';
const base = registry.cases.get(CASE)!;
const [COPY, ORIGINAL] = ['the-copy', 'the-original'];

/** A registry with one case, which may say that it was adapted from another registry's, and may confirm what another says. */
function registryWith(
  id: string,
  {
    name,
    from,
    confirmed = [],
    relation = 'adapted-from',
  }: Partial<Pick<Registry, 'name' | 'confirmed'>> & {
    from?: { registry: string; id: string } | undefined;
    relation?: string;
  } = {},
): Registry {
  const { lineage: _, ...facts } = base.facts;
  const link = { id: 'from-afar', relation, name: 'El caso de allá', elsewhere: from, note: 'Lo dice la fuente.' };
  const lineage = from ? [{ ...link, basis: 'stated' as const, sources: base.facts.sources.slice(0, 1) }] : undefined;
  const record = { ...base, id, facts: { ...facts, ...(lineage ? { lineage } : {}) } } as typeof base;
  return { ...registry, name: name ?? id, cases: new Map([[id, record]]), confirmed, gone: [], redirects: new Map() };
}

let edition = 1;
function publish(server: PeerServer, read: Registry) {
  const updated = `2026-11-${String(edition++).padStart(2, '0')}`;
  server.serve(makeFederationFeed(read, { siteUrl: server.origin, version: ({ digest }) => digest, updated }));
}

async function setUp() {
  edition = 1;
  const [a, b] = [await startPeer(), await startPeer()];
  const reader = await openReader(a, b);
  onTestFinished(async () => {
    await reader.close();
    for (const server of [a, b]) await server.close();
  });
  const [peerA, peerB] = [peerAt(a, { id: 'aaa', name: 'Registro A' }), peerAt(b, { id: 'bbb', name: 'Registro B' })];
  const claim = { registry: b.origin, id: ORIGINAL };
  const confirmation = { from: { registry: a.origin, id: COPY }, relation: 'adapted-from', to: ORIGINAL, on: '2026-11-02' };
  const publishA = (says: boolean) => publish(a, registryWith(COPY, { from: says ? claim : undefined }));
  const publishB = (says: boolean) => publish(b, registryWith(ORIGINAL, { confirmed: says ? [confirmation] : [] }));
  const readAll = async (which: readonly (typeof peerA)[] = [peerA, peerB]) => {
    for (const peer of which) await reader.harvest(peer);
    return await takeSnapshot(reader.imported);
  };
  return { a, b, reader, peerA, peerB, claim, confirmation, publishA, publishB, readAll };
}

/** What is said of the link from the copy to the original, and by whom, as a registry sees it that reads others. */
function seenFrom(ours: Registry, origin: string, foreign: ReturnType<typeof readForeign>, a: string, b: string) {
  const { beyond } = lineageBetween(ours, origin, foreign);
  const [fromCopy] = beyond({ registry: a, id: COPY }, 'es');
  const [fromOriginal] = beyond({ registry: b, id: ORIGINAL }, 'es');
  expect(fromCopy?.claimedBy).toBe(fromOriginal?.claimedBy);
  expect([fromCopy?.direction, fromOriginal?.direction]).toEqual(fromCopy ? ['out', 'in'] : [undefined, undefined]);
  return fromCopy === undefined ? 'nothing' : fromCopy.claimedBy === undefined ? 'confirmed' : `claimed by ${fromCopy.claimedBy}`;
}

describe('a link between cases of two registries', () => {
  // What each end says, first and later.
  test.each([
    ['one end says it', [true, false], undefined, 'claimed by Registro A'],
    ['only the other end says it', [false, true], undefined, 'claimed by Registro B'],
    ['both say it', [true, true], undefined, 'confirmed'],
    ['both said it, and the first no longer does', [true, true], [false, true], 'claimed by Registro B'],
    ['both said it, and the other no longer does', [true, true], [true, false], 'claimed by Registro A'],
    ['both said it, and neither does any more', [true, true], [false, false], 'nothing'],
  ] as const)('%s: seen alike from a third registry and from both ends', async (_name, first, later, wanted) => {
    const { a, b, peerA, peerB, publishA, publishB, readAll, claim, confirmation } = await setUp();
    let files = new Map<string, string>();
    for (const [fromA, fromB] of later ? [first, later] : [first]) {
      publishA(fromA);
      publishB(fromB);
      files = await readAll();
    }
    const third = { ...registryWith('something-else'), peers: [peerA, peerB] };
    expect(seenFrom(third, HERE, readForeign(files, third, '2026-11-29'), a.origin, b.origin)).toBe(wanted);

    // The two ends hold each their own, and read the other.
    const [fromA, fromB] = later ?? first;
    const endA = { ...registryWith(COPY, { from: fromA ? claim : undefined, name: 'Registro A' }), peers: [peerB] };
    expect(seenFrom(endA, a.origin, readForeign(files, endA, '2026-11-29'), a.origin, b.origin)).toBe(wanted);
    const endB = { ...registryWith(ORIGINAL, { confirmed: fromB ? [confirmation] : [], name: 'Registro B' }), peers: [peerA] };
    expect(seenFrom(endB, b.origin, readForeign(files, endB, '2026-11-29'), a.origin, b.origin)).toBe(wanted);
  });

  test('is only claimed where the other end is not read, or is gone', async () => {
    const { a, b, peerA, peerB, publishA, publishB, readAll } = await setUp();
    publishA(true);
    publishB(true);
    const files = await readAll();
    const blind = { ...registryWith('something-else'), peers: [peerA] };
    expect(seenFrom(blind, HERE, readForeign(files, blind, '2026-11-29'), a.origin, b.origin)).toBe('claimed by Registro A');
    publish(b, { ...registryWith('another'), gone: [{ id: ORIGINAL, why: 'withdrawn', on: '2026-11-09' }] });
    const third = { ...registryWith('something-else'), peers: [peerA, peerB] };
    const after = readForeign(await readAll([peerB]), third, '2026-11-29');
    expect(seenFrom(third, HERE, after, a.origin, b.origin)).toBe('claimed by Registro A');
  });

  test('that is the same from both ends is confirmed when both cases name each other', async () => {
    const { a, b, peerA, peerB, claim, readAll } = await setUp();
    const relation = 'parallel-to';
    publish(a, registryWith(COPY, { from: claim, relation }));
    publish(b, registryWith(ORIGINAL, { from: { registry: a.origin, id: COPY }, relation }));
    const third = { ...registryWith('something-else'), peers: [peerA, peerB] };
    const { beyond } = lineageBetween(third, HERE, readForeign(await readAll(), third, '2026-11-29'));
    for (const end of [
      { registry: a.origin, id: COPY },
      { registry: b.origin, id: ORIGINAL },
    ])
      expect(beyond(end, 'es')).toEqual([expect.objectContaining({ relation, claimedBy: undefined })]);
  });

  test('is shown on the pages of both cases, with who says so', async () => {
    const { a, b, peerA, peerB, publishA, publishB, readAll } = await setUp();
    publishA(true);
    publishB(false);
    const third = { ...registryWith('something-else'), peers: [peerA, peerB] };
    const speaker = makeSpeaker(third, third.locales.get('es')!);
    const pages = async (files: Map<string, string>) => {
      const foreign = readForeign(files, third, '2026-11-29');
      const { beyond } = lineageBetween(third, HERE, foreign);
      return foreign.map((each) => {
        const item = each.items.find(({ whole }) => whole)!;
        const links = beyond({ registry: each.peer.registry, id: item.held.id }, 'es');
        const options = { speaker, hasPage: () => false, now: 0, beyond: { links, same: [] } };
        return html(foreignCasePage(each, item, options).article);
      });
    };
    const [copy, original] = await pages(await readAll());
    expect(copy).toContain(`href="/es/registries/bbb/cases/${ORIGINAL}/"`);
    expect(original).toContain(`href="/es/registries/aaa/cases/${COPY}/"`);
    for (const page of [copy, original]) expect(page).toContain('lo dice Registro A; el otro registro no lo ha confirmado');
    expect(original).toContain('se adaptó en');
    publishB(true);
    for (const page of await pages(await readAll())) expect(page).toContain('lo dicen los dos registros');
    expect([a.port, b.port]).not.toContain(0);
  });

  test('names a case that we do not hold as our record names it', () => {
    const ours = registryWith(COPY, { from: { registry: 'https://there.example', id: ORIGINAL } });
    const record = ours.cases.get(COPY)!;
    const speaker = makeSpeaker(ours, ours.locales.get('es')!);
    const links = lineageBetween(ours, HERE, []).beyond({ registry: HERE, id: COPY }, 'es');
    const page = html(casePage({ view: viewRecord(record, 'es'), record, speaker, beyond: { links, same: [] } }));
    expect(page).toContain('El caso de allá');
    expect(page).toContain('there.example');
    expect(page.match(/Lo dice la fuente\./g)).toHaveLength(1);
  });
});

describe('cases that look alike', () => {
  test('are proposed across registries, until somebody decides; then they are shown as the same, and none is changed', async () => {
    const { a, b, peerA, peerB, publishA, publishB, readAll } = await setUp();
    publishA(false);
    publishB(false);
    const ours: Registry = { ...registry, same: [], peers: [peerA, peerB] };
    const foreign = readForeign(await readAll(), ours, '2026-11-29');
    // The three cases of this small registry are about school lunches, all of them: only what is as good as equal is looked at.
    const propose = (read: Registry) => proposePairs(read, HERE, foreign).filter(({ score }) => score > 0.9);
    const pairs = propose(ours);
    const named = pairs.map(({ one, other, resemblance }) => [one.id, other.id, resemblance]);
    expect(named).toEqual(
      expect.arrayContaining([
        [CASE, COPY, 'probable'],
        [CASE, ORIGINAL, 'probable'],
        [COPY, ORIGINAL, 'probable'],
      ]),
    );
    expect(named).toHaveLength(3);

    // The registry is told of its own, and of a link that we claim; not of what others say to each other.
    const { cases } = registryWith(CASE, { from: { registry: a.origin, id: COPY } });
    const claiming: Registry = { ...ours, cases: new Map([...ours.cases, ...cases]) };
    const between = betweenUs(
      claiming,
      HERE,
      foreign,
      foreign.find(({ peer }) => peer.id === 'aaa')!,
    );
    expect(between.lookAlikes.filter(({ score }) => score > 0.9)).toEqual([
      expect.objectContaining({ theirs: COPY, ours: CASE, resemblance: 'probable' }),
    ]);
    expect(between.toConfirm).toEqual([{ from: { registry: HERE, id: CASE }, relation: 'adapted-from', to: COPY }]);

    const decided: Registry = {
      ...ours,
      same: [
        { cases: [CASE, { registry: a.origin, id: COPY }], are: 'same', on: '2026-11-29' },
        { cases: [{ registry: b.origin, id: ORIGINAL }, CASE], are: 'different', on: '2026-11-29' },
      ],
    };
    const after = betweenUs(
      decided,
      HERE,
      foreign,
      foreign.find(({ peer }) => peer.id === 'aaa')!,
    );
    expect(after.lookAlikes.filter(({ score }) => score > 0.9)).toEqual([]);
    expect(propose(decided).map(({ one, other }) => [one.id, other.id])).toEqual([[COPY, ORIGINAL]]);
    const holdings = { ours: decided, origin: HERE, foreign, locale: 'es' };
    const shown = sameAs({ registry: HERE, id: CASE }, holdings);
    expect(shown).toEqual([expect.objectContaining({ href: `/es/registries/aaa/cases/${COPY}/`, registryName: 'Registro A' })]);
    expect(sameAs({ registry: a.origin, id: COPY }, holdings)).toEqual([
      expect.objectContaining({ href: `/es/cases/${CASE}/`, registryName: registry.name }),
    ]);
    expect(sameAs({ registry: b.origin, id: ORIGINAL }, holdings)).toEqual([]);

    const speaker = makeSpeaker(decided, decided.locales.get('es')!);
    const view = viewRecord(base, 'es');
    const page = html(casePage({ view, record: base, speaker, beyond: { links: [], same: shown } }));
    expect(page).toContain('Quizás el mismo caso, contado en otro registro');
    const theirs = foreign.find(({ peer }) => peer.id === 'aaa')!;
    const item = theirs.items[0]!;
    const same = sameAs({ registry: a.origin, id: COPY }, holdings);
    const foreignPage = foreignCasePage(theirs, item, { speaker, hasPage: () => false, now: 0, beyond: { links: [], same } });
    expect(html(foreignPage.article)).toContain(`href="/es/cases/${CASE}/"`);
  });
});
