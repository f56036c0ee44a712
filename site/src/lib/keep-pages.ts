import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AstroIntegration, AstroPrerenderer } from 'astro';
import { KEPT } from '#registry/content/kept-files.ts';
import { digestOfTexts } from '#registry/content/tree-digest.ts';
import type { PageKey } from './case-keys.ts';
import { contentDir } from './environment.ts';
import { buildSettings, openPageKeys } from './page-keys.ts';
import { watchRecords } from './watched-records.ts';

const FOLDER = join(KEPT, 'pages');
/** The pages of so many registries are kept, of each those of its last build. */
const MOST = 3;
/** Says in the folder of a registry's pages where its content is. */
const CONTENT = 'content.txt';

/**
 * Has Astro keep pages from one build to the next, and make those again of which something has changed (page-keys.ts). A build takes
 * the folder of the last one for itself and gives it back when it is done: one that is killed or fails leaves nothing that another
 * would read, and of two at a time the second makes everything.
 */
export function keepPages(): AstroIntegration {
  const kept = join(FOLDER, digestOfTexts([contentDir, JSON.stringify(buildSettings)]).slice(0, 16));
  const taken = `${kept}.${process.pid}`;
  let isOn = false;
  return {
    name: 'keep-pages',
    hooks: {
      'astro:config:setup': async ({ command, updateConfig }) => {
        isOn = command === 'build' && (await take(kept, taken));
        if (isOn) updateConfig({ cacheDir: pathToFileURL(`${taken}/`), experimental: { incrementalBuild: true } } as object);
      },
      'astro:build:start': ({ setPrerenderer, logger }) => {
        if (isOn) setPrerenderer((standard) => withKeys(standard, (told) => logger.warn(told)));
      },
      'astro:build:done': async () => {
        if (isOn) await giveBack(kept, taken);
      },
    },
  };
}

/** Makes a folder ours, with what the last build has left in it. One that cannot be written to keeps nothing, and that is all. */
async function take(kept: string, taken: string): Promise<boolean> {
  try {
    await mkdir(FOLDER, { recursive: true });
    await removeLeftBehind();
    await rename(kept, taken).catch(() => mkdir(taken));
    await writeFile(join(taken, CONTENT), contentDir);
    return true;
  } catch {
    return false;
  }
}

/** The last build that is done is the one whose pages stay. */
async function giveBack(kept: string, taken: string): Promise<void> {
  await rm(kept, { recursive: true, force: true });
  await rename(taken, kept).catch(() => rm(taken, { recursive: true, force: true }));
  const names = (await readdir(FOLDER)).filter((each) => !each.includes('.')).map((each) => join(FOLDER, each));
  const found = await Promise.all(
    names.map(async (folder) => {
      const content = await readFile(join(folder, CONTENT), 'utf8').catch(() => '');
      return { folder, time: existsSync(content) ? (await stat(join(folder, CONTENT))).mtimeMs : 0 };
    }),
  );
  const old = found.toSorted((a, b) => b.time - a.time).filter(({ time }, index) => time === 0 || index >= MOST);
  for (const { folder } of old) await rm(folder, { recursive: true, force: true });
}

/** What builds that have ended before their time left behind. */
async function removeLeftBehind(): Promise<void> {
  for (const name of await readdir(FOLDER)) {
    const [, pid] = name.split('.');
    if (pid !== undefined && !isRunning(Number(pid))) await rm(join(FOLDER, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Gives paths their keys, and sees to it that a page is kept only if its key covers all records that it has asked for. */
function withKeys(standard: AstroPrerenderer, warn: (told: string) => void): AstroPrerenderer {
  const keys = new Map<string, PageKey>();
  const nameOf = (route: { component: string }, pathname: string) => `${route.component} ${pathname.replaceAll(/^\/|\/$/g, '')}`;
  return {
    ...standard,
    name: 'keep-pages',
    getStaticPaths: async () => {
      const paths = await standard.getStaticPaths();
      const keyOf = await openPageKeys();
      return await Promise.all(
        paths.map(async (path) => {
          const key = await keyOf(path.route.component, path.pathname);
          if (!key) return path;
          keys.set(nameOf(path.route, path.pathname), key);
          return { ...path, cacheKey: key.key };
        }),
      );
    },
    render: async (request, { routeData }) => {
      const { pathname } = new URL(request.url);
      const key = keys.get(nameOf(routeData, decodeURI(pathname)));
      if (!key) return await standard.render(request, { routeData });
      let more: string | undefined;
      watchRecords((asked) => {
        if (!key.covers(asked)) more ??= asked.id ?? `all records of the kind ${asked.kind}`;
      });
      try {
        // What is asked for its metadata is a whole page when it comes, though it may have been made while it was read.
        const rendered = await standard.render(request, { routeData, collectMetadata: true });
        if (more === undefined || rendered instanceof Response) return rendered;
        warn(
          `${pathname} asks for ${more}, which its key does not cover (site/src/lib/page-keys.ts): it is made in every build.`,
        );
        // Without metadata it is not kept.
        return rendered.response;
      } finally {
        watchRecords();
      }
    },
  };
}
