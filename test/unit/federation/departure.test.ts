import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { makeTree, type Tree } from '#registry/content/tree.ts';
import { retire } from '#registry/federation/retire.ts';
import { readForeign } from '#registry/federation/foreign.ts';
import { foreignCasePage } from '#registry/federation/page/foreign-case.ts';
import { gonePage } from '#registry/federation/page/gone-page.ts';
import { checkRegistry } from '#registry/check.ts';
import { takeSnapshot } from '#registry/federation/snapshot.ts';
import { html } from '#registry/page/html.ts';
import { makeSpeaker } from '#registry/page/speaker.ts';
import { readRegistry } from '#registry/read.ts';
import type { Peer } from '#registry/settings.ts';
import { createApp } from '../../../api/http/app.ts';
import { listen } from '../../api/listen.ts';
import { FIXTURE_DAY, readFixtureRegistry, withChange, writeTree } from '../../fixtures/fixture-tree.ts';
import { openReader, peerAt, type Reader, madeRecord, madeRecords } from './harvesting.ts';
import { type PeerServer, startPeer } from './peer-server.ts';

const HERE = 'https://here.example';

let old: PeerServer;
let other: PeerServer;
let reader: Reader;
let peers: Peer[];
beforeEach(async () => {
  [old, other] = [await startPeer(), await startPeer()];
  reader = await openReader(old, other);
  peers = [peerAt(old), peerAt(other, { id: 'norte', name: 'Registro del Norte' })];
});
afterEach(async () => {
  await reader.close();
  await old.close();
  await other.close();
});

/** The old registry publishes five cases, then `gone` in the place of the first. */
async function takeOut(gone: object) {
  const records = madeRecords(5, old.origin);
  old.publish({ records });
  await reader.harvest(peers[0]!);
  records.delete('case-0');
  old.publish({ records, gone: [{ id: 'case-0', on: '2026-11-28', ...gone }] });
  await reader.harvest(peers[0]!);
}

/** The other registry publishes a case, with what it says of where that was before. */
async function arrive(previously?: readonly object[]) {
  const record = madeRecord('arrived', other.origin, previously ? { previously } : {});
  other.publish({ records: new Map([['arrived', record]]) });
  await reader.harvest(peers[1]!);
}

/** A server of ours with what was read, and pages as the build makes them. */
async function serve(content?: Tree) {
  const { registry } = readRegistry(content ?? (await readFixtureRegistry()));
  const ours = { ...registry, peers };
  const foreign = readForeign(await takeSnapshot(reader.imported), ours, FIXTURE_DAY);
  const world = { registry: ours, foreign, origin: HERE };
  const speaker = makeSpeaker(ours, ours.locales.get('es')!);
  const pages = [
    ...foreign.flatMap((each) =>
      each.items.map((item) => {
        const { article } = foreignCasePage(each, item, { speaker, hasPage: () => false, now: reader.now() });
        return [`es/registries/${each.peer.id}/cases/${item.held.id}/index.html`, html(article)] as const;
      }),
    ),
    ...ours.gone.map((gone) => [`es/cases/${gone.id}/index.html`, html(gonePage(gone, world, speaker))] as const),
  ];
  const siteDir = await mkdtemp(join(tmpdir(), 'departure-'));
  await writeTree(makeTree({ '404.html': 'No está.', ...Object.fromEntries(pages) }), siteDir);
  const locales = [...ours.locales.values()];
  const app = createApp({ siteDir, name: 'Registro', locales, redirects: ours.redirects, world: () => world, trustProxy: 0 });
  const server = await listen(app);
  onTestFinished(async () => {
    await server.close();
    await rm(siteDir, { recursive: true, force: true });
  });
  return async (path: string) => {
    const answer = await fetch(`${server.origin}${path}`, { redirect: 'manual' });
    return { status: answer.status, to: answer.headers.get('location'), text: await answer.text() };
  };
}

const OLD = '/es/registries/sur/cases/case-0/';
const back = () => ({ registry: old.origin, id: 'case-0' });

describe('the old address of a case of another registry', () => {
  test('leads on within its registry, which says both that it went and where it is', async () => {
    await takeOut({ why: 'moved', to: { id: 'case-1' } });
    expect(await (await serve())(OLD)).toMatchObject({ status: 301, to: '/es/registries/sur/cases/case-1/' });
  });

  test('does not lead to where its registry has no case', async () => {
    await takeOut({ why: 'moved', to: { id: 'nowhere' } });
    expect(await (await serve())(OLD)).toMatchObject({
      status: 410,
      text: expect.stringContaining('lo cambió de lugar') as string,
    });
  });

  test('leads on to another registry when both say so', async () => {
    await takeOut({ why: 'moved', to: { registry: other.origin, id: 'arrived' } });
    await arrive([back()]);
    expect(await (await serve())(OLD)).toMatchObject({ status: 301, to: '/es/registries/norte/cases/arrived/' });
  });

  test.each([
    ['nothing of it', undefined],
    ['another case', [{ registry: 'https://third.example', id: 'case-0' }]],
  ])('does not lead to a registry that says %s', async (_, previously) => {
    await takeOut({ why: 'moved', to: { registry: other.origin, id: 'arrived' } });
    await arrive(previously);
    const { status, text } = await (await serve())(OLD);
    expect([status, text]).toEqual([410, expect.stringContaining('lo cambió de lugar')]);
    // The last copy is still there to read.
    expect(text).toContain('Almuerzo');
  });

  test('is not taken over by a registry that says that it has the case now', async () => {
    old.publish({ records: madeRecords(5, old.origin) });
    await reader.harvest(peers[0]!);
    await arrive([back()]);
    expect((await (await serve())(OLD)).status).toBe(200);
  });

  test('leads to a case of ours when both say so', async () => {
    const file = 'cases/ury/worked-with-citations/index.md';
    const said = withChange(
      await readFixtureRegistry(),
      file,
      '\nreviewBy:',
      `\npreviously:\n  - registry: ${old.origin}\n    id: case-0\nreviewBy:`,
    );
    await takeOut({ why: 'moved', to: { registry: HERE, id: 'worked-with-citations' } });
    expect((await (await serve())(OLD)).status).toBe(410);
    expect(await (await serve(said))(OLD)).toMatchObject({ status: 301, to: '/es/cases/worked-with-citations/' });
  });

  test.each([
    ['withdrawn', 'lo retiró'],
    ['merged', 'lo unió a otro caso'],
    ['erased', 'Se borró'],
  ])('answers 410 with a sentence for one that was %s', async (why, sentence) => {
    await takeOut({ why });
    expect(await (await serve())(OLD)).toMatchObject({ status: 410, text: expect.stringContaining(sentence) as string });
  });

  test('of a registry that is read no more answers 410 with a sentence: no page is left behind, and no word', async () => {
    old.publish({ records: madeRecords(5, old.origin) });
    await reader.harvest(peers[0]!);
    await retire(reader.imported, 'sur', reader.now());
    peers = [{ ...peers[0]!, retired: '2026-11-20' }];
    const ask = await serve();
    for (let index = 0; index < 5; index++) {
      const { status, text } = await ask(`/es/registries/sur/cases/case-${index}/`);
      expect([status, text]).toEqual([410, expect.stringContaining('Ya no leemos este registro.')]);
      expect(text).not.toContain('Almuerzo');
    }
    expect(reader.holds('Almuerzo')).toBe(false);
    expect((await ask('/es/registries/sur/cases/never/')).status).toBe(404);
  });
});

describe('the old address of a case of ours', () => {
  const withGone = async (text: string) =>
    new Map([...(await readFixtureRegistry()), ['gone.yml', { text }]].toSorted() as [string, { text: string }][]);

  test('answers 410 with what became of it and why', async () => {
    const ask = await serve(
      await withGone(`- { id: lost, why: withdrawn, on: '2026-05-02', text: { es: La institución pidió retirarlo. } }\n`),
    );
    const { status, text } = await ask('/es/cases/lost/');
    expect([status, text]).toEqual([410, expect.stringContaining('Se retiró el 2 de mayo de 2026.')]);
    expect(text).toContain('La institución pidió retirarlo.');
    expect((await ask('/es/cases/never/')).status).toBe(404);
    expect((await ask('/xx/cases/lost/')).status).toBe(404);
  });

  test('leads to a case of ours, or to that of another registry that says so too', async () => {
    const here = `- { id: lost, why: moved, to: worked-with-citations, on: '2026-05-02' }\n`;
    expect(await (await serve(await withGone(here)))('/es/cases/lost/')).toMatchObject({
      status: 301,
      to: '/es/cases/worked-with-citations/',
    });
    const there = await withGone(
      `- { id: lost, why: moved, to: { registry: '${other.origin}', id: arrived }, on: '2026-05-02' }\n`,
    );
    await arrive();
    const { status, text } = await (await serve(there))('/es/cases/lost/');
    expect(status).toBe(410);
    expect(text).toContain(`href="${other.origin}/es/cases/arrived/"`);
    await arrive([{ registry: HERE, id: 'lost' }]);
    expect(await (await serve(there))('/es/cases/lost/')).toMatchObject({
      status: 301,
      to: '/es/registries/norte/cases/arrived/',
    });
  });
});

test('a case that git knows and that is no longer there is an error, but for those that gone.yml or redirects.yml tells', async () => {
  const content = new Map([
    ...(await readFixtureRegistry()),
    ['gone.yml', { text: "- { id: told, why: withdrawn, on: '2026-05-02' }\n" }],
    ['redirects.yml', { text: 'renamed: worked-with-citations\n' }],
  ]);
  const past = new Set(['told', 'renamed', 'untold', 'worked-with-citations']);
  const found = checkRegistry(content, { today: FIXTURE_DAY, past });
  expect(found.map(({ code, params }) => [code, params])).toEqual([
    ['case-untold', expect.objectContaining({ id: 'untold' }) as object],
  ]);
});
