import type { Element } from 'hast';
import { h } from 'hastscript';
import { paths } from '../addresses.ts';
import type { RegistryRecord } from '../record/record.ts';
import type { RecordView } from '../record/view.ts';
import type { Speaker } from './speaker.ts';

/** States that the words are machine-translated, out of date, or in another language. */
export function translationNotice(view: RecordView, record: RegistryRecord, { t, registry }: Speaker): Element | undefined {
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
            { href: paths.record(original.id, view.kind.folder, view.id), hrefLang: original.tag },
            t('translation.readOriginal', { language: original.name }),
          ),
        ]
      : [];
  return h('p.notice', [notices.join(' '), ...toOriginal]);
}
