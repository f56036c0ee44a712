import { findCredentials } from '../../address/address.ts';
import { finding, type Finding } from '../../finding/finding.ts';
import { type ValuesOfFile, valuesByFile } from '../field-values.ts';
import type { RecordRule } from '../record.ts';
import { placeInBody, textsOf } from '../text.ts';

/** Addresses contain no credentials: every reader of the record would have them. */
export const checkCredentials: RecordRule = (record) => [
  ...textsOf(record).flatMap((text) =>
    findCredentials(text.body).map(({ index, shown }) =>
      finding('address-with-credentials', placeInBody(text, index), { given: shown }),
    ),
  ),
  ...valuesByFile(record).flatMap(inValues),
];

const inValues = ({ values, source: { yaml } }: ValuesOfFile): Finding[] =>
  values.flatMap(({ value, path }) =>
    typeof value === 'string'
      ? findCredentials(value).map(({ shown }) => finding('address-with-credentials', yaml.locate(path), { given: shown }))
      : [],
  );
