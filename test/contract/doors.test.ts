import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import express from 'express';
import { expect, onTestFinished, test, type TestContext } from 'vitest';
import { doorPaths, feedPaths, OAI_PATH } from '#registry/addresses.ts';
import { makeCatalogue } from '#registry/federation/doors/catalogue.ts';
import { makeResourceSync } from '#registry/federation/doors/resource-sync.ts';
import { makeFederationFeed } from '#registry/federation/feed.ts';
import { mediaTypeOf } from '#registry/publication/media-types.ts';
import type { Registry } from '#registry/registry.ts';
import type { Edition } from '../../api/edition/publication.ts';
import { oaiRoutes } from '../../api/routes/oai.ts';
import { listen } from '../api/listen.ts';
import { installPrograms, type Programs } from './doors/install.ts';
import { registry } from '../real-content.ts';

const run = promisify(execFile);
const [first] = [...registry.cases.values()];
const CONTACT = 'mailto:registro@here.example';

/** The programs, or the test is skipped and says why. */
async function programs(name: Programs, { skip }: TestContext) {
  const installed = await installPrograms(name);
  if ('reason' in installed) {
    console.log(`Skipped: the programs of "${name}" cannot be installed here: ${installed.reason}`);
    return skip(installed.reason);
  }
  const ask = async <Answer>(...args: string[]): Promise<Answer> => {
    const { stdout } = await run(join(installed.bin, 'python'), ['test/contract/doors/clients.py', ...args], {
      maxBuffer: 64 * 1024 * 1024,
    });
    return JSON.parse(stdout) as Answer;
  };
  return { bin: installed.bin, ask };
}

/** A registry of so many cases, some gone and some changed. */
function registryOf(count: number, gone: readonly number[] = [], changed: readonly number[] = []): Registry {
  const idOf = (index: number) => `case-${String(index).padStart(4, '0')}`;
  const indexes = Array.from({ length: count }, (_, index) => index).filter((index) => !gone.includes(index));
  return {
    ...registry,
    settings: { ...registry.settings!, contact: CONTACT },
    cases: new Map(
      indexes.map((index) => {
        const facts = { ...first!.facts, ...(changed.includes(index) ? { title: `Otro título ${index}` } : {}) };
        return [idOf(index), { ...first!, id: idOf(index), facts }];
      }),
    ),
    gone: gone.map((index) => ({ id: idOf(index), why: 'withdrawn' as const, on: '2026-05-02' })),
    redirects: new Map(),
  };
}

/** A server of the door, whose registry becomes another while a list is read. */
async function serveOai(before: Registry, after: Registry) {
  const folder = await mkdtemp(join(tmpdir(), 'oai-'));
  const [one, two] = [{ registry: before } as Edition, { registry: after } as Edition];
  let current = one;
  let day = '2026-11-01';
  const app = express();
  app.use((request, _response, next) => {
    if (request.url.includes('resumptionToken')) [current, day] = [two, '2026-11-29'];
    next();
  });
  const limit: express.RequestHandler = (_request, _response, next) => next();
  const siteUrl = 'https://here.example';
  const publication = { current: () => current };
  app.use(oaiRoutes({ publication, file: join(folder, 'changes'), siteUrl, now: () => Date.parse(day), limit }));
  const server = await listen(app);
  onTestFinished(async () => {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  });
  return server.origin + OAI_PATH;
}

const BEFORE = registryOf(450, [7, 177, 420]);
const AFTER = registryOf(451, [7, 177, 300, 420], [3, 199, 401]);
const GONE = [7, 177, 300, 420].map((index) => `oai:here.example:case-${String(index).padStart(4, '0')}`);

interface Harvested {
  records: { id: string; deleted: boolean }[];
  sets: string[];
  formats: string[];
}

/** Every record once, whatever became of the list while it was read. */
function expectAll({ records }: Harvested) {
  const ids = records.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toHaveLength(451);
  expect(records.filter(({ deleted }) => deleted).map(({ id }) => id)).toEqual(GONE);
}

test('Sickle reads all records of a list that changes between its parts, with what is gone', async (context) => {
  const { ask } = await programs('harvesters', context);
  const found = await ask<Harvested & { since: string[]; richer: number; errors: string[]; deletedRecord: string }>(
    'sickle',
    await serveOai(BEFORE, AFTER),
  );
  expectAll(found);
  expect(found).toMatchObject({ deletedRecord: 'persistent', formats: ['oai_dc', 'oai_openaire'], richer: 447 });
  expect(found.since.map((id) => id.slice(-4))).toEqual(['0003', '0199', '0300', '0401', '0450']);
  expect(found.errors).toEqual(['NoRecordsMatch', 'IdDoesNotExist', 'CannotDisseminateFormat']);
  console.log(
    `Sickle: ${found.records.length} of 451 records, ${GONE.length} of them gone; changed between parts: 0 twice, 0 lost`,
  );
});

test('oaipmh-scythe reads the same', async (context) => {
  const { ask } = await programs('harvesters', context);
  const found = await ask<Harvested>('scythe', await serveOai(BEFORE, AFTER));
  expectAll(found);
  expect(found.sets).toContain(`country:${first!.facts.places[0]!.country}`);
  console.log(`oaipmh-scythe: ${found.records.length} of 451 records, ${GONE.length} of them gone`);
});

/** A host of the files that a build writes beside the pages. */
async function serveFiles(read: Registry) {
  let files: ReadonlyMap<string, string> = new Map();
  const app = express();
  app.use((request, response) => {
    const text = files.get(request.path);
    if (text === undefined) return void response.status(404).end();
    response.type(mediaTypeOf(request.path) ?? 'json').send(text);
  });
  const server = await listen(app);
  onTestFinished(() => server.close());
  const siteUrl = server.origin;
  const [updated, modified] = ['2026-11-29', () => '2026-11-28'];
  const feed = makeFederationFeed(read, { siteUrl, version: ({ digest }) => digest, updated });
  const records = new Map([...read.cases.keys()].map((id) => [id, feed.get(feedPaths.record(2, id))!]));
  const languageOf = (id: string) => read.cases.get(id)!.facts.language;
  const catalogue = makeCatalogue(read, { siteUrl, updated, modified });
  files = new Map([...feed, ...catalogue, ...makeResourceSync(records, 2, { siteUrl, updated, modified, languageOf })]);
  return { origin: siteUrl, catalogue, records };
}

type Datasets = Record<string, { parts: number; uris: string[]; resources: number[]; untitled: number; licences: string[] }>;

test.for([
  ['Turtle', registry, 'ttl'],
  ['JSON-LD', registry, 'jsonld'],
  ['three parts of Turtle', registryOf(250), 'ttl'],
] as const)('the parser of ckanext-dcat reads every case of a catalogue in %s', async ([name, read, format], context) => {
  const { ask } = await programs('ckan', context);
  const { origin } = await serveFiles(read);
  const found = await ask<Datasets>('ckan', origin + doorPaths.catalogue(1, format));
  const wanted = [...read.cases.keys()].map((id) => `${origin}/cases/${id}#case`).toSorted();
  const parts = Math.ceil(read.cases.size / 100);
  for (const { uris, ...rest } of Object.values(found)) {
    expect(uris.toSorted()).toEqual(wanted);
    expect(rest).toMatchObject({ parts, untitled: 0, licences: [expect.stringContaining('creativecommons')] });
    expect(Math.min(...rest.resources)).toBeGreaterThanOrEqual(2);
  }
  const counts = Object.entries(found).map(([profile, { uris }]) => `${profile} ${uris.length} of ${read.cases.size}`);
  console.log(`ckanext-dcat, ${name}: ${counts.join(', ')}`);
});

test('Turtle and JSON-LD of a catalogue say the same, and the vocabularies are SKOS', async (context) => {
  const { ask } = await programs('harvesters', context);
  const { origin } = await serveFiles(registry);
  const [turtle, jsonLd] = [doorPaths.catalogue(1, 'ttl'), doorPaths.catalogue(1, 'jsonld')];
  const { triples, same } = await ask<{ triples: number; same: boolean }>('graphs', origin + turtle, origin + jsonLd);
  expect(same).toBe(true);
  expect(triples).toBeGreaterThan(registry.cases.size * 20);
  const { concepts } = await ask<{ concepts: number }>('skos', origin + feedPaths.skos);
  expect(concepts).toBe([...registry.vocabularies.values()].reduce((sum, vocabulary) => sum + vocabulary.concepts.size, 0));
  console.log(`rdflib: ${triples} triples in both forms of the catalogue; ${concepts} concepts`);
});

test('resync copies every record, and finds each with the digest that is said of it', async (context) => {
  const { bin } = await programs('harvesters', context);
  const { origin, records } = await serveFiles(registry);
  const folder = await mkdtemp(join(tmpdir(), 'resync-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const sync = (...more: string[]) =>
    // By its interpreter: the script names the folder that it was installed in, which may have been moved since.
    run(join(bin, 'python'), [join(bin, 'resync-sync'), ...more, '--hash', 'sha-256', `${origin}/`, `${folder}/`], {
      cwd: folder,
    });
  await sync('--baseline');
  const copied = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = copied.filter((entry) => entry.isFile() && entry.name.endsWith('.json'));
  const same = [];
  for (const file of files)
    if (records.get(file.name.replace(/\.json$/, '')) === (await readFile(join(file.parentPath, file.name), 'utf8')))
      same.push(file.name);
  expect(same).toHaveLength(records.size);
  const { stdout, stderr } = await sync('--audit');
  expect(stdout + stderr).toContain(`same=${records.size}`);
  console.log(`resync: ${same.length} of ${records.size} records`);
});
