import { readFile, stat } from 'node:fs/promises';
import type { Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import { visit } from 'unist-util-visit';
import { unbrokenHtml } from '#registry/page/unbroken.ts';

const parsed = new Map<string, { modified: number; root: Root }>();

/** A page of the built site with something changed in it; undefined when the site has no such page. */
export async function fillBuiltPage(file: string, change: (root: Root) => void): Promise<string | undefined> {
  const built = await readBuiltPage(file);
  if (!built) return undefined;
  const root = structuredClone(built);
  change(root);
  return unbrokenHtml(toHtml(root));
}

/** A built page, parsed; read again after each build. */
async function readBuiltPage(file: string): Promise<Root | undefined> {
  const found = await stat(file).catch(() => undefined);
  if (!found) return undefined;
  const known = parsed.get(file);
  if (known?.modified === found.mtimeMs) return known.root;
  const root = fromHtml(await readFile(file, 'utf8'));
  parsed.set(file, { modified: found.mtimeMs, root });
  return root;
}

/** For pages about one reader's question or words. */
export function hideFromEngines(root: Root): void {
  visit(root, 'element', ({ tagName, children }) => {
    if (tagName === 'head') children.push(h('meta', { name: 'robots', content: 'noindex' }));
  });
}
