import { h } from 'hastscript';
import type { ElementContent } from 'hast';
import type { Root } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { paths } from '../addresses.ts';
import { parseMarkdown } from '../markdown/parse.ts';
import { NOTES_TITLE, renderMarkdown } from '../markdown/render.ts';
import { anchorOf, readAddress, readLink } from '../record/link.ts';
import { sectionOf } from '../record/sections.ts';
import type { RecordView } from '../record/view.ts';
import type { Citations } from './citations.ts';
import type { PagePart } from './part.ts';
import type { Speaker } from './speaker.ts';

export interface Body<Id extends string> {
  /** The content under each heading that was asked for. Unknown headings are left out, and a finding reports them. */
  sections: ReadonlyMap<Id, ElementContent[]>;
  /** The part with the body's footnotes; empty when there are none. */
  notes: PagePart;
}

/** The sections of a record's body as trees of safe HTML; links to records lead to their pages in the reader's language. */
export function renderBody<Id extends string>(
  view: RecordView,
  ids: readonly Id[],
  citations: Citations,
  { registry, t, tagOf }: Speaker,
): Body<Id> {
  const link = (href: string) => {
    const found = readLink(href, view.file, registry.kinds);
    const elsewhere = readAddress(href);
    // A path without a record has no link.
    if (!found) return elsewhere?.protocol === '//' ? undefined : elsewhere?.address;
    const target = registry.records.get(found.kind.id)?.get(found.id);
    if (!target) return undefined;
    const anchor = found.fragment === '' ? '' : anchorOf(found.fragment, target, view.locale, registry);
    return paths.record(view.locale, found.kind.folder, found.id) + anchor;
  };
  const noteBack = (mark: string) => t('page.note-back', { mark });
  const vocabulary = registry.vocabularies.get(view.kind.sections.vocabulary)!;
  const idOf = (heading: string) => sectionOf(heading, ids, vocabulary, view.language);
  const asked = onlySections(parseMarkdown(view.body), (heading) => idOf(heading) !== undefined);
  const rendered = renderMarkdown(asked, { cite: citations.cite, link, noteBack });
  const sections = new Map<Id, ElementContent[]>();
  for (const { heading, content } of rendered.sections) {
    const id = heading === undefined ? undefined : idOf(heading);
    if (id !== undefined) sections.set(id, [...(sections.get(id) ?? []), ...content]);
  }
  const lang = view.isFallback ? tagOf(view.language) : undefined;
  const content = rendered.notes.length > 0 ? [h('div.prose.notes', { lang }, rendered.notes)] : [];
  return { sections, notes: { id: NOTES_TITLE.replace(/-title$/, ''), title: t('page.notes'), content } };
}

/** A body without the other sections; what its links and notes refer to stays, wherever it stands. */
function onlySections(root: Root, isAsked: (heading: string) => boolean): Root {
  let isInside = false;
  const children = root.children.filter((node) => {
    if (node.type === 'heading' && node.depth <= 2) isInside = isAsked(toString(node));
    return isInside || node.type === 'definition' || node.type === 'footnoteDefinition';
  });
  return { ...root, children };
}
