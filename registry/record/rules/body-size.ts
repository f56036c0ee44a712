import { finding } from '../../finding/finding.ts';
import type { RecordRule } from '../record.ts';
import { textsOf, MAX_BODY_CHARACTERS } from '../text.ts';

/**
 * Limits the length and depth of a body to what a person writes and the parser can handle; kinds without sections have no body.
 */
export const checkBodySize: RecordRule = (record) =>
  textsOf(record).flatMap(({ file, body, source, root }) => {
    const max = record.kind.sections.ids.length > 0 ? MAX_BODY_CHARACTERS : 0;
    const place = { file, line: source.bodyLine };
    if (body.trim().length > max) return [finding('body-too-long', place, { length: body.length, max })];
    return root ? [] : [finding('markdown-too-deep', place)];
  });
