import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateRegistry } from './generated-registry.ts';
import { astroArguments } from '../build/astro.ts';
import { writeHugoSite } from './hugo-site.ts';
import { growthOf } from './figures.ts';
import { readOptions } from './options.ts';
import { type Cost, runAtCost } from './program-cost.ts';

const USAGE = `npm run bench:build -- [options]

Builds generated registries of several sizes in three languages, in turns with Hugo, which makes as many pages and files of the same
cases with plainer templates. Prints seconds of CPU, the ratio for as many files, peak memory, and the exponent of growth from the
first size to the last (1 is linear). Without Hugo, only ours.

  --sizes A,B   numbers of cases (default: 100,300)
  --rounds N    turns of each (default: 1)
  --hugo PATH   the program (default: hugo)
  --json        only figures, as JSON
  --help`;

const { options } = readOptions(USAGE, { sizes: [100, 300], rounds: 1, hugo: 'hugo', json: false });

interface Row {
  cases: number;
  ours: Cost;
  hugo: Cost | undefined;
}

async function main(): Promise<void> {
  const hasHugo = spawnSync(options.hugo, ['version']).status === 0;
  if (!hasHugo && !options.json) console.log(`There is no ${options.hugo} here: only ours is built.`);
  const rows: Row[] = [];
  for (const cases of options.sizes) {
    const folder = await mkdtemp(join(tmpdir(), 'bench-build-'));
    try {
      rows.push(await measure(folder, cases, hasHugo));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  report(rows);
}

async function measure(folder: string, cases: number, hasHugo: boolean): Promise<Row> {
  const content = join(folder, 'content');
  await generateRegistry(content, cases);
  if (hasHugo) await writeHugoSite(content, join(folder, 'hugo'));
  const row: Row = { cases, ours: dearest(), hugo: hasHugo ? dearest() : undefined };
  for (let round = 0; round < options.rounds; round++) {
    const out = join(folder, `site-${round}`);
    const env = { CONTENT_DIR: content, SITE_DIST: out, ASTRO_TELEMETRY_DISABLED: '1' };
    row.ours = cheaper(row.ours, await runAtCost(process.execPath, await astroArguments('build'), env, out));
    if (!row.hugo) continue;
    const theirs = join(folder, `hugo-${round}`);
    await mkdir(theirs);
    row.hugo = cheaper(
      row.hugo,
      await runAtCost(
        options.hugo,
        ['--source', join(folder, 'hugo'), '--destination', theirs, '--noBuildLock'],
        { HUGO_CACHEDIR: join(folder, 'cache') },
        theirs,
      ),
    );
  }
  return row;
}

const dearest = (): Cost => ({ seconds: Infinity, megabytes: Infinity, files: 0 });
const cheaper = (one: Cost, other: Cost): Cost => (one.seconds <= other.seconds ? one : other);

function report(rows: readonly Row[]): void {
  const exponent = (of: (row: Row) => number) => growthOf(rows, ({ cases }) => cases, of);
  const growth = { seconds: exponent(({ ours }) => ours.seconds), megabytes: exponent(({ ours }) => ours.megabytes) };
  // Of as many files.
  const ratio = ({ ours, hugo }: Row) => hugo && ours.seconds / ours.files / (hugo.seconds / hugo.files);
  const figures = rows.map((row) => ({ ...row, ratio: ratio(row) }));
  if (options.json) return console.log(JSON.stringify({ figures, growth }, undefined, 2));
  const show = (value: number | undefined, digits: number) => (value === undefined ? '–' : value.toFixed(digits)).padStart(9);
  console.log('cases |    ours s     files        MB |    Hugo s     files        MB |  ratio of as many files');
  for (const { cases, ours, hugo, ratio: times } of figures)
    console.log(
      `${String(cases).padStart(5)} | ${show(ours.seconds, 1)} ${show(ours.files, 0)} ${show(ours.megabytes, 0)} | ${show(hugo?.seconds, 1)} ${show(hugo?.files, 0)} ${show(hugo?.megabytes, 0)} | ${show(times, 2)}`,
    );
  if (rows.length > 1)
    console.log(`growth: cases^${growth.seconds.toFixed(2)} seconds, cases^${growth.megabytes.toFixed(2)} memory`);
}

await main();
