import { existsSync, readFileSync } from 'node:fs';
import * as z from 'zod';
import { createMeilisearch } from '#registry/search/meilisearch/engine.ts';
import { connectToMeilisearch, multiSearchWith } from '#registry/search/meilisearch/server/client.ts';
import { deleteIndexes, rebuildIndexes } from '#registry/search/meilisearch/server/indexer.ts';
import { querySchema } from '#registry/search/query.ts';
import { readTyped } from '#registry/search/typed.ts';
import { showProgress } from '../progress.ts';
import { bareMeilisearch } from './bare-meilisearch.ts';
import { generateCases, LOCALES } from './generated-cases.ts';
import { percentile } from './figures.ts';
import { readOptions } from './options.ts';

const USAGE = `npm run bench:search -- [options]

Fills a Meilisearch (MEILI_URL, MEILI_ADMIN_KEY) with generated cases, asks it short queries and questions in turns, through our
adapter and as it comes (one search with counts of every facet and highlights), and prints how long both take.

  --cases N     generated cases, each in three languages (default: 10000)
  --rounds N    how often each query is asked of both (default: 10)
  --queries F   judged queries to take the words from (else ../shared/relevance/judged-queries.json, or the fixture)
  --keep        leave the indexes, and use those that are there
  --json        only figures, as JSON
  --help`;

const { options } = readOptions(USAGE, { cases: 10000, rounds: 10, queries: '', keep: false, json: false });

/** Targets: our time relative to the plain engine for short queries, and the 95th percentile for questions in milliseconds. */
const TARGET = { short: 1.1, question: 80 };
const [OURS, BARE] = ['bench-search', 'bench-search-bare'];
const queriesSchema = z.object({ queries: z.array(z.object({ locale: z.string(), q: z.string() })) });

interface Query {
  locale: string;
  q: string;
}

async function main(): Promise<void> {
  const url = process.env['MEILI_URL'];
  if (!url) throw new Error('MEILI_URL says which Meilisearch to ask; it is not set.');
  const client = connectToMeilisearch({ url, key: process.env['MEILI_ADMIN_KEY'] });
  const bare = bareMeilisearch(client, BARE, LOCALES);
  const engine = createMeilisearch(multiSearchWith(client), { locales: LOCALES, prefix: OURS });
  try {
    const isThere =
      options.keep &&
      (await client
        .index(`${OURS}_cases_es`)
        .getStats()
        .catch(() => undefined));
    if (!isThere) {
      const documents = await generateCases(options.cases);
      console.error(`Indexing ${documents.length} documents, twice`);
      const onProgress = showProgress({ stderr: (text) => void process.stderr.write(text) });
      await rebuildIndexes(client, documents, { prefix: OURS, locales: LOCALES, onProgress });
      await bare.index(documents, onProgress);
    }
    const queries = readQueries();
    const lengthOf = ({ q, locale }: Query) => readTyped(q, locale).words.length;
    const kinds = {
      short: queries.flatMap(shortOnes),
      question: queries.filter((query) => lengthOf(query) > 2),
    };
    const rows = [];
    for (const [kind, list] of Object.entries(kinds)) {
      const [ours, theirs]: [number[], number[]] = [[], []];
      const ask = async ({ q, locale }: Query) => {
        ours.push(await milliseconds(() => engine.search(querySchema.parse({ q, locale }))));
        theirs.push(await milliseconds(() => bare.search(q, locale)));
      };
      for (const query of list) await ask(query);
      [ours.length, theirs.length] = [0, 0];
      for (let round = 0; round < options.rounds; round++) for (const query of list) await ask(query);
      rows.push({ kind, queries: list.length, ...compare(ours, theirs) });
    }
    if (options.json) return console.log(JSON.stringify({ rows, target: TARGET }));
    console.table(rows);
    console.log(`targets: short ratios at most ${TARGET.short}, p95 of questions below ${TARGET.question} ms`);
  } finally {
    if (!options.keep) {
      await deleteIndexes(client, OURS);
      await bare.clear();
    }
  }
}

function readQueries(): Query[] {
  const file = [options.queries, '../shared/relevance/judged-queries.json', 'test/fixtures/relevance/judged-queries.json'].find(
    (each) => existsSync(each),
  )!;
  return queriesSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).queries;
}

/** Short queries as people type them: single words and pairs of words of each query. */
function shortOnes({ q, locale }: Query): Query[] {
  const words = readTyped(q, locale).words.map(({ start, end }) => q.slice(start, end));
  const pairs = words.slice(1).map((word, at) => `${words[at]!} ${word}`);
  return [...words, ...pairs].map((short) => ({ q: short, locale }));
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function compare(ours: readonly number[], theirs: readonly number[]) {
  const [p50, p95] = [percentile(ours, 0.5), percentile(ours, 0.95)];
  const [bareP50, bareP95] = [percentile(theirs, 0.5), percentile(theirs, 0.95)];
  const round = (value: number) => Number(value.toFixed(2));
  return {
    p50: round(p50),
    p95: round(p95),
    bareP50: round(bareP50),
    bareP95: round(bareP95),
    ratioP50: round(p50 / bareP50),
    ratioP95: round(p95 / bareP95),
  };
}

await main();
