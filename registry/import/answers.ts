import { closest } from '../finding/closest.ts';
import type { Registry } from '../registry.ts';

/** Without what people type differently and mean the same: accents, capitals, blanks, signs. An answer of signs alone is itself. */
export const spelling = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase() || text.trim();

/** A concept by its id, or by its label in any language: people type what they read. */
export function conceptOf(
  { vocabularies }: Pick<Registry, 'vocabularies'>,
  vocabulary: string,
  given: string,
): string | undefined {
  const asked = spelling(given);
  const concepts = [...(vocabularies.get(vocabulary)?.concepts.values() ?? [])];
  return concepts.find(({ id, label }) => [id, ...Object.values(label)].some((each) => spelling(each) === asked))?.id;
}

export const labNamed = ({ labs }: Pick<Registry, 'labs'>, given: string): string | undefined =>
  [...labs.values()].find(({ id, facts }) =>
    [id, facts.name, facts.acronym ?? id].some((each) => spelling(each) === spelling(given)),
  )?.id;

/** The nearest of what there is, for a message. */
export function nearestOf(given: string, known: Iterable<string>): { suggestion?: string } {
  const near = closest(given, known);
  return near === undefined ? {} : { suggestion: near };
}
