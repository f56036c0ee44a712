import type { Element } from 'hast';
import { visit } from 'unist-util-visit';
import { casePage } from '#registry/case/page/case-page.ts';
import type { CaseRecord } from '#registry/case/record.ts';
import { viewRecord } from '#registry/record/view.ts';
import type { FormContext } from './form-context.ts';

/**
 * Renders a record with the code of its published page. Inside the form its headings are one level lower, its anchors have
 * their own prefix, and it has no links to share.
 */
export function preview(record: CaseRecord, context: FormContext): Element {
  const article = casePage({ view: viewRecord(record, context.locale.id), record, speaker: context });
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
