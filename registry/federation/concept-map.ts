import * as z from 'zod';
import { fold } from '../search/analysis/fold.ts';
import { perLocale, type Vocabularies, type Vocabulary } from '../vocabulary/vocabulary.ts';

/** The vocabularies of another registry, as far as we read them. */
export const foreignVocabulariesSchema = z.object({
  vocabularies: z.record(
    z.string().max(80),
    z.object({
      concepts: z
        .array(
          z.object({
            id: z.coerce.string().max(80),
            label: perLocale,
            synonyms: z
              .record(z.string().max(3), z.array(z.string().max(80)).max(30))
              .optional()
              .catch(undefined),
            exactMatch: z.array(z.string().max(300)).max(5).optional().catch(undefined),
          }),
        )
        .max(2000),
    }),
  ),
});
type ForeignVocabularies = z.infer<typeof foreignVocabulariesSchema>['vocabularies'];

export interface ConceptMap {
  /** Our concept for one of theirs; undefined when we have none, or several that could be meant. */
  ours: (vocabulary: string, id: string) => string | undefined;
  /** Their concepts that are none of ours, with what they call them. */
  others: (vocabulary: string) => readonly { id: string; label: Readonly<Record<string, string>> }[];
}

/** The map for the vocabularies that are kept of a registry, as they were sent; without any, their terms are shown as they are. */
export const readConceptMap = (kept: string | undefined, ours: Vocabularies): ConceptMap =>
  mapConcepts(foreignVocabulariesSchema.safeParse(JSON.parse(kept ?? '{}')).data?.vocabularies ?? {}, ours);

/**
 * Which of our concepts theirs are: the same id in the same vocabulary, else the same address in exactMatch, else the same words in
 * the same language when one concept alone has them. A doubtful one stays theirs: shown in their words, and not counted as ours.
 */
function mapConcepts(theirs: ForeignVocabularies, ours: Vocabularies): ConceptMap {
  const known = new Map<string, string | undefined>();
  const find = (name: string, id: string): string | undefined => {
    const vocabulary = ours.get(name);
    if (!vocabulary || vocabulary.concepts.has(id)) return vocabulary && id;
    const concept = Object.hasOwn(theirs, name) ? theirs[name]!.concepts.find((each) => each.id === id) : undefined;
    if (!concept) return undefined;
    const all = [...vocabulary.concepts.values()];
    const exact = all.filter(({ exactMatch = [] }) => exactMatch.some((address) => concept.exactMatch?.includes(address)));
    if (exact.length > 0) return exact.length === 1 ? exact[0]!.id : undefined;
    const byWord = conceptsByWord(vocabulary);
    const alike = new Set([...wordsOf(concept)].flatMap((word) => byWord.get(word) ?? []));
    return alike.size === 1 ? [...alike][0] : undefined;
  };
  const mapped = (vocabulary: string, id: string): string | undefined => {
    const key = `${vocabulary} ${id}`;
    if (!known.has(key)) known.set(key, find(vocabulary, id));
    return known.get(key);
  };
  return {
    ours: mapped,
    others: (vocabulary) =>
      (Object.hasOwn(theirs, vocabulary) ? theirs[vocabulary]!.concepts : []).filter(
        ({ id }) => mapped(vocabulary, id) === undefined,
      ),
  };
}

/** By vocabulary, because all terms of all other registries are looked up in the same ones. */
const byWords = new WeakMap<Vocabulary, ReadonlyMap<string, readonly string[]>>();

/** The ids of our concepts that have a word. */
function conceptsByWord(vocabulary: Vocabulary): ReadonlyMap<string, readonly string[]> {
  const made = byWords.get(vocabulary);
  if (made) return made;
  const ids = new Map<string, string[]>();
  for (const concept of vocabulary.concepts.values())
    for (const word of wordsOf(concept)) ids.set(word, [...(ids.get(word) ?? []), concept.id]);
  byWords.set(vocabulary, ids);
  return ids;
}

/** Labels and synonyms of a concept, each with its language. */
function wordsOf({
  label,
  synonyms = {},
}: {
  label: Record<string, string>;
  synonyms?: Record<string, string[]> | undefined;
}): Set<string> {
  const labels = Object.entries(label).map(([locale, word]) => `${locale} ${fold(word)}`);
  return new Set([
    ...labels,
    ...Object.entries(synonyms).flatMap(([locale, words]) => words.map((word) => `${locale} ${fold(word)}`)),
  ]);
}
