import { finding } from '../../finding/finding.ts';
import type { CaseRule } from '../record.ts';
import type { Case } from '../schema.ts';

type Design = NonNullable<NonNullable<Case['results']>[number]['design']>;

/** How strong evidence of each design can be, by the scale of content/vocabularies/evidence-strength.yml; a review is as strong as what it reviews. */
const MOST: Readonly<Partial<Record<Design, number>>> = {
  account: 0,
  count: 1,
  'before-after': 1,
  measured: 2,
  comparison: 3,
  'quasi-random': 4,
};

/** A result is no stronger than the way in which it is known. */
export const checkResultStrength: CaseRule = ({ facts, source }) =>
  (facts.results ?? []).flatMap(({ id, design, strength }, index) => {
    const most = design && MOST[design];
    if (most === undefined || strength === undefined || strength <= most) return [];
    const at = source.yaml.locate(['results', index, 'strength']);
    return [finding('result-too-strong', at, { given: id, strength, design: design!, most })];
  });

/** Who has only a person's word, or one count, cannot say that nothing changed: "none" is for what was measured. */
export const checkNoChange: CaseRule = ({ facts, source }) =>
  (facts.results ?? []).flatMap(({ id, direction, design }, index) => {
    if (direction !== 'none' || (design !== 'account' && design !== 'count')) return [];
    return [finding('no-change-unmeasured', source.yaml.locate(['results', index, 'direction']), { given: id, design })];
  });

/** A verdict is no stronger than the strongest of its results, where all of them say how strong they are. */
export const checkVerdictStrength: CaseRule = ({ facts, source }) =>
  facts.verdicts.flatMap(({ id, evidence }, index) => {
    const strengths = (facts.results ?? []).flatMap(({ verdict, strength }) => (verdict === id ? [strength] : []));
    const most = Math.max(...strengths.map((strength) => strength ?? Infinity));
    if (strengths.length === 0 || evidence.strength <= most) return [];
    const at = source.yaml.locate(['verdicts', index, 'evidence', 'strength']);
    return [finding('verdict-too-strong', at, { given: id, strength: evidence.strength, most })];
  });
