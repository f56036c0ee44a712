import type { CaseView } from '../case/record.ts';
import { authorOf } from '../case/page/author.ts';
import type { Registry } from '../registry.ts';

/** A case as a CSL-JSON item (https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html). */
export interface CslItem {
  id: string;
  type: 'report';
  title: string;
  language: string;
  author: { literal: string }[];
  /** Who wrote it down, when that is not its author. */
  compiler?: { literal: string }[];
  publisher: string;
  issued: { 'date-parts': [number[]] };
  URL: string;
  version: string;
  abstract: string;
}

/** How to cite a case in one language: who tells it, the version read, the page's address. */
export function cslItem(view: CaseView, registry: Registry, address: { url: string; version: string }): CslItem {
  const { on } = view.facts.compiled;
  const { author, compiler } = authorOf(view.facts, registry);
  return {
    id: view.id,
    type: 'report',
    title: view.facts.title,
    language: registry.locales.get(view.language)?.tag ?? view.language,
    author: [{ literal: author }],
    ...(compiler === undefined ? {} : { compiler: [{ literal: compiler }] }),
    publisher: registry.name,
    issued: { 'date-parts': [on.split('-').map(Number)] },
    URL: address.url,
    version: address.version,
    abstract: view.facts.summary,
  };
}

/** How to cite one statement of a case: its words, in the case that it stands in. */
export const statementItem = (item: CslItem, { anchor, text }: { anchor: string; text: string }): CslItem => ({
  ...item,
  id: `${item.id}-${anchor}`,
  URL: `${item.URL}#${anchor}`,
  abstract: text,
});
