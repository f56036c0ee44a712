import { rename, rm, writeFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import type { TestProject } from 'vitest/node';
import { readTree } from '#registry/content/disk.ts';
import { readRegistry } from '#registry/read.ts';
import { openChecks } from '../../api/checking/checks.ts';
import { choiceRoutes } from '../../api/choice/routes.ts';
import { createApp } from '../../api/http/app.ts';
import { listen } from '../api/listen.ts';
import { findChromium } from '../e2e/find-chromium.ts';
import { PATIENCE_MS } from '../patience.ts';
import { buildSite, makeOutDir } from './build.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder in which the site is built. */
    siteDir: string;
    /** Content files of the build, by path in the content folder. */
    content: Record<string, string>;
    /** The site's address, without a trailing slash. */
    origin: string;
    /** Path of the browser, or a sentence that starts with "No Chromium". */
    chromium: string;
  }
}

/**
 * Builds the real content once, serves it, and looks for a browser. Nobody waits for the build here: tests that need no site run
 * meanwhile, and those that do wait in await-site.ts. The project `unit` by itself needs no site.
 */
export default async function setup({ provide, vitest }: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (vitest.projects.every(({ name }) => name === 'unit')) return undefined;
  const siteDir = await makeOutDir();
  const stop = new AbortController();
  const built = buildSite({ contentDir: 'content', outDir: siteDir, env: { SUBMISSIONS: 'on' }, signal: stop.signal }).then(
    ({ code, output }) => tell(siteDir, code === 0 ? '' : `The site could not be built:\n${output}`),
    (error: unknown) => tell(siteDir, `The site could not be built: ${String(error)}`),
  );

  const [tree, chromium] = await Promise.all([readTree('content'), findChromium()]);
  const { registry } = readRegistry(tree);
  const locales = [...registry.locales.values()];
  const edition = { tree, broken: new Set<string>() };
  const threads = openChecks(() => edition, { threads: 1, limitMs: PATIENCE_MS, waitMs: PATIENCE_MS });
  const choices = choiceRoutes({ siteDir: () => siteDir, registry: () => registry, threads });
  let app: RequestListener | undefined;
  const server = await listen((request, response) => {
    app ??= createApp({ siteDir, name: registry.name, locales, redirects: registry.redirects, trustProxy: 0, pages: [choices] });
    app(request, response);
  });

  provide('siteDir', siteDir);
  provide('content', Object.fromEntries([...tree].flatMap(([path, file]) => ('text' in file ? [[path, file.text]] : []))));
  provide('origin', server.origin);
  provide('chromium', chromium);
  return async () => {
    stop.abort();
    await built;
    await server.close();
    await threads.close();
    await rm(siteDir, { recursive: true, force: true });
    for (const file of [`${siteDir}.lease`, `${siteDir}.end`]) await rm(file, { force: true });
  };
}

/** Leaves word beside the site of how its build ended, in one step: nothing when it went well. */
async function tell(siteDir: string, trouble: string): Promise<void> {
  await writeFile(`${siteDir}.end.part`, trouble);
  await rename(`${siteDir}.end.part`, `${siteDir}.end`);
}
