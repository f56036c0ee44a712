import type { Element } from 'hast';
import { visit } from 'unist-util-visit';
import { casePage } from '#registry/case/page/case-page.ts';
import type { CaseRecord } from '#registry/case/record.ts';
import type { Speaker } from '#registry/page/speaker.ts';
import type { CaseFile } from '#registry/photo/case-file.ts';
import { viewRecord } from '#registry/record/view.ts';

/** Renders a record with the code of its published page, to stand inside another page. It has no links to share. */
export const preview = (record: CaseRecord, speaker: Speaker, files: readonly CaseFile[] = []): Element =>
  inPage(casePage({ view: viewRecord(record, speaker.locale.id), record, speaker, files }));

/** A page to stand inside another: its headings are one level lower, and its anchors have their own prefix. */
export function inPage(article: Element): Element {
  visit(article, 'element', (element) => {
    const heading = /^h([1-5])$/.exec(element.tagName);
    if (heading) element.tagName = `h${Number(heading[1]) + 1}`;
    const { properties } = element;
    if (properties['id'] !== undefined) properties['id'] = `preview-${String(properties['id'])}`;
    for (const name of ['ariaLabelledBy', 'ariaDescribedBy'])
      if (properties[name] !== undefined) properties[name] = [`preview-${String(properties[name])}`];
    const href = properties['href'];
    if (element.tagName !== 'a' || typeof href !== 'string') return;
    if (href.startsWith('#')) properties['href'] = `#preview-${href.slice(1)}`;
    else properties['rel'] = ['nofollow'];
  });
  return { ...article, properties: { className: ['case', 'preview'] } };
}
