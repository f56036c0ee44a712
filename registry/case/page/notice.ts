import type { Element } from 'hast';
import { h } from 'hastscript';
import { paths } from '../../addresses.ts';
import type { Speaker } from '../../page/speaker.ts';
import type { CaseRecord, CaseView } from '../record.ts';

/** Says plainly when the words are a machine's, out of date, or not in the reader's language. */
export function translationNotice(view: CaseView, record: CaseRecord, { t, registry }: Speaker): Element | undefined {
  const original = registry.locales.get(record.facts.language);
  const notices = [
    view.isFallback && t('translation.none', { language: original?.name ?? view.language }),
    view.state === 'machine' && t('translation.machine'),
    view.stale && t('translation.stale'),
  ].filter((notice) => notice !== false);
  if (notices.length === 0) return undefined;
  const toOriginal =
    !view.isFallback && original
      ? [
          ' ',
          h(
            'a',
            { href: paths.case(original.id, view.id), hrefLang: original.tag },
            t('translation.readOriginal', { language: original.name }),
          ),
        ]
      : [];
  return h('p.notice', [notices.join(' '), ...toOriginal]);
}
