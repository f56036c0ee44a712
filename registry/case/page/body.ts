import type { ElementContent } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { paths } from '../../addresses.ts';
import { renderMarkdown } from '../../markdown/render.ts';
import type { Citations } from '../../page/citations.ts';
import type { Speaker } from '../../page/speaker.ts';
import type { CaseView } from '../record.ts';
import { bodySections } from '../../record/sections.ts';
import { SECTIONS, type SectionId } from '../sections.ts';

/** The sections of a case's body as trees of safe HTML; links to other cases lead to their pages in the reader's language. */
export function renderBody(view: CaseView, citations: Citations, { registry }: Speaker): Map<SectionId, ElementContent[]> {
  const link = (href: string) => {
    const target = /^(?:\.\.\/)+(?:[a-z]{3}\/)?([a-z0-9-]+)\/(?:index|[a-z]{2,3})\.md$/.exec(href)?.[1];
    return target && registry.cases.has(target) ? paths.case(view.locale, target) : href;
  };
  const sections = bodySections(view.body, SECTIONS, registry.vocabularies.get('sections')!, view.language);
  return new Map(
    [...sections].map(([id, nodes]) => [
      id,
      fromHtml(renderMarkdown(nodes, { cite: citations.cite, link }), { fragment: true }).children as ElementContent[],
    ]),
  );
}
