import { finding } from '../../finding/finding.ts';
import type { RecordRule } from '../record.ts';
import { fieldValuesOf } from '../field-values.ts';

/** Ids of list items are unique in their list: translations, citations and packs use them. */
export const checkItemIds: RecordRule = (record) =>
  fieldValuesOf(record).flatMap(({ path, value, meta: { key } }) => {
    if (key === undefined) return [];
    const ids = (value as Record<string, unknown>[]).map((item) => String(item[key]));
    return ids.flatMap((id, index) =>
      ids.indexOf(id) === index
        ? []
        : [finding('item-id-duplicate', record.source.yaml.locate([...path, index, key]), { given: id, list: path.join('.') })],
    );
  });
