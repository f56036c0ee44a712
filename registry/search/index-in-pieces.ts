import { FACETS } from './bounds.ts';
import { lineKey, readSteps, readPostings, readKnownWord } from './index-lines.ts';
import { type IndexContents, PIECES, type PieceDocument, type WrittenFacet } from './index-pieces.ts';
import type { FacetColumn, FacetColumns, FoundDocument, IndexSource, Postings } from './index-source.ts';
import { type PackedConcepts, unpackConcepts, unpackProblems } from './pack.ts';

/** Fetches a piece of an index by its name. */
export type FetchPiece = (name: string) => Promise<unknown>;

/** An index in pieces: each is fetched when a question needs it, once. Of all pieces the last `most` that were needed are kept. */
export function openPieces(contents: IndexContents, fetchPiece: FetchPiece, most = Infinity): IndexSource {
  const fetched = new Map<string, Promise<unknown>>();
  const piece = async <Read>(name: string, read: (content: unknown) => Read | Promise<Read>): Promise<Read> => {
    let reading = fetched.get(name);
    if (!reading) {
      reading = fetchPiece(name).then(read);
      // What failed is tried again when it is needed again.
      reading.catch(() => fetched.delete(name));
      if (fetched.size >= most) fetched.delete(fetched.keys().next().value!);
    }
    // The last in the map is the one that was needed last.
    fetched.delete(name);
    fetched.set(name, reading);
    return (await reading) as Read;
  };
  const lines = (content: unknown) => new Map((content as string[]).map((line) => [lineKey(line), line]));
  const words = (content: unknown) => (content as string[]).map(readKnownWord);
  const concepts = () => piece(PIECES.concepts, (content) => content as PackedConcepts);
  const document = async (content: unknown): Promise<FoundDocument> => {
    const packed = content as PieceDocument;
    return { ...packed, concepts: unpackConcepts(packed.concepts, await concepts()) };
  };
  return {
    count: contents.count,
    problems: async () => unpackProblems(await concepts()),
    async postings(stems) {
      const found = stems.map(async (stem): Promise<[string, Postings][]> => {
        const at = fileWith(contents.stems, stem);
        const line = at < 0 ? undefined : (await piece(PIECES.stems(at), lines)).get(stem);
        return line === undefined ? [] : [[stem, readPostings(line)]];
      });
      return new Map((await Promise.all(found)).flat());
    },
    async stemsFrom(beginning) {
      const files = await Promise.all(filesFrom(contents.stems, beginning).map((at) => piece(PIECES.stems(at), lines)));
      const begun = files.flatMap((file) => [...file]).filter(([stem]) => stem.startsWith(beginning));
      return new Map(begun.map(([stem, line]) => [stem, readPostings(line)]));
    },
    async wordsFrom(beginning) {
      const files = await Promise.all(filesFrom(contents.words, beginning).map((at) => piece(PIECES.words(at), words)));
      return files.flat().filter(({ word }) => word.startsWith(beginning));
    },
    documents: (numbers) => Promise.all(numbers.map((number) => piece(PIECES.record(number), document))),
    facets: () => piece(PIECES.facets, readFacets),
    newest: () => piece(PIECES.newest, (content) => content as number[]),
  };
}

/** The last file that begins with a key or before it; -1 when all begin after it. */
function fileWith(firsts: readonly string[], key: string): number {
  let [low, high] = [0, firsts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (firsts[middle]! <= key) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The files that may have keys with a beginning. */
function filesFrom(firsts: readonly string[], beginning: string): number[] {
  const from = Math.max(0, fileWith(firsts, beginning));
  const isPast = (first: string) => first > beginning && !first.startsWith(beginning);
  const past = firsts.findIndex((first, at) => at >= from && isPast(first));
  return Array.from({ length: (past === -1 ? firsts.length : past) - from }, (_, offset) => from + offset);
}

function readFacets(content: unknown): FacetColumns {
  const written = content as Record<string, WrittenFacet>;
  return Object.fromEntries(
    FACETS.map((facet): [string, FacetColumn] => {
      const { values, records } = written[facet]!;
      return [facet, { values, records: records.map(readSteps) }];
    }),
  ) as FacetColumns;
}
