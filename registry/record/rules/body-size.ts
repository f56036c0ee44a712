import { finding } from '../../finding/finding.ts';
import type { CaseRule } from '../../rule.ts';
import { caseTexts, MAX_BODY_CHARACTERS } from '../text.ts';

/** A body is of a length and depth that a person writes and the parser bears. */
export const checkBodySize: CaseRule = (record) =>
  caseTexts(record).flatMap(({ file, body, source, root }) => {
    const place = { file, line: source.bodyLine };
    if (body.length > MAX_BODY_CHARACTERS)
      return [finding('body-too-long', place, { length: body.length, max: MAX_BODY_CHARACTERS })];
    return root ? [] : [finding('markdown-too-deep', place)];
  });
