import { visit } from 'unist-util-visit';
import { finding, type Finding } from '../../finding/finding.ts';
import type { CaseRule } from '../../rule.ts';
import { caseTexts, placeInBody } from '../text.ts';

/** Bodies hold Markdown only: pages drop HTML, so whoever wrote it would miss it there. */
export const checkHtml: CaseRule = (record) =>
  caseTexts(record).flatMap((text) => {
    const findings: Finding[] = [];
    visit(text.root ?? { type: 'root', children: [] }, 'html', (node) => {
      const given = node.value.split('\n')[0]!.slice(0, 40);
      findings.push(finding('html-in-markdown', placeInBody(text, node.position!.start.offset!), { given }));
    });
    return findings;
  });
