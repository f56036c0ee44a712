import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { feedPaths } from '#registry/addresses.ts';
import { checkRegistry } from '#registry/check.ts';
import { readTree } from '#registry/content/disk.ts';
import { makeFederationFeed } from '#registry/federation/feed.ts';
import { sha256 } from '#registry/federation/format.ts';
import { readOffers } from '#registry/federation/offer.ts';
import { openImported } from '#registry/federation/store/open-imported.ts';
import type { Proposal, ProposalState } from '#registry/forge/forge.ts';
import { readRegistry } from '#registry/read.ts';
import { startHarvests } from '../../../api/federation/harvests.ts';
import { openLog } from '../../../api/http/log.ts';
import { runCommand } from '../../../scripts/run.ts';
import { gitIn } from '../../fixtures/code-repository.ts';
import { FIXTURE_DAY, readFixtureRegistry } from '../../fixtures/fixture-tree.ts';
import { onDisk } from '../scripts/scratch.ts';
import { until } from '../../api/submissions/running-server.ts';
import { doorsTo, peerAt } from './harvesting.ts';
import { startPeer } from './peer-server.ts';

const HERE = 'https://here.example';
const EN = 'cases/ury/worked-with-citations/en.md';
const whole = await readFixtureRegistry();
const tree = new Map([...whole].filter(([file]) => file !== EN));
/** Our registry, in which a case has lost its English; and the English that another registry offers. */
const { registry } = readRegistry(tree);
const OURS = registry.cases.get('worked-with-citations')!;
const english = readRegistry(whole).registry.cases.get(OURS.id)!.translations.get('en')!;
const { translates, state: _, ...words } = english.words;

const offer = (changes: object = {}) => ({
  ...{ of: { registry: HERE, id: OURS.id }, locale: 'en', translates, state: 'human', words, body: english.body },
  ...{ licence: 'CC-BY-4.0', by: 'Registro do Sul' },
  ...changes,
});
const reasons = (...all: object[]) => readOffers(JSON.stringify({ translations: all }), registry).map(({ refused }) => refused);

test('an offer fits when it translates what the case says now, into a language that it lacks, and is open and harmless', () => {
  expect(reasons(offer())).toEqual([undefined]);
  expect(reasons(offer({ of: { registry: HERE, id: 'never' } }))).toEqual(['case-unknown']);
  expect(reasons(offer({ locale: 'fr' }), offer({ locale: OURS.facts.language }))).toEqual(['locale-unknown', 'locale-unknown']);
  expect(reasons(offer({ translates: '000000000000' }))).toEqual(['original-changed']);
  for (const licence of ['CC-BY-NC-4.0', 'CC-BY-SA-4.0', '']) expect(reasons(offer({ licence }))).toEqual(['licence']);
  expect(
    reasons(offer({ words: { title: 7 } }), offer({ words: { ...words, lessons: { none: { text: 'Of nothing.' } } } })),
  ).toEqual(['words', 'words']);
  for (const body of ['<script>alert(1)</script>', '[see](javascript:alert(1))', 'hid\u202eden'])
    expect(reasons(offer({ body: `## Context\n\n${body}\n` })), body).toEqual(['body']);
  expect(reasons(offer({ locale: 'pt' }))).toEqual(['translated-already']);
});

test('what others call the work of a person is not that to us before somebody here has read it', () => {
  const [human] = readOffers(JSON.stringify({ translations: [offer()] }), registry);
  expect(human!.text).toContain('state: machine-reviewed');
  const [machine] = readOffers(JSON.stringify({ translations: [offer({ state: 'machine' })] }), registry);
  expect(machine!.text).toContain('state: machine\n');
});

test('a registry offers a translation by a file, which the other reads, lists, and proposes once', async () => {
  const server = await startPeer();
  onTestFinished(() => server.close());
  // There: a file in content/offers, checked like any other, in a feed like any other.
  const file = whole.get(EN)!;
  const theirs = new Map([
    ...tree,
    ['peers.yml', { text: `- { id: aqui, name: Aquí, registry: '${HERE}' }\n` }],
    [`offers/aqui/${OURS.id}/en.md`, file],
    [`offers/nobody/${OURS.id}/en.md`, file],
  ]);
  const codes = checkRegistry(theirs, { today: FIXTURE_DAY }).map(({ code, file: at }) => `${code} ${at}`);
  expect(codes.filter((each) => each.includes('offers/'))).toEqual([`file-unexpected offers/nobody/${OURS.id}/en.md`]);
  const feed = makeFederationFeed(readRegistry(theirs).registry, {
    siteUrl: server.origin,
    version: ({ digest }) => digest,
    updated: '2026-11-01',
  });
  server.serve(feed);
  expect(JSON.parse(feed.get(feedPaths.translations)!)).toMatchObject({
    translations: [{ of: { registry: HERE, id: OURS.id }, locale: 'en', translates: OURS.digest, by: 'Registro de prueba' }],
  });

  // Here: read with the rest, then proposed to whoever reviews.
  const folder = await onDisk(tree);
  const git = gitIn(folder);
  git('init', '-q', '-b', 'main');
  git('config', 'user.name', 'Ana');
  git('config', 'user.email', 'ana@example.org');
  git('add', '.');
  git('commit', '-qm', 'content');
  const call = async (...args: string[]) => {
    let said = '';
    const code = await runCommand(args, {
      stdout: (text) => void (said += text),
      stderr: (text) => void (said += text),
      env: { SITE_URL: HERE },
      cwd: folder,
      doors: doorsTo(server),
    });
    return { code, said };
  };
  await call('federation', 'add', 'sul', server.origin, '--name', 'Sul');
  await call('federation', 'harvest');
  expect(await call('federation', 'offers')).toEqual({ code: 0, said: `sul  ${OURS.id} en  fits\n` });
  const { said } = await call('federation', 'offers', '--propose');
  const id = /^(translation-[0-9a-f]{16}) is proposed\.$/m.exec(said)![1]!;
  expect((await call('federation', 'offers', '--propose')).said).not.toContain('proposed');
  expect((await call('proposal', 'show', id)).said).toContain('Sul');
  expect(await call('proposal', 'accept', id)).toMatchObject({ code: 0 });
  git('checkout', '-q', '-f', 'main');
  const accepted = readFileSync(join(folder, 'content', OURS.file.replace('index.md', 'en.md')), 'utf8');
  expect(accepted).toContain(String(words['title']));
  const now = readRegistry(await readTree(join(folder, 'content'))).registry.cases.get(OURS.id)!;
  expect(now.translations.get('en')).toMatchObject({ stale: false });
  expect((await call('federation', 'offers')).said).toContain('left: translated-already');

  // Taken back there, it is gone here.
  const without = new Map([...theirs].filter(([path]) => !path.startsWith('offers/')));
  server.serve(
    makeFederationFeed(readRegistry(without).registry, {
      siteUrl: server.origin,
      version: ({ digest }) => digest,
      updated: '2026-11-02',
    }),
  );
  await call('federation', 'harvest');
  expect(await call('federation', 'offers')).toEqual({ code: 0, said: '' });
});

test.each([
  ['partner' as const, 1],
  ['read' as const, 0],
])('a server proposes by itself what a registry offers that it trusts as %s: %i proposals', async (trust, count) => {
  const server = await startPeer();
  const folder = await mkdtemp(join(tmpdir(), 'offers-'));
  onTestFinished(async () => {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  });
  const published = makeFederationFeed(registry, {
    siteUrl: server.origin,
    version: ({ digest }) => digest,
    updated: '2026-11-01',
  });
  const translations = JSON.stringify({
    translations: [offer(), offer({ of: { registry: 'https://third.example', id: OURS.id } })],
  });
  const index = JSON.parse(published.get(feedPaths.index(2))!) as object;
  server.serve(
    new Map([
      ...published,
      [feedPaths.translations, translations],
      [feedPaths.index(2), JSON.stringify({ ...index, translations: { sha256: sha256(translations) } })],
    ]),
  );
  const imported = await openImported(':memory:');
  const proposals = new Map<string, Proposal>();
  const harvests = startHarvests({
    ...{ folder, from: HERE, log: openLog('silent'), doors: doorsTo(server), lookMs: 100 },
    open: () => Promise.resolve(imported),
    registry: () => ({ ...registry, peers: [peerAt(server, { id: 'sul', trust })] }),
    rebuild: () => Promise.resolve(true),
    forge: {
      read: (id: string) => Promise.resolve(proposals.has(id) ? ({ submissionId: id } as ProposalState) : undefined),
      propose: (proposal: Proposal) => Promise.resolve(void proposals.set(proposal.submissionId, proposal) as never),
    },
  });
  await until(
    () => imported.peer('sul'),
    (facts) => facts?.state === 'fresh',
  );
  // Kept are the offers to us, and nobody else's.
  expect(readOffers((await imported.translations('sul'))!.text, registry)).toHaveLength(1);
  await harvests.stop();
  expect(proposals.size).toBe(count);
  for (const { files, labels, title } of proposals.values()) {
    expect(files.map(({ path }) => path)).toEqual([`content/${EN}`]);
    expect(labels).toContain('unverified');
    expect(title).toContain('English');
  }
});
