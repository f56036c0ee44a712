import type { CaseView } from '../case/record.ts';
import { labName } from '../lab/record.ts';
import type { Registry } from '../registry.ts';

/** A case as a CSL-JSON item (https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html). */
export interface CslItem {
  id: string;
  type: 'report';
  title: string;
  language: string;
  author: { literal: string }[];
  publisher: string;
  issued: { 'date-parts': [number[]] };
  URL: string;
  version: string;
  abstract: string;
}

/** The citation of a case in one language: the lab that compiled it, the version, and the page's address. */
export function cslItem(view: CaseView, registry: Registry, address: { url: string; version: string }): CslItem {
  const { by, on } = view.facts.compiled;
  return {
    id: view.id,
    type: 'report',
    title: view.facts.title,
    language: registry.locales.get(view.language)?.tag ?? view.language,
    author: [{ literal: labName(registry, by) }],
    publisher: registry.name,
    issued: { 'date-parts': [on.split('-').map(Number)] },
    URL: address.url,
    version: address.version,
    abstract: view.facts.summary,
  };
}
