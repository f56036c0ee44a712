import type * as z from 'zod';
import { findCredentials } from '../../address/address.ts';
import type { MarkdownFile } from '../../content/front-matter.ts';
import { finding, type Finding } from '../../finding/finding.ts';
import { walkValues } from '../../schema/walk.ts';
import type { RecordRule } from '../record.ts';
import { placeInBody, textsOf } from '../text.ts';

/** Addresses contain no credentials: every reader of the record would have them. */
export const checkCredentials: RecordRule = (record) => [
  ...textsOf(record).flatMap((text) =>
    findCredentials(text.body).map(({ index, shown }) =>
      finding('address-with-credentials', placeInBody(text, index), { given: shown }),
    ),
  ),
  ...inValues(record.facts, record.kind.schema, record.source),
  ...[...record.translations.values()].flatMap(({ words, source }) => inValues(words, record.kind.translationSchema, source)),
];

const inValues = (values: unknown, schema: z.ZodType, { yaml }: MarkdownFile): Finding[] =>
  walkValues(values, schema).flatMap(({ value, path }) =>
    typeof value === 'string'
      ? findCredentials(value).map(({ shown }) => finding('address-with-credentials', yaml.locate(path), { given: shown }))
      : [],
  );
