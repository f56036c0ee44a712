import type { Case } from './schema.ts';

/**
 * The weight of each optional part of a case, out of 100: the highest for what another government asks first. A part of a
 * list's items counts if one item has it. docs/content-guide.md shows the table; a test holds both to the schema.
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

/** Optional parts that no case lacks: only some have a mission, stopped, or cite sources of their own. */
export const UNWEIGHED = ['mission', 'stopReasons', 'references', 'notReported', 'previously'] as const;

/** The name of a part in `notReported`. A part that was looked for and not found earns half its weight. */
const SOUGHT: Readonly<Partial<Record<CasePart, NonNullable<Case['notReported']>[number]>>> = {
  results: 'results',
  cost: 'cost',
  since: 'since',
  'effort.time': 'time',
  'effort.team': 'team',
  'effort.agreements': 'agreements',
  'effort.law': 'law',
};

/** A missing part and its weight. */
export interface NextStep {
  part: CasePart;
  adds: number;
  /** The weight of stating that the sources do not report it; absent when that is stated or would not count. */
  addsAbsence: number;
}

export interface Completeness {
  /** 0 to 100. */
  score: number;
  /** Missing parts, highest weight first; parts of equal weight in the order of the table. */
  next: readonly NextStep[];
}

/**
 * How much of a complete case the record has. It says nothing about the quality of the policy or the record: it ranks no case
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
