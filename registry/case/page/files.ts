import type { Element } from 'hast';
import { h } from 'hastscript';
import { paths } from '../../addresses.ts';
import { formatBytes } from '../../locale/translate.ts';
import type { CasePage } from './page-data.ts';

/** Attachments: light pictures as figures, documents and heavy pictures as links with their size. */
export function attachedFiles({ view, files: all, lang, speaker: { locale } }: CasePage): Element[] {
  const address = (file: string) => paths.caseFile(view.id, file);
  const linked = all.filter(({ size }) => !size);
  return [
    ...all.flatMap(({ file, text, size }) =>
      size
        ? [
            h('figure.attachment', { lang }, [
              h('img', { src: address(file), alt: text, ...size, loading: 'lazy', decoding: 'async' }),
              h('figcaption', { ariaHidden: 'true' }, text),
            ]),
          ]
        : [],
    ),
    ...(linked.length > 0
      ? [
          h(
            'ul.attachments',
            linked.map(({ file, text, kind, bytes }) =>
              h('li', [
                h('a', { href: address(file), download: `${view.id}-${file}`, lang }, text),
                ' ',
                h('span.small', `(${kind}, ${formatBytes(locale, bytes)})`),
              ]),
            ),
          ),
        ]
      : []),
  ];
}
