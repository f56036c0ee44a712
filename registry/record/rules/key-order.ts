import type * as z from 'zod';
import type { MarkdownFile } from '../../content/front-matter.ts';
import { finding, type Finding } from '../../finding/finding.ts';
import type { RecordRule } from '../record.ts';
import { walkMaps } from '../../schema/key-order.ts';

/** Keys have one order in all files, so that reviewers find fields and diffs show only changes. */
export const checkKeyOrder: RecordRule = ({ kind, source, translations }) => [
  ...check(source, kind.schema),
  ...[...translations.values()].flatMap((translation) => check(translation.source, kind.translationSchema)),
];

function check({ yaml }: MarkdownFile, schema: z.ZodType): Finding[] {
  return walkMaps(yaml.data, schema).flatMap(({ path, keys, canonical }) => {
    const wrong = keys.findIndex((key, index) => key !== canonical[index]);
    if (wrong < 0) return [];
    const key = canonical[wrong]!;
    return [
      finding('key-order', yaml.locate([...path, key], { key: true }), { field: [...path, key].join('.'), before: keys[wrong]! }),
    ];
  });
}
