import type { Element } from 'hast';
import { h } from 'hastscript';
import { paths } from '../addresses.ts';
import { citationLine, type PageEdition } from '../case/page/cite.ts';
import type { CaseView } from '../case/record.ts';
import { sourceLine } from '../page/sources.ts';
import type { Speaker } from '../page/speaker.ts';
import type { Citation } from '../schema/fields.ts';
import { toBibtex } from './bibtex.ts';
import { cslItem, statementItem } from './csl-item.ts';
import { toRis } from './ris.ts';

/** How to cite each lesson and each result of a case: in words, and for reference managers. Anchors are those of the case's page. */
export function citationsPage(view: CaseView, speaker: Speaker, edition: PageEdition): Element {
  const { t, locale, registry, tagOf, label } = speaker;
  const { facts } = view;
  const lang = view.isFallback ? tagOf(view.language) : undefined;
  const url = new URL(paths.case(locale.id, view.id), edition.siteUrl).href;
  const item = cslItem(view, registry, { url, version: edition.version });
  const groups = [
    { id: 'lessons', title: t('case.lessons'), name: 'lesson', items: facts.lessons ?? [] },
    { id: 'results', title: label('sections', 'results'), name: 'result', items: facts.results ?? [] },
  ].filter(({ items }) => items.length > 0);
  const statement = (name: string, { id, text, sources }: { id: string; text: string; sources: readonly Citation[] }) => {
    const anchor = `${name}-${id}`;
    const cited = statementItem(item, { anchor, text });
    return h('section.cited', { id: anchor, ariaLabelledBy: `${anchor}-text` }, [
      h('h3', { id: `${anchor}-text`, lang }, text),
      ...sources.map((citation) => h('p.small', t('cite.source', { source: sourceLine(citation, facts.references, speaker) }))),
      citationLine(view, speaker, edition, anchor),
      ...[['BibTeX', toBibtex(cited)] as const, ['RIS', toRis(cited)] as const].map(([format, text]) =>
        h('details', [h('summary', format), h('pre', { tabIndex: 0 }, text.trimEnd())]),
      ),
    ]);
  };
  return h('article.citations', [
    h('p.crumb', h('a', { href: paths.case(locale.id, view.id), lang }, facts.title)),
    h('h1', t('cite.page.title', { title: facts.name })),
    h('p.lede', t('cite.page.intro')),
    ...groups.flatMap(({ id, title, name, items }) => [h('h2', { id }, title), ...items.map((each) => statement(name, each))]),
  ]);
}
