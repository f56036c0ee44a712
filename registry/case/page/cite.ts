import type { Element } from 'hast';
import { h } from 'hastscript';
import { paths } from '../../addresses.ts';
import type { PagePart } from '../../page/part.ts';
import type { Speaker } from '../../page/speaker.ts';
import type { CaseView } from '../record.ts';
import { authorOf } from './author.ts';

/** Where the site is, and which version of the record was read. */
export interface PageEdition {
  siteUrl: string;
  version: string;
}

/** How to cite the page: a line to copy, and files for reference managers. `version` names what was read. */
export function citePart(view: CaseView, speaker: Speaker, edition: PageEdition): PagePart {
  const { t, locale } = speaker;
  const download = (format: 'bib' | 'ris' | 'csl.json', name: string) =>
    h('li', h('a', { href: paths.citation(locale.id, view.id, format), download: true }, name));
  return {
    id: 'cite',
    title: t('case.cite'),
    content: [
      citationLine(view, speaker, edition),
      h('ul.inline', [
        download('bib', 'BibTeX'),
        download('ris', 'RIS'),
        download('csl.json', 'CSL-JSON'),
        h('li', h('a', { href: paths.caseJson(view.id) }, t('cite.json'))),
        h('li', h('a', { href: paths.caseCite(locale.id, view.id) }, t('cite.statements'))),
      ]),
    ],
  };
}

/** A line to copy: who tells the case, when it was compiled, its title, the version and the address, of a statement in it if one is named. */
export function citationLine(view: CaseView, speaker: Speaker, { siteUrl, version }: PageEdition, anchor?: string): Element {
  const { t, locale, registry } = speaker;
  const { author, compiler } = authorOf(view.facts, registry);
  const url = new URL(paths.case(locale.id, view.id), siteUrl).href;
  return h('p.citation-line', [
    `${author} (${view.facts.compiled.on.slice(0, 4)}). `,
    h('cite', view.facts.title),
    `. ${compiler === undefined ? '' : `${t('cite.compiled', { lab: compiler })}. `}${t('cite.version', { version })}. `,
    h('span.address', anchor === undefined ? url : `${url}#${anchor}`),
  ]);
}
