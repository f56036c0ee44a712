import type { Element } from 'hast';
import { h } from 'hastscript';
import { paths } from '../addresses.ts';
import { type RecordView, titleOf } from '../record/view.ts';
import type { HtmlContent } from './html.ts';
import type { Speaker } from './speaker.ts';

export type Heading = 'h2' | 'h3';

/** A record in a list: its question, title and small marks. */
export function listItem(
  view: RecordView,
  { question, marks, pick }: { question: string; marks: readonly HtmlContent[]; pick?: Element | undefined },
  { t, locale, registry, tagOf }: Speaker,
  heading: Heading = 'h3',
): Element {
  const lang = view.isFallback ? tagOf(view.language) : undefined;
  return h('li.case-item', [
    h('p.case-problem', { lang }, question),
    h(`${heading}.case-title`, h('a', { href: paths.record(locale.id, view.kind.folder, view.id), lang }, titleOf(view))),
    h('p.case-meta', [
      ...marks,
      ...(view.isFallback
        ? [h('span.tag', t('translation.inLanguage', { language: registry.locales.get(view.language)?.name ?? view.language }))]
        : []),
      ...(pick ? [pick] : []),
    ]),
  ]);
}
