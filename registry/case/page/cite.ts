import { h } from 'hastscript';
import { labName } from '../../lab/record.ts';
import { paths } from '../../addresses.ts';
import type { Speaker } from '../../page/speaker.ts';
import type { CaseView } from '../record.ts';
import type { PagePart } from '../../page/part.ts';

/** How to cite the page: a line to copy, and files for reference managers. `version` is that of the text shown. */
export function citePart(view: CaseView, speaker: Speaker, { siteUrl, version }: { siteUrl: string; version: string }): PagePart {
  const { t, locale, registry } = speaker;
  const { compiled, title } = view.facts;
  const url = new URL(paths.case(locale.id, view.id), siteUrl).href;
  const by = labName(registry, compiled.by);
  const download = (format: 'bib' | 'ris' | 'csl.json', name: string) =>
    h('li', h('a', { href: paths.citation(locale.id, view.id, format), download: true }, name));
  return {
    id: 'cite',
    title: t('case.cite'),
    content: [
      h('p.citation-line', [
        `${by} (${compiled.on.slice(0, 4)}). `,
        h('cite', title),
        `. ${t('cite.version', { version })}. ${url}`,
      ]),
      h('ul.inline', [
        download('bib', 'BibTeX'),
        download('ris', 'RIS'),
        download('csl.json', 'CSL-JSON'),
        h('li', h('a', { href: paths.caseJson(view.id) }, t('cite.json'))),
      ]),
    ],
  };
}
