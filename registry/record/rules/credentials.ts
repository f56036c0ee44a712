import { findCredentials } from '../../address/address.ts';
import { finding } from '../../finding/finding.ts';
import { walkValues } from '../../schema/walk.ts';
import type { RecordRule } from '../record.ts';
import { placeInBody, textsOf } from '../text.ts';

/** Addresses hold no name and no password: everybody who reads the record would have them. */
export const checkCredentials: RecordRule = (record) => [
  ...textsOf(record).flatMap((text) =>
    findCredentials(text.body).map(({ index, shown }) =>
      finding('address-with-credentials', placeInBody(text, index), { given: shown }),
    ),
  ),
  ...walkValues(record.facts, record.kind.schema).flatMap(({ value, path }) =>
    typeof value === 'string'
      ? findCredentials(value).map(({ shown }) =>
          finding('address-with-credentials', record.source.yaml.locate(path), { given: shown }),
        )
      : [],
  ),
];
