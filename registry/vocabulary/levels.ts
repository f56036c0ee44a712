import type { Concept, Vocabulary } from './vocabulary.ts';

/** A concept of the first level, with those below it. */
export interface Area {
  concept: Concept;
  narrower: readonly Concept[];
}

const known = new WeakMap<Vocabulary, Area[]>();

/** A vocabulary as areas, in its order: concepts that stand under no other, each with what stands under it. */
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

/** The ids of the concepts right below one. */
export const narrowerOf = (vocabulary: Vocabulary | undefined, id: string): string[] =>
  vocabulary
    ? (areasOf(vocabulary)
        .find(({ concept }) => concept.id === id)
        ?.narrower.map((concept) => concept.id) ?? [])
    : [];

/** Ids, and those of the areas they belong to: a case about informal work is about work. */
export const withBroader = (vocabulary: Vocabulary | undefined, ids: readonly string[]): string[] => [
  ...new Set([...ids, ...ids.flatMap((id) => vocabulary?.concepts.get(id)?.broader ?? [])]),
];
