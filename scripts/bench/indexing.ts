import type { EnqueuedTask, Meilisearch, Task } from 'meilisearch';
import type { SearchDocument } from '#registry/search/document.ts';
import { makeDigests } from '#registry/search/meilisearch/entry-digest.ts';
import { makeEntryMaker } from '#registry/search/meilisearch/documents.ts';
import { indexNames } from '#registry/search/meilisearch/index-names.ts';
import { connectToMeilisearch } from '#registry/search/meilisearch/server/client.ts';
import { deleteIndexes, rebuildIndexes, settingsByIndex } from '#registry/search/meilisearch/server/indexer.ts';
import { compareIndexes, syncIndexes } from '#registry/search/meilisearch/server/sync.ts';
import { finish } from '#registry/search/meilisearch/server/tasks.ts';
import { showProgress } from '../progress.ts';
import { generateCases, LOCALES } from './generated-cases.ts';
import { readOptions } from './options.ts';

const USAGE = `npm run bench:index -- [options]

Fills a Meilisearch (MEILI_URL, MEILI_ADMIN_KEY) with generated cases in three languages, and prints for each size how long a
rebuild takes as a ratio to a bare client that pushes the same entries, made beforehand, to indexes with the same settings; and
how long a sync of one changed case takes, with and without the server's own work.

  --sizes LIST  cases (default: 100,1000,10000)
  --json        only figures, as JSON
  --help`;

const { options } = readOptions(USAGE, { sizes: [100, 1000, 10000], json: false });

/** Targets: rebuild time relative to the baseline, and seconds of a sync besides the server's work. */
const TARGET = { ratio: 1.15, sync: 2 };
const [OURS, BARE] = ['bench-index', 'bench-index-bare'];
const BATCH = 1000;
const onProgress = showProgress({ stderr: (text) => void process.stderr.write(text) });

async function main(): Promise<void> {
  const url = process.env['MEILI_URL'];
  if (!url) throw new Error('MEILI_URL says which Meilisearch to fill; it is not set.');
  const client = connectToMeilisearch({ url, key: process.env['MEILI_ADMIN_KEY'] });
  const rows = [];
  for (const size of options.sizes) {
    const documents = await generateCases(size);
    console.error(`${size} cases: ${documents.length} documents`);
    try {
      // The first run pays for a cold cache: small sizes run three times, alternating, and the fastest counts.
      const turns = Array.from({ length: size > 1000 ? 1 : 3 });
      let [bare, rebuild] = [Infinity, Infinity];
      for (const _ of turns) {
        bare = Math.min(bare, await pushBare(client, documents));
        rebuild = Math.min(
          rebuild,
          await seconds(() => rebuildIndexes(client, documents, { prefix: OURS, locales: LOCALES, onProgress })),
        );
      }
      rows.push({ size, bare, rebuild, ratio: rebuild / bare, ...(await syncOne(client, documents)) });
    } finally {
      await deleteIndexes(client, OURS);
      await deleteIndexes(client, BARE);
    }
  }
  if (options.json) return console.log(JSON.stringify({ rows, target: TARGET }));
  console.table(rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, round(value)]))));
  console.log(`targets: ratio at most ${TARGET.ratio}, sync at most ${TARGET.sync} s beside the server's work`);
}

const round = (value: number) => (Number.isInteger(value) ? value : Number(value.toFixed(2)));

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

/** The baseline with given entries: create, set, add in batches, wait. Making the entries is not counted. */
async function pushBare(client: Meilisearch, documents: readonly SearchDocument[]): Promise<number> {
  await deleteIndexes(client, BARE);
  const names = indexNames(BARE);
  const [maker, digestOf] = [makeEntryMaker(), makeDigests()];
  const byIndex = new Map<string, object[]>();
  const add = (uid: string, entries: readonly object[]) => byIndex.set(uid, [...(byIndex.get(uid) ?? []), ...entries]);
  for (const [locale, own] of Map.groupBy(documents, (document) => document.locale)) {
    add(
      names.cases(locale),
      own.map((document) => maker.caseOf(document, digestOf(document))),
    );
    add(
      names.lessons,
      own.flatMap((document) => maker.lessonsOf(document, digestOf(document))),
    );
  }
  add(names.words, maker.words());
  return await seconds(async () => {
    const tasks: EnqueuedTask[] = [];
    for (const [uid, settings] of settingsByIndex(names, LOCALES)) {
      tasks.push(await client.createIndex(uid, { primaryKey: 'id' }), await client.index(uid).updateSettings(settings));
      const entries = byIndex.get(uid)!;
      for (let at = 0; at < entries.length; at += BATCH)
        tasks.push(await client.index(uid).addDocuments(entries.slice(at, at + BATCH)));
    }
    await finish(client, tasks, (done) => onProgress({ stage: 'indexing', done, total: tasks.length }));
  });
}

/** One case gets another title. The sync finds it among all and sends it, in three languages. */
async function syncOne(
  client: Meilisearch,
  documents: readonly SearchDocument[],
): Promise<{ sync: number; server: number; beside: number }> {
  const { id } = documents[Math.floor(documents.length / 2)]!;
  const changed = documents.map((document) =>
    document.id === id ? { ...document, card: { ...document.card, title: `${document.card.title} otra vez` } } : document,
  );
  const place = { prefix: OURS, locales: LOCALES };
  let tasks: Task[] = [];
  const sync = await seconds(async () => {
    const difference = await compareIndexes(client, changed, place);
    ({ tasks } = await syncIndexes(client, difference, place));
  });
  const server = tasks.reduce((sum, task) => sum + durationOf(task), 0);
  return { sync, server, beside: sync - server };
}

const durationOf = ({ startedAt, finishedAt }: Task): number =>
  startedAt && finishedAt ? (new Date(finishedAt).getTime() - new Date(startedAt).getTime()) / 1000 : 0;

await main();
