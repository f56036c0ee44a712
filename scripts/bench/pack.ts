import { spawnSync } from 'node:child_process';
import { readTree } from '#registry/content/disk.ts';
import { compilePack } from '#registry/pack/compile.ts';
import { type Format, renderPack } from '#registry/pack/format/formats.ts';
import { makeSpeaker } from '#registry/page/speaker.ts';
import { publishRegistry } from '#registry/publish.ts';
import { nodeFlags } from './node-flags.ts';
import { readOptions } from './options.ts';

const USAGE = `npm run bench:pack -- [options]

Makes the pack of a session of twelve cases in all languages as HTML, PDF, Word and Markdown, in a new process that reads the registry
first and has the heap of \`npm run registry\`. Prints seconds, seconds of CPU and the most memory that the process had; a pack is to take less than 15 seconds and 700 MB on two cores.

  --rounds N   how often (default: 3); the quickest counts
  --json       only figures, as JSON
  --help`;

const FORMATS: readonly Format[] = ['html', 'pdf', 'docx', 'md'];
const CASES = 12;
const LIMITS = { seconds: 15, megabytes: 700 };
const DAY = '2026-11-29';

const { options } = readOptions(USAGE, { rounds: 3, json: false, once: false });

interface Figures {
  seconds: number;
  /** Seconds of both cores: what is left of the others on a busy machine. */
  cpu: number;
  megabytes: number;
  files: number;
  bytes: number;
}

if (options.once) console.log(JSON.stringify(await measure()));
else compare();

/**
 * A process for each round: nothing is warm, and the peak of its memory is its own. Much of that is room for what is soon forgotten:
 * with the 134 MB that Node takes by itself, pictures that are done with stay far longer.
 */
function compare(): void {
  const rounds = Array.from({ length: options.rounds }, () => {
    const ours = [...nodeFlags('registry'), import.meta.filename, '--once'];
    const { stdout, stderr, status } = spawnSync(process.execPath, ours, { encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
    return JSON.parse(stdout) as Figures;
  });
  const best = rounds.toSorted((a, b) => a.seconds - b.seconds)[0]!;
  const megabytes = Math.max(...rounds.map((round) => round.megabytes));
  const isMet = best.seconds < LIMITS.seconds && megabytes < LIMITS.megabytes;
  if (options.json) console.log(JSON.stringify({ ...best, megabytes, cases: CASES, isMet }));
  else
    console.log(
      `${CASES} cases, ${best.files} files of ${(best.bytes / 1e6).toFixed(1)} MB: ${best.seconds.toFixed(1)} s (limit ${LIMITS.seconds}), ` +
        `${best.cpu.toFixed(1)} s of CPU, ${megabytes} MB at most (limit ${LIMITS.megabytes})`,
    );
  if (!isMet) process.exitCode = 1;
}

/** The first session with cases added up to twelve. */
async function measure(): Promise<Figures> {
  const { registry } = publishRegistry(await readTree('content'), { today: DAY });
  const [session] = registry.sessions.values();
  const { selection } = session!.facts;
  const chosen = new Set(selection.cases.map((each) => each.case));
  const more = [...registry.cases.keys()].filter((id) => !chosen.has(id)).slice(0, CASES - chosen.size);
  selection.cases = [...selection.cases, ...more.map((id) => ({ case: id }))];
  let [files, bytes] = [0, 0];
  for (const locale of registry.locales.values()) {
    const pack = compilePack({
      ...{ registry, speaker: makeSpeaker(registry, locale), session: session!.id, siteUrl: 'https://registry.example' },
      ...{ versionOf: ({ digest }) => digest, version: 'draft', date: DAY },
    });
    for (const format of FORMATS) {
      bytes += (await renderPack(pack, format)).length;
      files++;
    }
  }
  const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
  const { user, system } = process.cpuUsage();
  return { seconds: performance.now() / 1000, cpu: (user + system) / 1e6, megabytes, files, bytes };
}
