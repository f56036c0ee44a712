import type { Case } from './schema.ts';

/**
 * What each part that a case may leave out is worth, out of 100: what another government asks first weighs most. A part of a list's
 * items is there when one item has it. docs/content-guide.md shows the table; a test holds both to the schema.
 */
export const WEIGHTS = {
  results: 8,
  'results.value': 6,
  'results.who': 4,
  'results.design': 4,
  cost: 8,
  since: 8,
  'effort.time': 6,
  'effort.team': 4,
  'effort.agreements': 4,
  'effort.law': 4,
  lessons: 8,
  'lessons.conditions': 4,
  'lessons.caveat': 2,
  transfer: 6,
  reviewed: 6,
  lineage: 4,
  period: 4,
  lifecycle: 2,
  milestones: 2,
  methods: 2,
  sdgs: 1,
  policyMix: 1,
  spillovers: 1,
  attachments: 1,
} as const satisfies Record<string, number>;

export type CasePart = keyof typeof WEIGHTS;

/** What no case lacks by leaving it out: only some have a mission, stopped, or cite what no other record does. */
export const UNWEIGHED = ['mission', 'stopReasons', 'references', 'notReported'] as const;

/** What `notReported` calls a part. Looked for and not found is half of what there is to know. */
const SOUGHT: Readonly<Partial<Record<CasePart, NonNullable<Case['notReported']>[number]>>> = {
  results: 'results',
  cost: 'cost',
  since: 'since',
  'effort.time': 'time',
  'effort.team': 'team',
  'effort.agreements': 'agreements',
  'effort.law': 'law',
};

/** A part that a case lacks, and how much it would add. */
export interface NextStep {
  part: CasePart;
  adds: number;
  /** What is added by saying that the sources do not tell; nothing when that is said, or would say nothing. */
  addsAbsence: number;
}

export interface Completeness {
  /** 0 to 100. */
  score: number;
  /** What is missing, what adds most first; of two that add as much, what stands first in the table. */
  next: readonly NextStep[];
}

/**
 * How much of what a case can tell it tells. It says nothing of how good the policy or the record is: it puts no case before another
 * and hides none.
 */
export function completenessOf(facts: Partial<Case>): Completeness {
  const next = (Object.entries(WEIGHTS) as [CasePart, number][]).flatMap(([part, weight]): NextStep[] => {
    if (isThere(facts, part.split('.'))) return [];
    const sought = SOUGHT[part];
    const isSaid = sought !== undefined && (facts.notReported?.includes(sought) ?? false);
    const half = sought === undefined ? 0 : weight / 2;
    return [{ part, adds: isSaid ? weight - half : weight, addsAbsence: isSaid ? 0 : half }];
  });
  const score = 100 - next.reduce((sum, { adds }) => sum + adds, 0);
  return { score, next: next.toSorted((a, b) => b.adds - a.adds) };
}

function isThere(value: unknown, [key, ...rest]: readonly string[]): boolean {
  if (value === undefined || value === null) return false;
  if (Array.isArray(value)) return key === undefined ? value.length > 0 : value.some((item) => isThere(item, [key, ...rest]));
  return key === undefined || isThere((value as Record<string, unknown>)[key], rest);
}
