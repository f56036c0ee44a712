import type { Concept, Vocabulary } from './vocabulary.ts';

/** A top-level concept with its narrower ones. */
export interface Area {
  concept: Concept;
  narrower: readonly Concept[];
}

const known = new WeakMap<Vocabulary, Area[]>();

/** A vocabulary as areas in order: top-level concepts, each with its narrower ones. */
export function areasOf(vocabulary: Vocabulary): readonly Area[] {
  let areas = known.get(vocabulary);
  if (!areas) {
    const concepts = [...vocabulary.concepts.values()];
    const below = Map.groupBy(concepts, ({ broader }) => broader);
    areas = (below.get(undefined) ?? []).map((concept) => ({ concept, narrower: below.get(concept.id) ?? [] }));
    known.set(vocabulary, areas);
  }
  return areas;
}

/** Whether a vocabulary has two levels. */
export const hasAreas = (vocabulary: Vocabulary): boolean => areasOf(vocabulary).some(({ narrower }) => narrower.length > 0);

/** The ids of a concept's direct narrower concepts. */
export const narrowerOf = (vocabulary: Vocabulary | undefined, id: string): string[] =>
  vocabulary
    ? (areasOf(vocabulary)
        .find(({ concept }) => concept.id === id)
        ?.narrower.map((concept) => concept.id) ?? [])
    : [];

/** Ids and those of their areas: a case about informal work is about work. */
export const withBroader = (vocabulary: Vocabulary | undefined, ids: readonly string[]): string[] => [
  ...new Set([...ids, ...ids.flatMap((id) => vocabulary?.concepts.get(id)?.broader ?? [])]),
];
