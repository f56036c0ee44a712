import { posix } from 'node:path';
import type { ElementContent } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { paths } from '../addresses.ts';
import { renderMarkdown } from '../markdown/render.ts';
import { readPath } from '../record/path.ts';
import { bodySections } from '../record/sections.ts';
import type { RecordView } from '../record/view.ts';
import type { Citations } from './citations.ts';
import type { Speaker } from './speaker.ts';

/** The sections of a record's body as trees of safe HTML; links to other records lead to their pages in the reader's language. */
export function renderBody<Id extends string>(
  view: RecordView,
  ids: readonly Id[],
  citations: Citations,
  { registry }: Speaker,
): Map<Id, ElementContent[]> {
  const link = (href: string) => {
    const found = readPath(posix.join(posix.dirname(view.file), href), registry.kinds);
    const isThere = found && registry.records.get(found.kind.id)?.has(found.id);
    return isThere ? paths.record(view.locale, found.kind.folder, found.id) : href;
  };
  const vocabulary = registry.vocabularies.get(view.kind.sections.vocabulary)!;
  return new Map(
    [...bodySections(view.body, ids, vocabulary, view.language)].map(([id, nodes]) => [
      id,
      fromHtml(renderMarkdown(nodes, { cite: citations.cite, link }), { fragment: true }).children as ElementContent[],
    ]),
  );
}
