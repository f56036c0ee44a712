import type { EnqueuedTask, IndexSwap, Meilisearch, Settings } from 'meilisearch';
import type { SearchDocument } from '../../document.ts';
import { makeDigests } from '../entry-digest.ts';
import { makeEntryMaker } from '../documents.ts';
import { type IndexNames, indexNames, listIndexes } from '../index-names.ts';
import { caseSettings, lessonSettings, wordSettings } from '../index-settings.ts';
import { sendEntries } from './entries.ts';
import { finish } from './tasks.ts';

/** The name of a set of indexes while it is built, before it replaces the live one. */
const NEXT = '_next_';

export interface Progress {
  stage: 'lessons' | 'cases' | 'indexing';
  done: number;
  total: number;
}

export interface IndexerOptions {
  prefix: string;
  locales: readonly string[];
  /** Vectors for semantic search: see docs/operations.md. */
  embedding?: Embedding | undefined;
  /** Called after each step with its progress. */
  onProgress?: (progress: Progress) => void;
  /** Distinguishes runs at the same time; the time by default. */
  runId?: string;
}

export interface Embedding {
  /** Embedder settings by name, as Meilisearch expects them. */
  embedders: NonNullable<Settings['embedders']>;
  /** Computes the vectors of a case by embedder name, when the server does not. */
  vectorsOf?: (document: SearchDocument) => Record<string, number[]>;
}

/** Another run changed the indexes of this one: nothing was published. */
export class RebuildOvertaken extends Error {
  override readonly name = 'RebuildOvertaken';
}

export interface Rebuilt {
  cases: number;
  lessons: number;
  words: number;
}

/**
 * Builds all indexes beside the live ones and swaps them at once, so that readers never see an empty or partial index. Removes
 * the remains of a killed run. Throws TaskFailed or RebuildOvertaken and leaves the live indexes as they were.
 */
export async function rebuildIndexes(
  client: Meilisearch,
  documents: Iterable<SearchDocument>,
  { prefix, locales, embedding, onProgress = () => undefined, runId = Date.now().toString(36) }: IndexerOptions,
): Promise<Rebuilt> {
  const live = indexNames(prefix);
  const next = indexNames(prefix, `${NEXT}${runId}`);
  const before = await ownIndexes(client, prefix);
  // In sequence: settings that arrive before their index create it without a primary key.
  const enqueued: EnqueuedTask[] = [];
  for (const uid of before.filter((each) => each.includes(NEXT))) enqueued.push(await client.deleteIndex(uid));
  const settings = settingsByIndex(next, locales, embedding);
  for (const [uid, wanted] of settings) {
    enqueued.push(await client.createIndex(uid, { primaryKey: 'id' }));
    enqueued.push(await client.index(uid).updateSettings(wanted));
  }
  try {
    const counts = await sendAll(client, documents, { names: next, locales, embedding }, enqueued, onProgress);
    await finish(client, enqueued, (done) => onProgress({ stage: 'indexing', done, total: enqueued.length }));
    await requireWhole(client, counts, settings);
    await swapIn(client, live, next, locales, before);
    return { cases: sum(counts, locales.map(next.cases)), lessons: counts.get(next.lessons)!, words: counts.get(next.words)! };
  } catch (error) {
    await clear(client, listIndexes(next, locales)).catch(() => undefined);
    throw error;
  }
}

const sum = (counts: ReadonlyMap<string, number>, uids: readonly string[]) =>
  uids.reduce((total, uid) => total + (counts.get(uid) ?? 0), 0);

export const settingsByIndex = (names: IndexNames, locales: readonly string[], embedding?: Embedding): Map<string, Settings> =>
  new Map([
    ...locales.map(
      (locale) => [names.cases(locale), embedding ? { ...caseSettings, embedders: embedding.embedders } : caseSettings] as const,
    ),
    [names.lessons, lessonSettings],
    [names.words, wordSettings],
  ]);

/** All indexes of the registry on the server, including unfinished and leftover ones. */
export async function ownIndexes(client: Meilisearch, prefix: string): Promise<string[]> {
  const { results } = await client.getRawIndexes({ limit: 10_000 });
  const own = new RegExp(`^${prefix}_(?:cases_[a-z]{2,3}|lessons|words)(?:${NEXT}[a-z0-9]+)?$`);
  return results.map(({ uid }) => uid).filter((uid) => own.test(uid));
}

/**
 * Sends every entry without waiting until it is indexed, and returns the number per index. Lessons go first, because they are
 * quick to make and keep the server busy while cases are made, which is most of our own work.
 */
async function sendAll(
  client: Meilisearch,
  documents: Iterable<SearchDocument>,
  { names, locales, embedding }: { names: IndexNames; locales: readonly string[]; embedding: Embedding | undefined },
  enqueued: EnqueuedTask[],
  onProgress: (progress: Progress) => void,
): Promise<Map<string, number>> {
  const [maker, digestOf] = [makeEntryMaker(embedding?.vectorsOf), makeDigests()];
  const counts = new Map<string, number>();
  const send = async (uid: string, entries: Iterable<object>) => {
    const { tasks, count } = await sendEntries(client, uid, entries);
    enqueued.push(...tasks);
    counts.set(uid, count);
  };
  const all = Array.from(documents, (document) => ({ document, digest: digestOf(document) }));
  const byLocale = Map.groupBy(all, ({ document }) => document.locale);
  const wanted = locales.flatMap((locale) => byLocale.get(locale) ?? []);
  const total = wanted.length;
  const lessons = wanted.values().flatMap(({ document, digest }, at) => {
    if (at % 100 === 0) onProgress({ stage: 'lessons', done: at, total });
    return maker.lessonsOf(document, digest);
  });
  await send(names.lessons, lessons);
  let done = 0;
  for (const locale of locales) {
    const cases = (byLocale.get(locale) ?? []).values().map(({ document, digest }) => {
      if (++done % 100 === 0) onProgress({ stage: 'cases', done, total });
      return maker.caseOf(document, digest);
    });
    await send(names.cases(locale), cases);
  }
  await send(names.words, maker.words());
  return counts;
}

/**
 * When another run deletes an index, later entries create it again, without settings and perhaps without its first documents:
 * such an index is never published.
 */
async function requireWhole(
  client: Meilisearch,
  counts: ReadonlyMap<string, number>,
  settings: ReadonlyMap<string, Settings>,
): Promise<void> {
  const looks = Array.from(settings, async ([uid, wanted]) => {
    const [{ numberOfDocuments }, isAsSet] = await Promise.all([client.index(uid).getStats(), hasSettings(client, uid, wanted)]);
    const count = counts.get(uid) ?? 0;
    if (numberOfDocuments !== count || !isAsSet)
      throw new RebuildOvertaken(
        `${uid} has ${numberOfDocuments} of ${count} documents, or other settings than it was made with: another rebuild has taken over, and this one has published nothing.`,
      );
  });
  await Promise.all(looks);
}

/** Whether an index has our settings. */
export const hasSettings = async (client: Meilisearch, uid: string, wanted: Settings): Promise<boolean> =>
  isSubset(wanted, await client.index(uid).getSettings());

/** The server adds its defaults, so only our own settings are compared. */
function isSubset(wanted: unknown, actual: unknown): boolean {
  if (typeof wanted !== 'object' || wanted === null) return wanted === actual;
  if (typeof actual !== 'object' || actual === null) return false;
  if (Array.isArray(wanted) && (!Array.isArray(actual) || wanted.length !== actual.length)) return false;
  return Object.entries(wanted as Settings).every(([key, value]) => isSubset(value, (actual as Record<string, unknown>)[key]));
}

/** One task swaps all new indexes with the live ones; the old ones, and those of removed locales, are deleted. */
async function swapIn(
  client: Meilisearch,
  live: IndexNames,
  next: IndexNames,
  locales: readonly string[],
  before: readonly string[],
): Promise<void> {
  const [olds, news] = [listIndexes(live, locales), listIndexes(next, locales)];
  // Two existing indexes are swapped; a new index without a live one is renamed.
  const swaps: IndexSwap[] = olds.map((old, at) => ({ indexes: [news[at]!, old], rename: !before.includes(old) }));
  const leftOver = before.filter((uid) => !uid.includes(NEXT) && !olds.includes(uid));
  const tasks = [await client.swapIndexes(swaps)];
  // Queued behind the swap. If the swap fails, these delete the new indexes and not the live ones.
  for (const uid of news.filter((_, at) => before.includes(olds[at]!))) tasks.push(await client.deleteIndex(uid));
  await finish(client, tasks);
  await clear(client, leftOver);
}

/** Deletes all indexes of a registry, including the live ones. */
export const deleteIndexes = async (client: Meilisearch, prefix: string): Promise<void> =>
  await clear(client, await ownIndexes(client, prefix));

async function clear(client: Meilisearch, uids: readonly string[]): Promise<void> {
  const there = new Set((await client.getRawIndexes({ limit: 10_000 })).results.map(({ uid }) => uid));
  const tasks = await Promise.all(uids.filter((uid) => there.has(uid)).map((uid) => client.deleteIndex(uid)));
  await finish(client, tasks);
}
