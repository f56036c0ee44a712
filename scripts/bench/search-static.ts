import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { readTree } from '#registry/content/disk.ts';
import { readRegistry } from '#registry/read.ts';
import { makeProblems } from '#registry/search/corpus.ts';
import type { SearchDocument } from '#registry/search/document.ts';
import { createEmbedded } from '#registry/search/embedded.ts';
import type { Problem } from '#registry/search/problem.ts';
import { indexFiles } from '#registry/search/published-index.ts';
import { querySchema } from '#registry/search/query.ts';
import { type FirstResults, measureOurs, measurePagefind } from './first-results.ts';
import { makeFullTextDatabase } from './full-text-database.ts';
import { generateCases } from './generated-cases.ts';
import { askForKnown, type KnownItem, knownItemMrr } from './known-items.ts';
import { percentile } from './figures.ts';
import { readOptions } from './options.ts';

const USAGE = `npm run bench:search-static -- [options]

Compares the search that needs no server with what others would take, on generated cases, by questions for known ones:
in a browser with Pagefind (bytes and time until the first ten results, slow 4G, a four times slower processor), and in Node with
SQLite's FTS5 (95th percentile of a warm answer, and MRR).

  --sizes LIST      cases (default: 1000,10000)
  --questions N     asked in Node (default: 200)
  --visits N        new visitors in the browser, each with a question of their own (default: 21: of five, one slow question decides)
  --site DIR        the built site whose search page is used (default: site/dist)
  --only LIST       node,browser (default: both)
  --json            only figures, as JSON
  --help`;

const { options } = readOptions(USAGE, {
  sizes: [1000, 10000],
  questions: 200,
  visits: 21,
  site: 'site/dist',
  only: 'node,browser',
  json: false,
});

/** Targets: bytes by cases, and time, beside Pagefind; the 95th percentile beside FTS5. */
const TARGET = { bytes: { 1000: 0.6, 10000: 1 }, time: { 1000: 0.5 }, p95: 2 } as const;
const LOCALE = 'es';

async function main(): Promise<void> {
  const { registry } = readRegistry(await readTree('content'));
  const rows: Record<string, number | string>[] = [];
  for (const size of options.sizes) {
    const documents = await generateCases(size, 'content', [LOCALE]);
    const problems = makeProblems(registry, documents);
    const items = askForKnown(documents, options.questions);
    if (options.only.includes('node')) rows.push({ size, ...(await inNode(documents, problems, items)) });
    if (options.only.includes('browser'))
      rows.push({ size, ...(await inBrowser(documents, problems, items.slice(0, options.visits))) });
  }
  if (options.json) return console.log(JSON.stringify({ rows, target: TARGET }));
  for (const row of rows) console.table(row);
  console.log(`targets: ${JSON.stringify(TARGET)}`);
}

/** Both engines are asked each question in turns, after a round that is not counted; the fastest of three tries counts. */
async function inNode(documents: readonly SearchDocument[], problems: readonly Problem[], items: readonly KnownItem[]) {
  const before = process.memoryUsage();
  const started = performance.now();
  const engine = createEmbedded(documents, problems);
  const seconds = (performance.now() - started) / 1000;
  const after = process.memoryUsage();
  const database = makeFullTextDatabase(documents);
  const ours = async (q: string) =>
    (await engine.search(querySchema.parse({ q: `${q} `, locale: LOCALE }))).hits.map(({ id }) => id);
  const theirs = async (q: string) => database.search(q);
  const times = { ours: [] as number[], theirs: [] as number[] };
  const rankings = { ours: [] as string[][], theirs: [] as string[][] };
  for (const { q } of items) {
    rankings.ours.push(await ours(q));
    rankings.theirs.push(await theirs(q));
  }
  for (const { q } of items) {
    times.ours.push(await fastest(() => ours(q)));
    times.theirs.push(await fastest(() => theirs(q)));
  }
  return {
    'index, s': round(seconds),
    'index, MB': Math.round((after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers) / 1e6),
    'p50, ms': round(percentile(times.ours, 0.5)),
    'p95, ms': round(percentile(times.ours, 0.95)),
    'FTS5 p50, ms': round(percentile(times.theirs, 0.5)),
    'FTS5 p95, ms': round(percentile(times.theirs, 0.95)),
    'p95 ratio': round(percentile(times.ours, 0.95) / percentile(times.theirs, 0.95)),
    MRR: round(knownItemMrr(items, rankings.ours)),
    'FTS5 MRR': round(knownItemMrr(items, rankings.theirs)),
  };
}

async function inBrowser(documents: readonly SearchDocument[], problems: readonly Problem[], items: readonly KnownItem[]) {
  if (!existsSync(join(options.site, LOCALE, 'search', 'index.html')))
    throw new Error(`${options.site} has no search page: \`npm run build\` makes one.`);
  const index = new Map(
    indexFiles(documents, LOCALE, problems).map(({ path, content }) => [`/search/${path}`, JSON.stringify(content())] as const),
  );
  const browser = await chromium.launch({
    executablePath: await findBrowser(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
  try {
    const ours = await measureOurs(browser, items, options.site, index);
    const theirs = await measurePagefind(browser, items, documents);
    const middle = (of: readonly FirstResults[], what: keyof FirstResults) =>
      percentile(
        of.map((each) => each[what]),
        0.5,
      );
    return {
      files: index.size,
      kB: round(middle(ours, 'bytes') / 1000),
      'Pagefind kB': round(middle(theirs, 'bytes') / 1000),
      'bytes ratio': round(middle(ours, 'bytes') / middle(theirs, 'bytes')),
      ms: Math.round(middle(ours, 'milliseconds')),
      'Pagefind ms': Math.round(middle(theirs, 'milliseconds')),
      'time ratio': round(middle(ours, 'milliseconds') / middle(theirs, 'milliseconds')),
    };
  } finally {
    await browser.close();
  }
}

async function findBrowser(): Promise<string> {
  const chosen = process.env['CHROMIUM_PATH'];
  if (chosen) return chosen;
  const { default: packaged } = await import('@sparticuz/chromium');
  return await packaged.executablePath();
}

const round = (value: number) => Math.round(value * 1000) / 1000;

/** In milliseconds: whatever else the machine does makes a try slower. */
async function fastest(work: () => Promise<unknown>, tries = 3): Promise<number> {
  let best = Infinity;
  for (let left = tries; left > 0; left--) {
    const started = performance.now();
    await work();
    best = Math.min(best, performance.now() - started);
  }
  return best;
}

await main();
