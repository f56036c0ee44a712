import { SHORTEST_BEGINNING } from './analysis/relatives.ts';
import { FACETS, type Facet } from './bounds.ts';
import type { SearchDocument } from './document.ts';
import { lineKey, writeSteps, writePostings, writeKnownWord } from './index-lines.ts';
import { packConcepts } from './pack.ts';
import type { Problem } from './problem.ts';
import type { WholeIndex } from './whole-index.ts';

/** What is known of an index in pieces before any of them is fetched. */
export interface IndexContents {
  locale: string;
  /** The folder with the pieces: another one for each index, so that nobody reads pieces of two. */
  folder: string;
  count: number;
  /** The beginning of the first key in each file with stems, and in each with words. */
  stems: string[];
  words: string[];
}

export interface WrittenFacet {
  values: readonly string[];
  records: string[];
}
export type PieceDocument = Omit<SearchDocument, 'locale' | 'facets' | 'newest' | 'concepts'> & { concepts: string[] };

/** A file of an index, made when it is asked for. */
export interface IndexFile {
  path: string;
  content: () => unknown;
}

/** The names of pieces. */
export const PIECES = {
  stems: (at: number) => `stems-${at}.json`,
  words: (at: number) => `words-${at}.json`,
  record: (number: number) => `record-${number}.json`,
  concepts: 'concepts.json',
  facets: 'facets.json',
  newest: 'newest.json',
} as const;

/** Cuts an index into files that are fetched when a question needs them. */
export function cutIndex(
  index: WholeIndex,
  problems: readonly Problem[],
  { locale, folder }: Pick<IndexContents, 'locale' | 'folder'>,
): { contents: IndexContents; pieces: IndexFile[] } {
  const stems = cutLines(Array.from(index.everyStem(), ([stem, postings]) => writePostings(stem, postings)));
  const words = cutLines(index.everyWord().map(writeKnownWord));
  const filesOf = (name: (at: number) => string, cut: readonly (readonly string[])[]): IndexFile[] =>
    cut.map((lines, at) => ({ path: name(at), content: () => lines }));
  return {
    contents: {
      ...{ locale, folder, count: index.count },
      stems: stems.map(([line]) => beginningOf(line!)),
      words: words.map(([line]) => beginningOf(line!)),
    },
    pieces: [
      ...filesOf(PIECES.stems, stems),
      ...filesOf(PIECES.words, words),
      ...index.all().map((document, number) => ({ path: PIECES.record(number), content: () => pieceOf(document) })),
      { path: PIECES.concepts, content: () => packConcepts(index.all(), problems) },
      { path: PIECES.facets, content: () => writeFacets(index) },
      { path: PIECES.newest, content: () => Array.from(index.byDay) },
    ],
  };
}

/**
 * A file holds as many lines as make the list of files and a file about as dear for a question of a few words: so both grow only
 * with the square root of the registry. A word and its relatives are in one file, so that a question fetches one for each word.
 */
function cutLines(lines: readonly string[]): string[][] {
  const size = CHARACTERS * Math.sqrt(lines.reduce((sum, line) => sum + line.length, 0));
  const files: string[][] = [];
  let room = 0;
  let before: string | undefined;
  for (const line of lines) {
    const beginning = beginningOf(line);
    if (files.length === 0 || (line.length > room && beginning !== before)) {
      files.push([]);
      room = size;
    }
    files.at(-1)!.push(line);
    room -= line.length;
    before = beginning;
  }
  return files;
}
const CHARACTERS = 3;

const beginningOf = (line: string): string => lineKey(line).slice(0, SHORTEST_BEGINNING);

const pieceOf = ({ locale: _, facets: _facets, newest: _newest, concepts, ...document }: SearchDocument): PieceDocument => ({
  ...document,
  concepts: Object.keys(concepts),
});

const writeFacets = ({ columns }: WholeIndex): Record<Facet, WrittenFacet> =>
  Object.fromEntries(
    FACETS.map((facet) => [facet, { values: columns[facet].values, records: columns[facet].records.map(writeSteps) }]),
  ) as Record<Facet, WrittenFacet>;
