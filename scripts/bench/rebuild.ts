import { appendFile, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { astroArguments } from '../build/astro.ts';
import { generateRegistry } from './generated-registry.ts';
import { readOptions } from './options.ts';
import { type Cost, runAtCost } from './program-cost.ts';

const USAGE = `npm run bench:rebuild -- [options]

Builds a generated registry in three languages for the first time, adds a sentence to one case, and builds it again. Prints
seconds of CPU of both, their ratio (at most .05 is what is wanted), peak memory, and how many files of the site are not as before.

  --cases N   number of cases (default: 300)
  --json      only figures, as JSON
  --help`;

const { options } = readOptions(USAGE, { cases: 300, json: false });

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-rebuild-'));
  try {
    const content = join(folder, 'content');
    await generateRegistry(content, options.cases);
    const first = await build(content, join(folder, 'first'));
    await addSentence(content);
    const again = await build(content, join(folder, 'again'));
    const changed = await countChanged(join(folder, 'first'), join(folder, 'again'));
    report({ cases: options.cases, first, again, ratio: again.seconds / first.seconds, changed });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const build = async (content: string, out: string): Promise<Cost> =>
  await runAtCost(
    process.execPath,
    await astroArguments('build'),
    { CONTENT_DIR: content, SITE_DIST: out, ASTRO_TELEMETRY_DISABLED: '1' },
    out,
  );

async function addSentence(content: string): Promise<void> {
  const originals = (await readdir(join(content, 'cases'), { recursive: true })).filter((path) => path.endsWith('index.md'));
  await appendFile(join(content, 'cases', originals.toSorted().at(-1)!), '\nDespués siguió igual.\n');
}

/** How many files of a folder another does not have, or has with other bytes. */
async function countChanged(before: string, after: string): Promise<number> {
  const entries = await readdir(after, { recursive: true, withFileTypes: true });
  let changed = 0;
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const old = await readFile(join(before, path.slice(after.length))).catch(() => undefined);
    if (!old?.equals(await readFile(path))) changed++;
  }
  return changed;
}

function report(figures: { cases: number; first: Cost; again: Cost; ratio: number; changed: number }): void {
  if (options.json) return console.log(JSON.stringify(figures, undefined, 2));
  const { cases, first, again, ratio, changed } = figures;
  const show = ({ seconds, megabytes }: Cost) => `${seconds.toFixed(1)} s of CPU, ${megabytes.toFixed(0)} MB`;
  console.log(`${cases} cases, ${first.files} files`);
  console.log(`first build      ${show(first)}`);
  console.log(`after one edit   ${show(again)}; ${changed} files are not as before`);
  console.log(`ratio            ${ratio.toFixed(2)}`);
}

await main();
