import { existsSync, readFileSync } from 'node:fs';
import * as z from 'zod';
import { readTree } from '#registry/content/disk.ts';
import { readRegistry } from '#registry/read.ts';
import { type AnswerState, LIMITS } from '#registry/search/bounds.ts';
import { makeDocuments, makeProblems } from '#registry/search/corpus.ts';
import type { SearchDocument } from '#registry/search/document.ts';
import type { SearchEngine } from '#registry/search/engine.ts';
import { createMeilisearch } from '#registry/search/meilisearch/engine.ts';
import { connectToMeilisearch, multiSearchWith } from '#registry/search/meilisearch/server/client.ts';
import { deleteIndexes, rebuildIndexes } from '#registry/search/meilisearch/server/indexer.ts';
import { createEmbedded } from '#registry/search/embedded.ts';
import type { Problem } from '#registry/search/problem.ts';
import { bareMeilisearch } from './bare-meilisearch.ts';
import { readOptions } from './options.ts';
import { readCorpus } from './text-documents.ts';
import { average, type Grades, ndcg, reciprocalRank, type MeanScores } from './ranking-metrics.ts';

const USAGE = `npm run bench:relevance -- [options]

Asks every engine the judged queries and prints nDCG@10, MRR@10 and the share of empty answers per language: the embedded
engine, and with MEILI_URL (and MEILI_ADMIN_KEY) Meilisearch through our adapter and as it comes. For questions that nothing
answers, whose \`relevant\` is empty, it prints how many were told so: the shares of the states nothing, near and answers.

  --queries FILE  judged queries (else RELEVANCE_QUERIES, ../shared/relevance/judged-queries.json, or the fixture, with our own
                  questions that nothing answers)
  --corpus FILE   search these texts instead of the cases: one {"id", "locale", "text"} a line
  --content DIR   content folder to search (default: content)
  --json          only figures, as JSON
  --verbose       the ranking of every query
  --help`;

const PREFIX = 'bench-relevance';

/** What the embedded engine is called in settings and in figures of earlier versions, after the library that it was built on. */
const EMBEDDED = 'minisearch';

const queriesSchema = z.object({
  queries: z.array(
    z.object({ id: z.coerce.string(), locale: z.string(), q: z.string(), relevant: z.record(z.string(), z.number()) }),
  ),
});
type Judged = z.infer<typeof queriesSchema>['queries'][number];

const UNANSWERED = 'test/fixtures/relevance/unanswered-queries.json';

const { options } = readOptions(USAGE, { queries: '', corpus: '', content: 'content', json: false, verbose: false });
async function main(): Promise<void> {
  const file =
    options.queries ||
    process.env['RELEVANCE_QUERIES'] ||
    firstOf('../shared/relevance/judged-queries.json', 'test/fixtures/relevance/judged-queries.json');
  const read = (path: string) => queriesSchema.parse(JSON.parse(readFileSync(path, 'utf8'))).queries;
  const queries = options.queries || options.corpus ? read(file) : [...read(file), ...read(UNANSWERED)];
  const started = performance.now();
  const locales = [...new Set(queries.map((query) => query.locale))];
  const { documents, problems } = options.corpus
    ? { documents: readCorpus(readFileSync(options.corpus, 'utf8'), locales), problems: [] }
    : await readCases(locales);
  const judged = leaveOutUnknown(queries, new Set(documents.map((document) => document.id)));
  const unanswered = queries.filter(({ relevant }) => Object.keys(relevant).length === 0);

  const results: Record<string, Record<string, MeanScores>> = {};
  const told: Record<string, { answered: States; none: States }> = {};
  const ask = async (name: string, engine: SearchEngine) => {
    results[name] = await measure(name, engine, judged, started);
    told[name] = { answered: await countStates(engine, judged), none: await countStates(engine, unanswered) };
  };
  await ask(EMBEDDED, createEmbedded(documents, problems));
  if (process.env['MEILI_URL']) await withMeilisearch(documents, problems, locales, ask);
  else console.error('Meilisearch was not asked: MEILI_URL is not set');
  if (options.json) console.log(JSON.stringify({ engines: results, none: told[EMBEDDED]!.none, states: told }));
  else printTables(results, told, `${new Set(documents.map((document) => document.id)).size} documents, queries from ${file}`);
}

/** Runs the queries on a real server, through our adapter and plainly, in temporary indexes. */
async function withMeilisearch(
  documents: SearchDocument[],
  problems: Problem[],
  locales: string[],
  ask: (name: string, engine: SearchEngine) => Promise<unknown>,
): Promise<void> {
  const client = connectToMeilisearch({ url: process.env['MEILI_URL']!, key: process.env['MEILI_ADMIN_KEY'] });
  const bare = bareMeilisearch(client, `${PREFIX}-bare`, locales);
  try {
    await rebuildIndexes(client, documents, { prefix: PREFIX, locales });
    await ask('meilisearch', createMeilisearch(multiSearchWith(client), { locales, prefix: PREFIX, problems: () => problems }));
    await bare.index(documents);
    await ask('meilisearch out of the box', bare.engine);
  } finally {
    await bare.clear();
    await deleteIndexes(client, PREFIX);
  }
}

function firstOf(...files: [string, string]): string {
  return files.find((file) => existsSync(file)) ?? files[1];
}

async function readCases(locales: string[]): Promise<{ documents: SearchDocument[]; problems: Problem[] }> {
  const { registry } = readRegistry(await readTree(options.content));
  const documents = [...makeDocuments(registry, locales)];
  return { documents, problems: makeProblems(registry, documents) };
}

/** The share of each answer among some questions. */
type States = Record<AnswerState, number> & { queries: number };

async function countStates(engine: SearchEngine, queries: readonly Judged[]): Promise<States> {
  const counts: States = { queries: queries.length, nothing: 0, near: 0, answers: 0 };
  for (const { id, locale, q } of queries) {
    const { state, hits, missing, shared } = await engine.search({ ...FIRST, q: q.slice(0, LIMITS.q), locale });
    counts[state] += 1 / queries.length;
    if (options.verbose)
      console.error(
        `${state.padEnd(8)} ${id} [${locale}] ${q} | ${hits[0]?.id ?? ''} | - ${missing.join()} | + ${shared.join()}`,
      );
  }
  return counts;
}

/** The first page, as everybody sees it. */
const FIRST = { filters: {}, page: 1, size: 10, sort: 'relevance' } as const;

/** Judgements of what is not there say nothing about an engine: they are named, and queries that lose all of theirs go. */
function leaveOutUnknown(queries: Judged[], known: ReadonlySet<string>): Judged[] {
  const unknown = new Set<string>();
  const kept = queries.map((query) => {
    const entries = Object.entries(query.relevant);
    for (const [id] of entries) if (!known.has(id)) unknown.add(id);
    return { ...query, relevant: Object.fromEntries(entries.filter(([id]) => known.has(id))) };
  });
  const judged = kept.filter((query) => Object.values(query.relevant).some((grade) => grade > 0));
  const gone = kept.filter(
    ({ relevant }, at) => Object.keys(relevant).length === 0 && Object.keys(queries[at]!.relevant).length > 0,
  ).length;
  if (unknown.size > 0)
    console.error(
      `${unknown.size} judged ${unknown.size === 1 ? 'id is' : 'ids are'} not there and ${were(unknown.size)} left out: ${[...unknown].sort().join(', ')}`,
    );
  if (gone > 0) console.error(`${gone} of ${queries.length} queries had no other judgement and ${were(gone)} left out`);
  return judged;
}

const were = (count: number) => (count === 1 ? 'was' : 'were');

async function measure(
  name: string,
  engine: SearchEngine,
  judged: Judged[],
  started: number,
): Promise<Record<string, MeanScores>> {
  const answers: { locale: string; ranking: string[]; grades: Grades }[] = [];
  let shown = performance.now();
  for (const { id, locale, q, relevant } of judged) {
    const page = await engine.search({ ...FIRST, q: q.slice(0, LIMITS.q), locale });
    const ranking = page.hits.map((hit) => hit.id);
    answers.push({ locale, ranking, grades: relevant });
    if (options.verbose) explain(name, id, locale, q, ranking, relevant);
    if (performance.now() - started > 2000 && performance.now() - shown > 1000) {
      shown = performance.now();
      console.error(`${name}: ${answers.length} of ${judged.length} queries`);
    }
  }
  const byLocale = Map.groupBy(answers, (answer) => answer.locale);
  return { all: average(answers), ...Object.fromEntries([...byLocale].map(([locale, list]) => [locale, average(list)])) };
}

function explain(name: string, id: string, locale: string, q: string, ranking: string[], grades: Grades): void {
  const missed = Object.keys(grades).filter((wanted) => !ranking.includes(wanted));
  console.error(
    `\n${name} ${id} [${locale}] ${q}  nDCG ${ndcg(ranking, grades).toFixed(3)}  RR ${reciprocalRank(ranking, grades).toFixed(3)}`,
  );
  for (const [at, found] of ranking.entries())
    console.error(`  ${String(at + 1).padStart(2)}. ${grades[found] ?? '·'}  ${found}`);
  for (const wanted of missed) console.error(`   –  ${grades[wanted]}  ${wanted}`);
}

function printTables(
  results: Record<string, Record<string, MeanScores>>,
  told: Record<string, { answered: States; none: States }>,
  title: string,
): void {
  console.log(title);
  console.table(
    Object.entries(results).flatMap(([engine, scores]) =>
      Object.entries(scores).map(([language, { ndcg10, mrr10, empty, queries }]) => ({
        engine,
        language,
        'nDCG@10': ndcg10.toFixed(3),
        'MRR@10': mrr10.toFixed(3),
        empty: `${(empty * 100).toFixed(1)} %`,
        queries,
      })),
    ),
  );
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
  console.table(
    Object.entries(told).flatMap(([engine, groups]) =>
      Object.entries(groups).map(([group, { queries, nothing, near, answers }]) => ({
        engine,
        questions: group === 'none' ? 'that nothing answers' : 'with an answer',
        nothing: percent(nothing),
        near: percent(near),
        answers: percent(answers),
        queries,
      })),
    ),
  );
}

await main();
