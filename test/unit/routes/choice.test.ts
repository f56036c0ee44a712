import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { choiceRoutes } from '../../../api/choice/routes.ts';
import { createApp } from '../../../api/http/app.ts';
import { listen, type Listening } from '../../api/listen.ts';
import { fixtureContext } from '../submission/quick-submission.ts';

const CASE = 'worked-with-citations';
let server: Listening;
/** Where the deployment says that it is. */
let siteUrl: string | undefined;
const set: unknown[] = [];

beforeAll(async () => {
  const { registry } = await fixtureContext();
  const options = {
    siteDir: () => '/nowhere',
    registry: () => registry,
    threads: { document: (task: unknown) => Promise.resolve(new Uint8Array(set.push(task))) },
    get siteUrl() {
      return siteUrl;
    },
  };
  const locales = [...registry.locales.values()];
  const pages = [choiceRoutes(options)];
  server = await listen(createApp({ siteDir: '/nowhere', name: '', locales, redirects: new Map(), trustProxy: 0, pages }));
});
afterAll(() => server.close());
beforeEach(() => {
  set.length = 0;
  siteUrl = undefined;
});

/** Sends a request as it is written: fetch would mend it first. */
const send = (target: string, host = 'localhost') =>
  new Promise<string>((resolve, reject) => {
    const socket = connect(server.port, '127.0.0.1', () =>
      socket.write(`GET ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`),
    );
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.on('end', () => resolve(answer));
    socket.on('error', reject);
  });

test('row 17: documents are set in a thread, so that nobody waits for those of another; tables are written here', async () => {
  const get = async (path: string) => (await fetch(server.origin + path)).status;
  for (const path of [
    `/es/cases/${CASE}/brief.pdf`,
    `/es/shortlist/shortlist.pdf?case=${CASE}`,
    `/es/shortlist/shortlist.docx?case=${CASE}`,
    `/es/compare/compare.docx?case=${CASE}`,
    '/es/labs/test-lab/letter.pdf',
  ])
    expect(await get(path), path).toBe(200);
  expect(set).toHaveLength(5);
  for (const end of ['csv', 'xlsx', 'bib']) expect(await get(`/es/shortlist/shortlist.${end}?case=${CASE}`), end).toBe(200);
  expect(set).toHaveLength(5);
});

test('row 25: links in what is taken away lead to the deployment, whatever host a request names', async () => {
  siteUrl = 'https://registry.example';
  const table = `/es/shortlist/shortlist.csv?case=${CASE}`;
  expect(await send(table, 'evil.example')).toContain(`https://registry.example/es/cases/${CASE}/`);
  siteUrl = undefined;
  expect(await send(table, 'laptop.example:4321')).toContain(`http://laptop.example:4321/es/cases/${CASE}/`);
});

test('row 25: a host or an address that cannot be is no fault of the server', async () => {
  const table = `/es/shortlist/shortlist.csv?case=${CASE}`;
  for (const host of ['[', 'a:99999', '']) expect(await send(table, host), host).toMatch(/^HTTP\/1\.1 200 /);
  expect(await send(`http://a:b@c:99999${table}`)).toMatch(/^HTTP\/1\.1 200 /);
});
