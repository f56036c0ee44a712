import { spawn } from 'node:child_process';
import { appendFile, cp, glob, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { digestOfBytes } from '#registry/content/tree-digest.ts';
import { astroArguments } from '../../scripts/build/astro.ts';
import { gitIn } from '../fixtures/code-repository.ts';
import { buildSite, environmentOf, makeOutDir } from './build.ts';

/** Not built: so many pages would only take long. */
const LEFT_OUT = /^content\/(?:cases\/(?!(?:bra|chl|per)(?:\/|$))|cases\/chl\/chile-(?![ir])|methods\/[d-z]|sessions\/)./;

/** The content with some of its cases and methods, in a repository of its own. */
let folder: string;
let content: string;
const FUND_ID = 'chile-innovation-fund-for-competitiveness';
const FUND = `cases/chl/${FUND_ID}/index.md`;
const SAID = { language: 'es', lab: 'lo-que-funciona' };
const DAYS = { made: '2026-11-10', due: '2027-06-30' };

beforeAll(async () => {
  folder = await makeOutDir();
  content = join(folder, 'content');
  await cp('content', content, {
    recursive: true,
    filter: (path) => !LEFT_OUT.test(path.replaceAll('\\', '/')),
  });
  gitIn(content)('init', '-q');
  commit('First');
});
afterAll(async () => await rm(folder, { recursive: true, force: true }));

function commit(subject: string): void {
  gitIn(content)('add', '.');
  gitIn(content)('commit', '-qm', subject);
}

async function build(name: string): Promise<{ files: ReadonlyMap<string, string>; output: string }> {
  const outDir = join(folder, name);
  const { code, output } = await buildSite({ contentDir: content, outDir });
  expect(code, output).toBe(0);
  const files = new Map<string, string>();
  for await (const entry of glob('**/*', { cwd: outDir, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(path.slice(outDir.length), digestOfBytes(await readFile(path)));
  }
  return { files, output };
}

async function change(path: string, find: string | RegExp, put: string): Promise<void> {
  const file = join(content, path);
  const text = await readFile(file, 'utf8');
  expect(text).toMatch(find);
  await writeFile(file, text.replace(find, put));
}

async function add(path: string, facts: object): Promise<void> {
  await mkdir(join(content, path), { recursive: true });
  await writeFile(join(content, path, 'index.md'), `---\n${JSON.stringify(facts, undefined, 2)}\n---\n`);
}

const RESTORED = /\(restored\)/g;
const countOf = (output: string) => output.match(RESTORED)?.length ?? 0;

test('after some changes most pages are kept, and all files are those of a whole build', async () => {
  const first = await build('first');
  expect(countOf(first.output)).toBe(0);
  await appendFile(join(content, FUND), '\nDespués siguió igual.\n');
  await change('cases/bra/brazil-social-fund/index.md', /\ntitle: .*/, '\ntitle: Outro nome');
  await change('cases/chl/chile-royalty-innovation-council/en.md', /\ntitle: /, '\ntitle: X');
  // Another method, another lab that answers for a case, and a review that it owes.
  await change('cases/bra/brazil-embrapa-extension/index.md', /\nmethods: .*/, '\nmethods: [policy-matrix]');
  await change('cases/bra/brazil-bndes-development-bank/index.md', /\nsteward: .*/, '\nsteward: bndes');
  await change('cases/bra/brazil-bndes-development-bank/index.md', /\nreviewBy: .*/, "\nreviewBy: '2026-01-01'");
  await rm(join(content, 'cases/per/peru-mesas-ejecutivas/pt.md'));
  await rm(join(content, 'cases/bra/brazil-prominp-local-content-shipbuilding'), { recursive: true });
  // What is said of cases: pages of few cases and of labs show it.
  await add('commitments/a-try', {
    ...SAID,
    text: 'Probar.',
    because: [`${FUND_ID}#lesson-no-earmark`],
    measure: 'Lo que cuesta.',
    ...DAYS,
  });
  await add('comments/a-word', {
    ...SAID,
    summary: 'Sí.',
    case: FUND_ID,
    received: { on: DAYS.made, door: 'form' },
    wouldTry: 'yes',
    consent: true,
  });
  commit('Second');
  const again = await build('again');
  expect(countOf(again.output)).toBeGreaterThan(first.files.size / 4);
  expect(again.output).not.toContain('its key does not cover');
  expect([...again.files.keys()]).toContain('/es/commitments/a-try/index.html');

  // A build that is killed leaves nothing that the next one takes for what it was: that one makes everything.
  await appendFile(join(content, FUND), '\nNunca se publicó.\n');
  await killBuild();
  gitIn(content)('checkout', '-q', '.');
  const whole = await build('whole');
  expect(countOf(whole.output)).toBe(0);
  expect(again.files).toEqual(whole.files);
});

/** Kills a build when it has written a few pages. */
async function killBuild(): Promise<void> {
  const env = environmentOf({ contentDir: content, outDir: join(folder, 'killed') });
  const child = spawn(process.execPath, await astroArguments('build'), { env, stdio: ['ignore', 'pipe', 'ignore'] });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    if ((said.match(/├─/g)?.length ?? 0) > 500) child.kill('SIGKILL');
  });
  const signal = await new Promise((resolve) => child.on('close', (_code, ended) => resolve(ended)));
  expect(signal).toBe('SIGKILL');
}
