import { byNewest, type SearchDocument } from './document.ts';
import type { Problem } from './problem.ts';
import { makeFacetColumns } from './facet-columns.ts';
import { type AllPostings, weighStems } from './impacts.ts';
import { makeOccurrenceCounter, type Occurrences } from './occurrences.ts';
import type { FacetColumns, IndexSource, KnownWord, Postings } from './index-source.ts';
import { makeTextReader, type TextReader } from './text-reader.ts';

/** An index in memory, which can be read through. */
export interface WholeIndex extends IndexSource {
  all: () => readonly SearchDocument[];
  /** Every stem with its postings, in the order of stems. */
  everyStem(): Iterable<readonly [stem: string, postings: Postings]>;
  /** Every word, in the order of words. */
  everyWord(): readonly KnownWord[];
  columns: FacetColumns;
  byDay: ArrayLike<number>;
}

export interface IndexBuilder {
  /** Adds a document; one with the same id is replaced. */
  add(document: SearchDocument): void;
  /** Makes the index, in steps between which others may have a turn. Nothing can be added to it. */
  finish(problems: readonly Problem[]): Generator<undefined, WholeIndex>;
}

/** Keeps a document until it is asked for. */
export type KeepDocument = (document: SearchDocument) => () => SearchDocument;

interface Indexed extends Pick<SearchDocument, 'id' | 'facets' | 'newest'> {
  read: () => SearchDocument;
}

/** Indexes documents of one locale. They stay in memory if nobody keeps them elsewhere. */
export function makeIndexBuilder(keep: KeepDocument = (document) => () => document): IndexBuilder {
  const reader = makeTextReader();
  const count = makeOccurrenceCounter(reader);
  const added = new Map<string, { indexed: Indexed; occurrences: Occurrences }>();
  return {
    add(document) {
      const { id, facets, newest } = document;
      added.set(id, { indexed: { id, facets, newest, read: keep(document) }, occurrences: count(document) });
    },
    *finish(problems) {
      const records = [...added.values()].toSorted((a, b) => (a.indexed.id < b.indexed.id ? -1 : 1));
      const occurrences = records.map((record) => record.occurrences);
      added.clear();
      const postings = yield* weighStems(occurrences, reader.stems.size);
      const all = records.map(({ indexed }) => indexed);
      yield;
      return yield* wholeIndex(all, reader, postings, problems);
    },
  };
}

function* wholeIndex(
  all: readonly Indexed[],
  reader: TextReader,
  { starts, numbers, impacts }: AllPostings,
  problems: readonly Problem[],
): Generator<undefined, WholeIndex> {
  const { stems } = reader;
  const postingsAt = (stem: number): Postings => ({
    numbers: numbers.subarray(starts[stem], starts[stem + 1]),
    impacts: impacts.subarray(starts[stem], starts[stem + 1]),
  });
  const sorted = [...stems]
    .filter(([, number]) => starts[number] !== starts[number + 1])
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  yield;
  const words = reader.words();
  yield;
  const columns = makeFacetColumns(all);
  yield;
  const byDay = newestFirst(all);
  const reads = all.map(({ read }) => read);
  return {
    ...{ columns, byDay, count: all.length },
    all: () => reads.map((read) => read()),
    problems: async () => problems,
    everyWord: () => words,
    *everyStem() {
      for (const [stem, number] of sorted) yield [stem, postingsAt(number)];
    },
    postings: async (asked) =>
      new Map(
        asked.flatMap((stem) => {
          const number = stems.get(stem);
          return number === undefined || starts[number] === starts[number + 1] ? [] : [[stem, postingsAt(number)] as const];
        }),
      ),
    stemsFrom: async (beginning) =>
      new Map(rangeOf(sorted, beginning, ([stem]) => stem).map(([stem, number]) => [stem, postingsAt(number)])),
    wordsFrom: async (beginning) => rangeOf(words, beginning, ({ word }) => word),
    documents: async (asked) => asked.map((number) => reads[number]!()),
    facets: async () => columns,
    newest: async () => byDay,
  };
}

const newestFirst = (all: readonly Indexed[]) => Uint32Array.from(all.keys()).toSorted((a, b) => byNewest(all[a]!, all[b]!));

/** Does all steps of some work at once. */
export function runThrough<Result>(work: Generator<undefined, Result>): Result {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

/** The items whose key has a beginning, of a list that is sorted by key. */
export function rangeOf<Item>(items: readonly Item[], beginning: string, keyOf: (item: Item) => string): readonly Item[] {
  const from = firstAt(items, 0, (item) => keyOf(item) >= beginning);
  return items.slice(
    from,
    firstAt(items, from, (item) => !keyOf(item).startsWith(beginning)),
  );
}

/** The first place of a sorted list, from a place on, where something holds, which holds from there on. */
function firstAt<Item>(items: readonly Item[], from: number, holds: (item: Item) => boolean): number {
  let [low, high] = [from, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(items[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}
