import { finding } from '../../finding/finding.ts';
import type { CaseRule } from '../record.ts';

/** A lineage link leads to exactly one target: a case of the registry or an outside one, never the case itself. */
export const checkLineageTargets: CaseRule = ({ id, facts, source }) =>
  (facts.lineage ?? []).flatMap((link, index) => {
    const path = ['lineage', index];
    if ((link.case === undefined) === (link.name === undefined))
      return [finding('lineage-target', source.yaml.locate(path), { given: link.id })];
    if (link.case === id) return [finding('lineage-self', source.yaml.locate([...path, 'case']), { given: id })];
    return [];
  });
