import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeRebuild } from '../../../api/edition/rebuild.ts';
import type { Publication } from '../../../api/edition/publication.ts';
import { openSiteFolder } from '../../../api/edition/site-folder.ts';
import { openLog } from '../../../api/http/log.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rebuild-'));
  await mkdir(join(folder, 'site'));
  await writeFile(join(folder, 'site', 'index.html'), 'The last edition');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Builds with a command. Gives what came of it, what is served then, and what was logged. */
async function build(command: string, reload: () => Promise<void> = async () => {}) {
  const lines: string[] = [];
  const site = openSiteFolder(join(folder, 'site'), 0);
  let [reloads, looks] = [0, 0];
  const rebuild = makeRebuild({
    ...{ command, env: { PATH: process.env['PATH'] }, contentDir: folder, importedDir: folder, site },
    log: openLog('error', { write: (line) => void lines.push(line) }),
    uncommitted: { look: async () => void looks++ },
    publication: { reload: () => (reloads++, reload()) } as unknown as Publication,
    signal: new AbortController().signal,
  });
  const isBuilt = await rebuild();
  const served = await readFile(join(site.current(), 'index.html'), 'utf8');
  return { isBuilt, served, reloads, looks, log: lines.join(''), rebuild };
}

const HALF = 'mkdir -p "$SITE_DIST" && echo "Half an edition" > "$SITE_DIST/index.html"';

describe('a build that fails leaves the last edition served, and says what to do', () => {
  test.each([
    ['has too many files open', 'echo "Error: EMFILE: too many open files, open" >&2; exit 1', 'ulimit -n'],
    ['fills the disk', 'echo "Error: ENOSPC: no space left on device" >&2; exit 1', 'free some space'],
    ['runs out of memory', 'echo "FATAL ERROR: JavaScript heap out of memory" >&2; kill -ABRT $$', 'max-old-space-size'],
    ['is killed', 'kill -9 $$', 'dmesg'],
    ['is killed by way of another shell', "sh -c 'kill -9 $$'", 'dmesg'],
    ['fails for a reason of its own', 'echo "Something else"; exit 3', 'Something else'],
  ])('when it %s', async (_how, end, advice) => {
    const { isBuilt, served, reloads, looks, log } = await build(`${HALF}; ${end}`);
    expect([isBuilt, served, reloads, looks]).toEqual([false, 'The last edition', 0, 1]);
    expect(log).toContain('the last edition is still served');
    expect(log).toContain(advice);
  });

  test('when the server itself cannot read the new content; and the next build is served', async () => {
    let fails = true;
    const reload = async () => {
      if (fails) throw Object.assign(new Error('EMFILE: too many open files, scandir'), { code: 'EMFILE' });
    };
    const first = await build(HALF, reload);
    expect([first.isBuilt, first.served, first.reloads]).toEqual([false, 'The last edition', 1]);
    expect(first.log).toContain('ulimit -n');
    fails = false;
    expect(await first.rebuild()).toBe(true);
    expect(await readFile(join(folder, 'site', 'index.html'), 'utf8')).toBe('Half an edition\n');
    expect((await readdir(folder)).filter((name) => /next|copy|old/.test(name))).toEqual([]);
  });
});

describe('a new site', () => {
  const made = (words: string) => async (next: string) => {
    await mkdir(next);
    await writeFile(join(next, 'index.html'), words);
    return true;
  };
  const { signal } = new AbortController();

  test('that cannot be moved to its folder is served where it is, also while the next one is built', async () => {
    const home = join(folder, 'site');
    const site = openSiteFolder(home, 300);
    const served = () => readFile(join(site.current(), 'index.html'), 'utf8');
    const moving = site.replace(made('One'), signal);
    while (site.current() === home) await new Promise(setImmediate);
    await rm(`${home}.copy`, { recursive: true });
    await expect(moving).rejects.toThrow('ENOENT');
    expect(await served()).toBe('One');
    const building = async (next: string) => {
      expect(await served()).toBe('One');
      return await made('Two')(next);
    };
    expect(await site.replace(building, signal)).toBe(true);
    expect([site.current(), await served()]).toEqual([home, 'Two']);
    expect((await readdir(folder)).filter((name) => name.startsWith('site.') && name !== 'site.lease')).toEqual([]);
  });

  test('is served where there was none', async () => {
    const site = openSiteFolder(join(folder, 'other'), 0);
    expect(await site.replace(made('One'), signal)).toBe(true);
    expect(await readFile(join(folder, 'other', 'index.html'), 'utf8')).toBe('One');
  });
});
