import { findSource, type Source } from '../source/source.ts';
import type { Case, Citation } from './schema.ts';
import { isPartial } from './independence.ts';

/**
 * The evidence behind the statements of a registry. A statement is any fact of a record that cites sources: a verdict, a
 * lesson, a cost.
 */
export interface Foundation {
  cases: number;
  /** Cases that another lab has checked against their sources. */
  reviewed: number;
  statements: number;
  /** Statements with an independent source, or one of a public body that reports. */
  independent: number;
  /** Statements whose only sources designed, paid for, ran or recommend the policy. */
  involved: number;
  /** Statements by how much of their most-read source was read; with `unread` they add up to all statements. */
  read: Readonly<Record<Source['read'], number>>;
}

const READINGS: readonly Source['read'][] = ['full', 'excerpt', 'abstract', 'unread'];

export function foundationOf(cases: Iterable<Case>, shared: ReadonlyMap<string, Source>): Foundation {
  const all = [...cases];
  const statements = all.flatMap((facts) => statementsIn(facts).map((sources) => ({ sources, references: facts.references })));
  const involved = statements.filter(({ sources, references }) => isPartial({ sources }, references, shared)).length;
  const read = { full: 0, excerpt: 0, abstract: 0, unread: 0 };
  for (const { sources, references } of statements) {
    const readings = sources.map(({ id }) => findSource(id, references, shared)?.read ?? 'unread');
    read[READINGS.find((reading) => readings.includes(reading))!]++;
  }
  return {
    cases: all.length,
    reviewed: all.filter(({ reviewed }) => reviewed !== undefined).length,
    statements: statements.length,
    independent: statements.length - involved,
    involved,
    read,
  };
}

/** The citations of each statement; the record's own source list at its root states nothing. */
function statementsIn(facts: Case): Citation[][] {
  const { sources: _sources, references: _references, ...rest } = facts;
  const found: Citation[][] = [];
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      if (key === 'sources') found.push(inner as Citation[]);
      else walk(inner);
    }
  };
  walk(rest);
  return found;
}
