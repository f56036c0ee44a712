import { finding } from '../../finding/finding.ts';
import type { RecordRule } from '../record.ts';
import { textsOf, nodesOf, placeInBody } from '../text.ts';

/** Bodies contain Markdown only: pages drop HTML, so its author would miss it there. */
export const checkHtml: RecordRule = (record) =>
  textsOf(record).flatMap((text) =>
    nodesOf(text, 'html').map((node) => {
      const given = node.value.split('\n')[0]!.slice(0, 40);
      return finding('html-in-markdown', placeInBody(text, node.position!.start.offset!), { given });
    }),
  );
