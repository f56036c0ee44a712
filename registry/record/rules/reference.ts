import { closest } from '../../finding/closest.ts';
import { finding } from '../../finding/finding.ts';
import type { CaseRule } from '../../rule.ts';
import { caseFields } from '../fields.ts';

/** Every case, lab and source that a record names exists. */
export const checkReferences: CaseRule = (record, { redirects }, { caseIds, labIds, sourceIds }) => {
  const known = { case: caseIds, lab: labIds, source: sourceIds };
  return caseFields(record).flatMap(({ path, value, meta }) => {
    const kind = meta.reference;
    const ids = kind && known[kind];
    const id = String(value);
    if (!ids || ids.has(id)) return [];
    const moved = kind === 'case' ? redirects.get(id) : undefined;
    return [
      finding(`${kind}-unknown`, record.source.yaml.locate(path), { given: id, suggestion: moved ?? closest(id, ids) ?? '' }),
    ];
  });
};
