import { finding } from '../../finding/finding.ts';
import { UNSORTED } from '../../vocabulary/unsorted.ts';
import { fieldValuesOf } from '../field-values.ts';
import type { RecordRule } from '../record.ts';

/** A published record has real concepts instead of the placeholder. */
export const checkUnsorted: RecordRule = (record) =>
  fieldValuesOf(record).flatMap(({ path, value, meta }) =>
    meta.vocabulary !== undefined && value === UNSORTED
      ? [finding('concept-unsorted', record.source.yaml.locate(path), { vocabulary: meta.vocabulary })]
      : [],
  );
