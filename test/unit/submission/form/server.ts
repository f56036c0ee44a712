import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromHtml } from 'hast-util-from-html';
import { visit } from 'unist-util-visit';
import type { Tree } from '#registry/content/tree.ts';
import type { Outbox } from '#registry/outbox/outbox.ts';
import { runServer } from '../../../api/submissions/running-server.ts';

const SHELL = `<!doctype html><html lang="es"><head><title>Shell</title><link rel="canonical" href="https://registry.example/es/submit/">
  </head><body><nav class="languages"><ul><li><a href="/pt/submit/" hreflang="pt-BR">Português</a></li></ul></nav>
  <main id="main"><p>Placeholder</p></main></body></html>`;

export interface FormServer {
  origin: string;
  outbox: Outbox;
  outboxFile: string;
  /** The server's clock, set by tests. */
  clock: { now: number };
  /** A valid token of a lab. */
  addToken: (lab: string) => Promise<string>;
  stop: () => Promise<void>;
}

/** The server over the fixture registry and a site with only the shell; delivery is off. */
export async function startForm({
  capacity = 100,
  perLane = 1000,
  reading,
  content,
  env = {},
}: {
  capacity?: number;
  perLane?: number;
  reading?: number;
  content?: Tree;
  env?: Record<string, string>;
} = {}): Promise<FormServer> {
  const folder = await mkdtemp(join(tmpdir(), 'registry-form-'));
  const siteDir = join(folder, 'site');
  await makeShellSite(siteDir);
  const clock = { now: Date.UTC(2026, 10, 22, 12) };
  const { stop, ...server } = await runServer({
    ...{ capacity, siteDir, env, now: () => clock.now },
    ...(content === undefined ? {} : { content }),
    limits: { unverified: perLane, ...(reading === undefined ? {} : { reading }) },
  });
  return {
    ...server,
    clock,
    async stop() {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A site with only the shell of the form. */
export async function makeShellSite(dir: string): Promise<void> {
  for (const locale of ['es', 'pt', 'en']) {
    await mkdir(join(dir, locale, 'submit'), { recursive: true });
    await writeFile(join(dir, locale, 'submit', 'index.html'), SHELL);
  }
  await writeFile(join(dir, '404.html'), '<!doctype html><title>404</title>');
}

/** The fields of a page as a browser without JavaScript sends them. */
export function fieldsOfPage(html: string): [name: string, value: string][] {
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

/** The tag names of all elements of a page, as a browser parses it. */
export function elementsOf(html: string): string[] {
  const names: string[] = [];
  visit(fromHtml(html), 'element', ({ tagName }) => void names.push(tagName));
  return names;
}
