import { finding } from '../../finding/finding.ts';
import type { CaseRule } from '../../rule.ts';
import { caseFields } from '../fields.ts';

/** Items of a list have ids of their own: translations, citations and packs name them by it. */
export const checkItemIds: CaseRule = (record) =>
  caseFields(record).flatMap(({ path, value, meta: { key } }) => {
    if (key === undefined) return [];
    const ids = (value as Record<string, unknown>[]).map((item) => String(item[key]));
    return ids.flatMap((id, index) =>
      ids.indexOf(id) === index
        ? []
        : [finding('item-id-duplicate', record.source.yaml.locate([...path, index, key]), { given: id, list: path.join('.') })],
    );
  });
