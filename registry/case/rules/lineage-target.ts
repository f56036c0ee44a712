import { finding } from '../../finding/finding.ts';
import type { CaseRule } from '../record.ts';

/** A lineage link leads to exactly one thing: a case of the registry, or something it does not hold; never to itself. */
export const checkLineageTargets: CaseRule = ({ id, facts, source }) =>
  (facts.lineage ?? []).flatMap((link, index) => {
    const path = ['lineage', index];
    if ((link.case === undefined) === (link.name === undefined))
      return [finding('lineage-target', source.yaml.locate(path), { given: link.id })];
    if (link.case === id) return [finding('lineage-self', source.yaml.locate([...path, 'case']), { given: id })];
    return [];
  });
