import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openServer } from '../../api/server.ts';
import { readFixtureRegistry, writeTree } from '../fixtures/fixture-tree.ts';
import { all, brokenRules, child, readXml } from '../unit/federation/oai-rules.ts';

/** A server of the miniature registry, with or without an address of e-mail to write to. */
async function serve({ contact }: { contact?: string } = {}) {
  const root = await mkdtemp(join(tmpdir(), 'oai-server-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const [contentDir, siteDir] = [join(root, 'content'), join(root, 'dist')];
  const tree = await readFixtureRegistry();
  const { text } = tree.get('registry.yml') as { text: string };
  const settings = contact === undefined ? text : `${text}contact: ${contact}\n`;
  await writeTree(new Map([...tree, ['registry.yml', { text: settings }], ['gone.yml', { text: GONE }]]), contentDir);
  await writeTree(new Map([['index.html', { text: '<!doctype html>' }]]), siteDir);
  const server = await openServer({
    ...{ PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'silent', SUBMISSIONS: 'off', OUTBOX_PATH: join(root, 'outbox.sqlite') },
    ...{ CONTENT_DIR: contentDir, SITE_DIST: siteDir, SITE_URL: 'https://here.example', LIMIT_READING: '20' },
  });
  onTestFinished(() => server.close());
  return { url: `${server.url}/oai`, changes: join(root, 'outbox.sqlite.changes') };
}

const GONE = "- { id: old-case, why: withdrawn, on: '2026-05-02' }\n";
const CONTACT = 'mailto:registro@here.example';

test('a server answers harvesters of documents by GET and by POST, for the address that readers know', async () => {
  const { url, changes } = await serve({ contact: CONTACT });
  const asked = 'verb=ListRecords&metadataPrefix=oai_dc';
  const got = await fetch(`${url}?${asked}`);
  const posted = await fetch(url, { method: 'POST', body: new URLSearchParams(asked) });
  const who = await (await fetch(`${url}?verb=Identify`)).text();
  expect(who).toContain('<adminEmail>registro@here.example</adminEmail>');
  for (const answer of [got, posted]) {
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/xml; charset=utf-8');
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    const text = await answer.text();
    expect(brokenRules(text)).toEqual([]);
    const root = readXml(text);
    expect(child(root, 'request')!.text).toBe('https://here.example/oai');
    expect(all(root, 'identifier').map((each) => each.text)).toContain('oai:here.example:old-case');
    expect(all(root, 'record')).toHaveLength(4);
  }
  // What harvesters were told of is known after a restart too.
  const noted = JSON.parse(await readFile(changes, 'utf8')) as object;
  expect(Object.keys(noted)).toHaveLength(4);
});

test.each([
  ['nobody', undefined],
  ['only a page', 'https://here.example/contact'],
])(
  'a registry that states %s to write to says so in the address that the protocol wants, which can be nobody’s',
  async (_, contact) => {
    const { url } = await serve(contact === undefined ? {} : { contact });
    const answer = await (await fetch(`${url}?verb=Identify`)).text();
    expect(answer).toContain('<adminEmail>no-contact-stated@here.example.invalid</adminEmail>');
    expect(brokenRules(answer)).toEqual([]);
  },
);

test('row 24: questions without end, and more than anybody has, are refused', async () => {
  const { url } = await serve({ contact: CONTACT });
  const big = await fetch(url, { method: 'POST', body: new URLSearchParams({ verb: 'x'.repeat(10_000) }) });
  expect(big.status).toBe(413);
  const deflated = { 'content-type': 'application/x-www-form-urlencoded', 'content-encoding': 'gzip' };
  expect((await fetch(url, { method: 'POST', headers: deflated, body: 'no gzip' })).status).toBe(400);
  const statuses = [];
  for (let asked = 0; asked < 25; asked++) statuses.push((await fetch(`${url}?verb=Identify`)).status);
  expect(statuses[0]).toBe(200);
  expect(statuses.at(-1)).toBe(429);
});
