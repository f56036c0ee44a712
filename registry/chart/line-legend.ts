import type { Element } from 'hast';
import { h, s } from 'hastscript';
import type { LineKind } from '../lineage/graph.ts';
import type { Speaker } from '../page/speaker.ts';

/** The kinds of lines and what they mean. */
export const lineLegend = (kinds: Iterable<LineKind>, { t }: Speaker): Element =>
  h(
    'ul.legend.inline',
    [...new Set(kinds)].map((kind) =>
      h('li', [
        s('svg', { width: 36, height: 10, ariaHidden: 'true' }, s('path', { className: ['link', `link-${kind}`], d: 'M0 5h36' })),
        ' ',
        t(`lineage.line.${kind}`),
      ]),
    ),
  );
