import { readTree } from '#registry/content/disk.ts';
import { readRegistry } from '#registry/read.ts';
import { makeDocuments } from '#registry/search/corpus.ts';
import type { SearchDocument, Words } from '#registry/search/document.ts';
import { makeRandom } from './random.ts';

/** Proportions of a copy's words that come from other cases, and that no other text has. */
const [MOVED, NEW] = [0.5, 0.02];
const SYLLABLES = ['ba', 'co', 'di', 'fe', 'gu', 'la', 'me', 'no', 'pi', 'ru', 'sa', 'te', 'vi', 'zo'];

export const LOCALES = ['es', 'pt', 'en'];

/**
 * Generates cases in three languages from those of the content: each copies one, with half of its words drawn from the others
 * by frequency, and a few new ones. Sizes, languages and word frequencies are realistic; the meaning is not. The same number
 * gives the same cases.
 */
export async function generateCases(count: number, content = 'content', locales = LOCALES): Promise<SearchDocument[]> {
  const { registry } = readRegistry(await readTree(content));
  const real = [...makeDocuments(registry, locales)];
  const perCase = [...Map.groupBy(real, ({ id }) => id).values()];
  const random = makeRandom(2026);
  const pools = new Map(LOCALES.map((language) => [language, wordsOf(real, language)]));
  const change = (text: string, language: string): string => {
    const pool = pools.get(language) ?? [];
    return text.replaceAll(/\p{L}{4,}/gu, (word) => {
      const drawn = random();
      if (drawn < NEW) return Array.from({ length: 4 }, () => SYLLABLES[Math.floor(random() * SYLLABLES.length)]).join('');
      return drawn < MOVED && pool.length > 0 ? pool[Math.floor(random() * pool.length)]! : word;
    });
  };
  return Array.from({ length: count }, (_, number) =>
    perCase[number % perCase.length]!.map((document) => copy(document, number, change)),
  ).flat();
}

function copy(document: SearchDocument, number: number, change: (text: string, language: string) => string): SearchDocument {
  const { card, lessons, body, others } = document;
  const own = (text: string) => change(text, card.language);
  const changed = Object.entries(others ?? {}).map(([language, text]) => [language, change(text, language)] as const);
  return {
    ...document,
    id: `${document.id}-${number}`,
    card: { ...card, title: own(card.title), problem: own(card.problem), summary: own(card.summary) },
    lessons: lessons.map((lesson) => ({ ...lesson, text: own(lesson.text) })),
    ...(body === undefined ? {} : { body: own(body) }),
    others: Object.fromEntries(changed) as Words,
  };
}

function wordsOf(documents: readonly SearchDocument[], language: string): string[] {
  const texts = documents
    .filter(({ card }) => card.language === language)
    .map(({ card, body = '' }) => `${card.summary} ${body}`);
  return texts.flatMap((text) => text.match(/\p{L}{4,}/gu) ?? []);
}
