import { finding } from '../../finding/finding.ts';
import type { CaseRule } from '../../rule.ts';
import { caseTexts, nodesOf, placeInBody } from '../text.ts';

/** Bodies hold Markdown only: pages drop HTML, so whoever wrote it would miss it there. */
export const checkHtml: CaseRule = (record) =>
  caseTexts(record).flatMap((text) =>
    nodesOf(text, 'html').map((node) => {
      const given = node.value.split('\n')[0]!.slice(0, 40);
      return finding('html-in-markdown', placeInBody(text, node.position!.start.offset!), { given });
    }),
  );
