import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readTree } from '#registry/content/disk.ts';
import { readRegistry } from '#registry/read.ts';
import { readSnapshot } from '#registry/federation/snapshot.ts';
import { readFolder } from '#registry/federation/store/folder.ts';
import { readBranch } from '#registry/federation/store/git-branch.ts';
import { runCommand } from '../../../scripts/run.ts';
import { readFixtureRegistry } from '../../fixtures/fixture-tree.ts';
import { onDisk } from '../scripts/scratch.ts';
import { doorsTo, madeRecord, madeRecords } from './harvesting.ts';
import { startPeer } from './peer-server.ts';

async function setUp(env: Record<string, string> = { SITE_URL: 'https://here.example' }) {
  const server = await startPeer();
  onTestFinished(() => server.close());
  const folder = await onDisk(await readFixtureRegistry());
  const call = async (...args: string[]) => {
    const said = { stdout: '', stderr: '' };
    const code = await runCommand(['federation', ...args], {
      stdout: (text) => void (said.stdout += text),
      stderr: (text) => void (said.stderr += text),
      env,
      cwd: folder,
      doors: doorsTo(server),
    });
    return { code, ...said };
  };
  return { server, folder, call, peers: () => readFileSync(join(folder, 'content/peers.yml'), 'utf8') };
}

test('a registry is added, read, looked at, accepted, exported and retired by commands', async () => {
  const { server, folder, call, peers } = await setUp();
  const records = madeRecords(12, server.origin);
  server.publish({ records });
  expect(await call('add', 'sur', server.origin, '--name', 'Registro del Sur')).toMatchObject({ code: 0 });
  expect(peers()).toBe(`- id: sur\n  name: Registro del Sur\n  registry: ${server.origin}\n`);
  expect((await call('add', 'otra', server.origin)).stderr).toContain('is in peers.yml already');

  expect(await call('harvest')).toEqual({ code: 0, stdout: 'sur: 12 records changed.\n', stderr: '' });
  expect((await call('harvest', 'sur')).stdout).toBe('sur: nothing has changed.\n');
  server.put('/federation/reports/here.example.json', {
    records: 3,
    counts: { current: 1, stale: 1 },
    findings: [{ id: 'a-case', state: 'stale', findings: [{ code: 'type-wrong', pointer: '/title', weight: 'refused' }] }],
    lookAlikes: [{ id: 'a-case', like: 'case-3', score: 0.311, resemblance: 'probable' }],
    toConfirm: [{ from: { registry: server.origin, id: 'case-4' }, relation: 'adapted-from', to: 'a-case' }],
    terms: [{ vocabulary: 'challenges', id: 'llamas', cases: 2 }],
  });
  const { code, stdout } = await call('status');
  expect(code).toBe(0);
  expect(stdout).toContain('fresh; read whole ');
  expect(stdout).toContain('; 12 current\n');
  expect(stdout).toContain(
    `Registro del Sur reads 2 of our 3
    a-case: type-wrong /title
    a-case looks like their case-3 (0.31)
    their case-4 says it is adapted-from a-case
    terms they do not have: llamas
`,
  );

  server.publish({ records: new Map([...records].slice(0, 2)) });
  expect(await call('harvest')).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('held until somebody looks (mass-removal)') as string,
  });
  expect((await call('status')).stdout).toContain('held (mass-removal)');
  expect((await call('accept', 'sur')).code).toBe(0);
  expect((await call('harvest')).stdout).toBe('sur: 10 records changed.\n');
  expect((await call('accept', 'sur')).stderr).toContain('Nothing of "sur" waits');

  expect((await call('export', '--out', 'out')).code).toBe(0);
  const exported = readSnapshot(await readFolder(join(folder, 'out'))).get('sur')!;
  expect(exported.records.map(({ state }) => state).toSorted()).toEqual([
    ...Array<string>(2).fill('current'),
    ...Array<string>(10).fill('missing'),
  ]);

  expect((await call('retire', 'sur')).code).toBe(0);
  expect(peers()).toMatch(/retired: '?\d{4}-\d\d-\d\d'?\n$/);
  await call('export', '--out', 'out');
  const left = readSnapshot(await readFolder(join(folder, 'out'))).get('sur')!;
  expect(left.records).toHaveLength(12);
  expect(left.records.every(({ state, text }) => state === 'erased' && text === undefined)).toBe(true);
  expect(left.pages).toEqual({});
});

test('an entry stands on lines of its own in a list that was empty, and is retired where it stands, also after one that is not read', async () => {
  const { server, folder, call, peers } = await setUp();
  server.publish({ records: new Map() });
  const file = join(folder, 'content/peers.yml');
  writeFileSync(file, '[]\n');
  await call('add', 'sur', server.origin, '--name', 'Sur');
  expect(peers()).toBe(`- id: sur\n  name: Sur\n  registry: ${server.origin}\n`);
  const twice = `- { id: este, name: Este, registry: 'https://este.example' }\n- { id: este, name: Este, registry: 'https://otro.example' }\n`;
  writeFileSync(file, twice + peers());
  expect(await call('retire', 'sur')).toMatchObject({ code: 0 });
  expect(peers().split('- id: sur')[1]).toContain('retired');
  expect(peers().split('- id: sur')[0]).not.toContain('retired');
});

test('status says by which key a registry signs, until that is written down', async () => {
  const { server, folder, call, peers } = await setUp();
  const key = '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo';
  server.publish({ records: new Map(), keys: [{ kty: 'OKP', crv: 'Ed25519', x: key }] });
  await call('add', 'sur', server.origin, '--name', 'Sur');
  await call('harvest');
  expect((await call('status')).stdout).toContain(`key: ${key}\n`);
  writeFileSync(join(folder, 'content/peers.yml'), `${peers()}  key: ${key}\n`);
  expect((await call('status')).stdout).not.toContain(key);
});

test('without SITE_URL it is said, once, what is taken for the address of this registry', async () => {
  const { server, call } = await setUp({});
  server.publish({ records: new Map() });
  await call('add', 'sur', server.origin, '--name', 'Sur');
  const { stderr } = await call('status');
  expect(stderr.match(/SITE_URL does not say/g)).toHaveLength(1);
});

test('an address that is not public, or is no registry, is not added', async () => {
  const { server, call } = await setUp();
  server.publish({ records: new Map() });
  expect((await call('add', 'sur', 'http://127.0.0.1:1')).stderr).toContain('address-private');
  server.put('/.well-known/lo-que-funciona.json', { hello: 1 });
  expect((await call('add', 'sur', server.origin)).stderr).toContain('does not say that it is a registry');
  expect((await call('harvest', 'sur')).code).toBe(2);
  expect((await call('dance')).code).toBe(2);
});

test('a registry without a server keeps what it holds in a branch of one commit, from which harvests go on; what is erased is in no history', async () => {
  const { server, folder, call } = await setUp();
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], {
      cwd: folder,
      encoding: 'utf8',
    }).trim();
  git('init', '-q', '-b', 'main');
  git('add', '.');
  git('commit', '-qm', 'content');
  const records = madeRecords(5, server.origin);
  records.set('secret', madeRecord('secret', server.origin, { summary: 'Palabrasecreta.' }));
  server.publish({ records });
  await call('add', 'sur', server.origin, '--name', 'Sur');
  expect((await call('harvest', '--branch', 'imported')).stdout).toBe('sur: 6 records changed.\n');
  expect((await call('harvest', '--branch', 'imported')).stdout).toBe('sur: nothing has changed.\n');
  expect((await call('status', '--branch', 'imported')).stdout).toContain('6 current');
  const before = readSnapshot(await readBranch(folder, 'imported')).get('sur')!;
  expect(before.records.find(({ id }) => id === 'secret')!.text).toContain('Palabrasecreta');
  records.delete('secret');
  server.publish({ records, gone: [{ id: 'secret', why: 'erased' }] });
  server.count();
  await call('harvest', '--branch', 'imported');
  expect(server.count().requests).toBeLessThanOrEqual(4);
  const all = await readBranch(folder, 'imported');
  expect([...all.values()].some((text) => text.includes('Palabrasecreta'))).toBe(false);
  expect(
    readSnapshot(all)
      .get('sur')!
      .records.map(({ state }) => state)
      .toSorted(),
  ).toEqual([...Array<string>(5).fill('current'), 'erased']);
  expect(git('rev-list', '--count', 'imported')).toBe('1');
  expect(git('log', '--all', '--oneline', '-S', 'Palabrasecreta')).toBe('');
  expect(git('status', '--short')).toBe('?? content/peers.yml');
});

test('files of a snapshot that are no more are no more', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'snapshot-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const { writeFolder } = await import('#registry/federation/store/folder.ts');
  await writeFolder(
    folder,
    new Map([
      ['sur/peer.json', '{}'],
      ['sur/records/a.json', '{"a":1}'],
    ]),
  );
  await writeFolder(folder, new Map([['sur/peer.json', '{"b":1}']]));
  expect(await readFolder(folder)).toEqual(new Map([['sur/peer.json', '{"b":1}']]));
});

test('cases that look alike are printed as lines of content/same.yml, and no longer once one of them is there', async () => {
  const { server, folder, call } = await setUp();
  server.publish({ records: madeRecords(1, server.origin) });
  await call('add', 'sur', server.origin);
  await call('harvest');
  const { code, stdout } = await call('look-alikes');
  expect(code).toBe(0);
  const line = stdout.split('\n').find((each) => each.includes('worked-with-citations'))!;
  expect(line).toContain(`- { cases: [worked-with-citations, { registry: '${server.origin}', id: case-0 }], are: same, on: '`);
  expect(stdout).toContain('probably the same case');

  // What is printed is what the file wants.
  writeFileSync(join(folder, 'content/same.yml'), `${line.trim()}\n`);
  const { findings, registry } = readRegistry(await readTree(join(folder, 'content')));
  expect(findings.filter(({ file }) => file === 'same.yml')).toEqual([]);
  expect(registry.same).toHaveLength(1);
  expect((await call('look-alikes')).stdout).not.toContain('worked-with-citations');
});

test('status prints what others say of our cases as lines of content/confirmed.yml, until we confirm it', async () => {
  const { server, folder, call } = await setUp();
  const link = {
    ...{ id: 'from-afar', relation: 'adapted-from', name: 'x', note: 'Lo dice la fuente.', basis: 'stated' },
    sources: [{ id: 'annual-report-2019', locator: 'page 1' }],
    case: { registry: 'https://here.example', id: 'worked-with-citations' },
  };
  server.publish({ records: new Map([['copy', madeRecord('copy', server.origin, { lineage: [link] })]]) });
  await call('add', 'sur', server.origin);
  await call('harvest');
  const { stdout } = await call('status');
  const line = stdout.split('\n').find((each) => each.includes('worked-with-citations'))!;
  expect(line).toContain(
    `- { from: { registry: '${server.origin}', id: copy }, relation: adapted-from, to: worked-with-citations, on: '`,
  );
  writeFileSync(join(folder, 'content/confirmed.yml'), `${line.trim()}\n`);
  expect((await call('status')).stdout).not.toContain('to confirm');
});
