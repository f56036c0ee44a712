import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import express, { type RequestHandler } from 'express';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { paths } from '#registry/addresses.ts';
import { makeSpeaker } from '#registry/page/speaker.ts';
import { makeFeed } from '#registry/publication/feed.ts';
import { versionOf } from '#registry/record/version.ts';
import { viewRecord } from '#registry/record/view.ts';
import { searchPageRoutes, type SearchPageServices } from '../../../api/routes/search-page.ts';
import { caseJson } from '../../../site/src/lib/case-data.ts';
import type { Context } from '../../../site/src/lib/context.ts';
import { registry } from '../../real-content.ts';
import { listen } from '../../api/listen.ts';

const siteUrl = 'https://registry.example';
const [CEIBAL, CODELCO] = ['uruguay-plan-ceibal', 'chile-codelco'] as const;
const recordOf = (id: string) => registry.cases.get(id)!;

/** The days of the last commits, as the history of a site has them: each translation has its own. */
const DAYS: Readonly<Record<string, string>> = {
  [viewRecord(recordOf(CEIBAL), 'es').file]: '2031-02-03',
  [viewRecord(recordOf(CEIBAL), 'pt').file]: '2031-04-05',
};
const context = {
  ...makeSpeaker(registry, registry.locales.get('es')!),
  siteUrl,
  modified: ({ file, facts }: { file: string; facts: { compiled: { on: string } } }) => DAYS[file] ?? facts.compiled.on,
  version: (record) => versionOf(record, new Map()),
} as Context;

let siteDir: string;
beforeEach(async () => (siteDir = await mkdtemp(join(tmpdir(), 'search-feed-'))));
afterEach(() => rm(siteDir, { recursive: true }));

const build = async (id: string) => {
  const file = join(siteDir, paths.caseJson(id));
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, caseJson(recordOf(id), context));
};

async function feedOf(locale: string): Promise<string> {
  const hits = [CEIBAL, CODELCO].map((id) => ({ id }));
  const passOn: RequestHandler = (_request, _response, next) => next();
  const services = {
    search: { search: () => Promise.resolve({ state: 'answers', hits }) },
    publication: { current: () => ({ registry }) },
    ...{ siteDir: () => siteDir, limit: passOn, siteUrl },
  } as unknown as SearchPageServices;
  const server = await listen(express().use(searchPageRoutes(services)));
  const text = await (await fetch(`${server.origin}/${locale}/search/feed.xml?q=laptops`)).text();
  await server.close();
  return text;
}

const entriesOf = (atom: string) => (atom.match(/<entry>[\s\S]*?<\/entry>/g) ?? []).toSorted();

test('an entry of the news of a question is the one that the feeds of the site have under the same name, day included', async () => {
  await build(CEIBAL);
  await build(CODELCO);
  for (const locale of ['es', 'pt']) {
    const views = [CEIBAL, CODELCO].map((id) => viewRecord(recordOf(id), locale));
    const feed = makeFeed(views, registry, registry.locales.get(locale)!, {
      ...{ siteUrl, description: '', atom: paths.atom(locale), modified: context.modified },
    });
    expect(entriesOf(await feedOf(locale))).toEqual(entriesOf(feed.atom));
  }
  expect(await feedOf('pt')).toContain('<updated>2031-04-05T00:00:00.000Z</updated>');
});

test('without a built site the day is the one of compilation', async () => {
  expect(await feedOf('es')).toContain(`<updated>${recordOf(CODELCO).facts.compiled.on}T00:00:00.000Z</updated>`);
});
