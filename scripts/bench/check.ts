import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { readTree } from '#registry/content/disk.ts';
import { splitFrontMatter } from '#registry/content/front-matter.ts';
import { generateRegistry } from './generated-registry.ts';
import { growthOf } from './figures.ts';
import { nodeFlags } from './node-flags.ts';
import { readOptions } from './options.ts';

const USAGE = `npm run bench:check -- [options]

Checks generated registries of several sizes in three languages, in turns: js-yaml alone on the front matter of the same files,
\`check --fresh\`, which looks at everything, and \`check\`, which remembers what it found. Prints seconds of CPU, the share of
js-yaml's files a second, peak memory, and the exponent of growth from the first size to the last (1 is linear).

  --sizes A,B   numbers of cases (default: 200,1000)
  --rounds N    turns of each (default: 2)
  --json        only figures, as JSON
  --help`;

const { options } = readOptions(USAGE, { sizes: [200, 1000], rounds: 2, json: false });

interface Row {
  cases: number;
  files: number;
  /** Seconds of CPU, the least of all rounds. */
  yaml: number;
  fresh: number;
  remembered: number;
  /** Of `check --fresh`. */
  megabytes: number;
}

const rows: Row[] = [];
for (const cases of options.sizes) {
  const folder = await mkdtemp(join(tmpdir(), 'bench-check-'));
  try {
    await generateRegistry(folder, cases);
    rows.push(await measure(folder, cases));
  } finally {
    await rm(folder, { recursive: true });
  }
}
report(rows);

async function measure(folder: string, cases: number): Promise<Row> {
  const tree = await readTree(folder);
  const fronts = [...tree].flatMap(([path, file]) =>
    path.endsWith('.md') && 'text' in file ? (splitFrontMatter(file.text)?.front ?? []) : [],
  );
  const row: Row = { cases, files: fronts.length, yaml: Infinity, fresh: Infinity, remembered: Infinity, megabytes: 0 };
  for (let round = 0; round < options.rounds; round++) {
    const before = process.cpuUsage();
    for (const front of fronts) load(front);
    const { user, system } = process.cpuUsage(before);
    row.yaml = Math.min(row.yaml, (user + system) / 1e6);
    const fresh = check(folder, ['--fresh']);
    row.fresh = Math.min(row.fresh, fresh.seconds);
    row.megabytes = Math.max(row.megabytes, fresh.megabytes);
    // The first one has nothing to remember.
    if (round === 0) check(folder, []);
    row.remembered = Math.min(row.remembered, check(folder, []).seconds);
  }
  return row;
}

/** What a check costs, start of the process included: it says so itself at its end. */
function check(folder: string, args: string[]): { seconds: number; megabytes: number } {
  const tell = `data:text/javascript,process.on("exit",()=>{const{userCPUTime,systemCPUTime,maxRSS}=process.resourceUsage();
    process.stderr.write("\\n"+JSON.stringify({seconds:(userCPUTime+systemCPUTime)/1e6,megabytes:maxRSS/1024}))})`;
  const ours = [
    ...nodeFlags('registry'),
    '--import',
    tell,
    'scripts/registry.ts',
    'check',
    '--json',
    '--content',
    folder,
    ...args,
  ];
  const { stderr } = spawnSync(process.execPath, ours, { encoding: 'utf8', maxBuffer: 1e9 });
  return JSON.parse(stderr.slice(stderr.lastIndexOf('\n') + 1)) as { seconds: number; megabytes: number };
}

function report(all: readonly Row[]): void {
  const exponent = (of: (row: Row) => number) => growthOf(all, ({ files }) => files, of);
  const growth = { fresh: exponent(({ fresh }) => fresh), remembered: exponent(({ remembered }) => remembered) };
  const figures = all.map((row) => ({ ...row, freshRatio: row.yaml / row.fresh, rememberedRatio: row.yaml / row.remembered }));
  if (options.json) return console.log(JSON.stringify({ figures, growth }, undefined, 2));
  console.log('cases  files  js-yaml s   fresh s  ratio   again s  ratio    MB');
  for (const { cases, files, yaml, fresh, freshRatio, remembered, rememberedRatio, megabytes } of figures) {
    const cells = [yaml.toFixed(2), fresh.toFixed(1), freshRatio.toFixed(3), remembered.toFixed(1), rememberedRatio.toFixed(3)];
    const widths = [10, 9, 6, 9, 6];
    console.log(
      `${String(cases).padStart(5)}  ${String(files).padStart(5)} ${cells.map((cell, at) => cell.padStart(widths[at]!)).join(' ')} ${megabytes.toFixed(0).padStart(5)}`,
    );
  }
  if (all.length > 1)
    console.log(`growth: files^${growth.fresh.toFixed(2)} fresh, files^${growth.remembered.toFixed(2)} remembered`);
}
