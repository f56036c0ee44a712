import { rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestProject } from 'vitest/node';
import { readTree } from '#registry/content/disk.ts';
import { readRegistry } from '#registry/read.ts';
import { choiceRoutes } from '../../api/choice/routes.ts';
import { createApp } from '../../api/http/app.ts';
import { findChromium } from '../e2e/find-chromium.ts';
import { buildSite, makeOutDir } from './build.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of the built site. */
    siteDir: string;
    /** Content files of the build, by path in the content folder. */
    content: Record<string, string>;
    /** The site's address, without a trailing slash. */
    origin: string;
    /** Path of the browser, or a sentence that starts with "No Chromium". */
    chromium: string;
  }
}

/** Builds the real content once, serves it, and looks for a browser. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const siteDir = await makeOutDir();
  const tree = await readTree('content');
  const [{ code, output }, chromium] = await Promise.all([buildSite({ contentDir: 'content', outDir: siteDir }), findChromium()]);
  if (code !== 0) throw new Error(`The site could not be built:\n${output}`);

  const { registry } = readRegistry(tree);
  const locales = [...registry.locales.values()];
  const choices = choiceRoutes({ siteDir: () => siteDir, registry: () => registry });
  const app = createApp({ siteDir, name: registry.name, locales, redirects: registry.redirects, trustProxy: 0, choices });
  const server = await new Promise<Server>((resolve) => {
    const listening: Server = app.listen(0, '127.0.0.1', () => resolve(listening));
  });

  provide('siteDir', siteDir);
  provide('content', Object.fromEntries([...tree].flatMap(([path, file]) => ('text' in file ? [[path, file.text]] : []))));
  provide('origin', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  provide('chromium', chromium);
  return async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await rm(siteDir, { recursive: true, force: true });
    await rm(`${siteDir}.lease`, { force: true });
  };
}
