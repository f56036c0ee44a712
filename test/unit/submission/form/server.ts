import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromHtml } from 'hast-util-from-html';
import { visit } from 'unist-util-visit';
import type { Outbox } from '#registry/outbox/outbox.ts';
import { openSqliteOutbox } from '#registry/outbox/sqlite.ts';
import { readRegistry } from '#registry/read.ts';
import { makeDocument } from '#registry/search/corpus.ts';
import { createMiniSearch } from '#registry/search/minisearch.ts';
import { formRoutes } from '../../../../api/form/routes.ts';
import { createApp } from '../../../../api/http/app.ts';
import { makeLimiters } from '../../../../api/http/limits.ts';
import { readFixtureRegistry } from '../../../fixtures/fixture-tree.ts';

const SHELL = `<!doctype html><html lang="es"><head><title>Shell</title><link rel="canonical" href="https://registry.example/es/submit/">
  </head><body><nav class="languages"><ul><li><a href="/pt/submit/" hreflang="pt-BR">Português</a></li></ul></nav>
  <main id="main"><p>Placeholder</p></main></body></html>`;

export interface FormServer {
  origin: string;
  outbox: Outbox;
  /** The server's clock, which tests move. */
  clock: { now: number };
  stop: () => Promise<void>;
}

/** A server of the form over the fixture registry, with an outbox of its own on disk and a site that is only the shell. */
export async function startForm({
  capacity = 100,
  perLane = 1000,
}: { capacity?: number; perLane?: number } = {}): Promise<FormServer> {
  const folder = await mkdtemp(join(tmpdir(), 'registry-form-'));
  await makeShellSite(join(folder, 'site'));
  const tree = await readFixtureRegistry();
  const { registry } = readRegistry(tree);
  const documents = [...registry.cases.values()].flatMap((record) =>
    [...registry.locales.keys()].map((locale) => makeDocument(registry, record, locale)),
  );
  const edition = { tree, broken: new Set<string>(), registry, search: createMiniSearch(documents) };
  const outbox = openSqliteOutbox(join(folder, 'outbox.sqlite'), { capacity });
  const clock = { now: Date.UTC(2026, 10, 22, 12) };
  const siteDir = join(folder, 'site');
  const submissions = { outbox, edition: () => edition, wake: () => undefined };
  const limiters = makeLimiters({ unverified: perLane, lab: 1000, reading: 1000, writing: 1000 });
  const pages = formRoutes({
    siteDir: () => siteDir,
    edition: () => edition,
    submissions,
    outbox,
    contactDays: 30,
    now: () => clock.now,
    limits: { writing: limiters.writing, checking: limiters.reading, sending: limiters.lane },
  });
  const app = createApp({
    siteDir,
    name: 'Test',
    locales: [...registry.locales.values()],
    redirects: new Map(),
    trustProxy: 0,
    pages,
  });
  const server = await new Promise<Server>((resolve) => {
    const listening: Server = app.listen(0, '127.0.0.1', () => resolve(listening));
  });
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    outbox,
    clock,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await outbox.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A site that is only what the form's pages are put into. */
export async function makeShellSite(dir: string): Promise<void> {
  for (const locale of ['es', 'pt', 'en']) {
    await mkdir(join(dir, locale, 'submit'), { recursive: true });
    await writeFile(join(dir, locale, 'submit', 'index.html'), SHELL);
  }
  await writeFile(join(dir, '404.html'), '<!doctype html><title>404</title>');
}

/** What a browser without JavaScript would send from a page: every field with what stands in it. */
export function fieldsOf(html: string): [name: string, value: string][] {
  const fields: [string, string][] = [];
  visit(fromHtml(html), 'element', (element) => {
    const { tagName, properties, children } = element;
    const name = properties['name'];
    if (tagName === 'template') return;
    if (typeof name !== 'string') return;
    const isTicked = !['checkbox', 'radio'].includes(String(properties['type'])) || properties['checked'] === true;
    if (tagName === 'input' && isTicked && properties['type'] !== 'file') fields.push([name, String(properties['value'] ?? '')]);
    if (tagName === 'textarea') fields.push([name, children[0]?.type === 'text' ? children[0].value : '']);
    if (tagName === 'select') {
      visit(element, 'element', (option) => {
        if (option.tagName === 'option' && option.properties['selected']) fields.push([name, String(option.properties['value'])]);
      });
    }
  });
  return fields;
}

/** The names of all elements of a page, as a browser would read it. */
export function elementsOf(html: string): string[] {
  const names: string[] = [];
  visit(fromHtml(html), 'element', ({ tagName }) => void names.push(tagName));
  return names;
}
