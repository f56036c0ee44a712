import type { EnqueuedTask, IndexSwap, Meilisearch, Settings } from 'meilisearch';
import type { SearchDocument } from '../../document.ts';
import { makeDigests } from '../entry-digest.ts';
import { makeEntryMaker } from '../documents.ts';
import { type IndexNames, indexNames, listIndexes } from '../index-names.ts';
import { caseSettings, lessonSettings, wordSettings } from '../index-settings.ts';
import { sendEntries } from './entries.ts';
import { finish } from './tasks.ts';

/** The name of a set of indexes that is being made, until it takes the place of the one that is searched. */
const NEXT = '_next_';

export interface Progress {
  stage: 'lessons' | 'cases' | 'indexing';
  done: number;
  total: number;
}

export interface IndexerOptions {
  prefix: string;
  locales: readonly string[];
  /** Vectors of cases beside their words: see docs/operations.md. */
  embedding?: Embedding | undefined;
  /** Told what has been done, as often as something has. */
  onProgress?: (progress: Progress) => void;
  /** Tells runs apart that happen at the same time; by default the time. */
  runId?: string;
}

export interface Embedding {
  /** Settings of the embedder by its name, as Meilisearch takes them. */
  embedders: NonNullable<Settings['embedders']>;
  /** The vector of a case, by the embedder's name, for vectors that the server does not make. */
  vectorsOf?: (document: SearchDocument) => Record<string, number[]>;
}

/** Another run has changed the indexes that this one was making: nothing was published. */
export class RebuildOvertaken extends Error {
  override readonly name = 'RebuildOvertaken';
}

export interface Rebuilt {
  cases: number;
  lessons: number;
  words: number;
}

/**
 * Makes all indexes anew beside those that are searched, and puts them in their place at once: readers never meet an empty or
 * a half index. What a run that was killed has left is cleared away. Throws TaskFailed or RebuildOvertaken, with the indexes
 * that are searched as they were.
 */
export async function rebuildIndexes(
  client: Meilisearch,
  documents: Iterable<SearchDocument>,
  { prefix, locales, embedding, onProgress = () => undefined, runId = Date.now().toString(36) }: IndexerOptions,
): Promise<Rebuilt> {
  const live = indexNames(prefix);
  const next = indexNames(prefix, `${NEXT}${runId}`);
  const before = await ownIndexes(client, prefix);
  // One after the other: settings that come before their index make it without a primary key.
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

/** Every index of the registry on the server, those that are being made or were left included. */
export async function ownIndexes(client: Meilisearch, prefix: string): Promise<string[]> {
  const { results } = await client.getRawIndexes({ limit: 10_000 });
  const own = new RegExp(`^${prefix}_(?:cases_[a-z]{2,3}|lessons|words)(?:${NEXT}[a-z0-9]+)?$`);
  return results.map(({ uid }) => uid).filter((uid) => own.test(uid));
}

/**
 * Sends every entry without waiting for the server to index it, and gives how many went to each index. Lessons are quick to
 * make: they go first, and the server is busy with them while cases, most of our own work, are made.
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
 * An index that another run deleted is made again by what is sent to it afterwards, without settings and perhaps without its
 * first documents: such a one is never published.
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

/** Whether an index has the settings that we want. */
export const hasSettings = async (client: Meilisearch, uid: string, wanted: Settings): Promise<boolean> =>
  isSubset(wanted, await client.index(uid).getSettings());

/** The server adds what we left at its default: only what we say must be so. */
function isSubset(wanted: unknown, actual: unknown): boolean {
  if (typeof wanted !== 'object' || wanted === null) return wanted === actual;
  if (typeof actual !== 'object' || actual === null) return false;
  if (Array.isArray(wanted) && (!Array.isArray(actual) || wanted.length !== actual.length)) return false;
  return Object.entries(wanted as Settings).every(([key, value]) => isSubset(value, (actual as Record<string, unknown>)[key]));
}

/** One task puts all new indexes in the place of the old; what was there, and locales that are no more, are deleted. */
async function swapIn(
  client: Meilisearch,
  live: IndexNames,
  next: IndexNames,
  locales: readonly string[],
  before: readonly string[],
): Promise<void> {
  const [olds, news] = [listIndexes(live, locales), listIndexes(next, locales)];
  // Two that are there change places; the first one of a name that is not there yet is renamed to it.
  const swaps: IndexSwap[] = olds.map((old, at) => ({ indexes: [news[at]!, old], rename: !before.includes(old) }));
  const leftOver = before.filter((uid) => !uid.includes(NEXT) && !olds.includes(uid));
  const tasks = [await client.swapIndexes(swaps)];
  // In line behind the swap. If that fails, what they delete is what was made, and not what is searched.
  for (const uid of news.filter((_, at) => before.includes(olds[at]!))) tasks.push(await client.deleteIndex(uid));
  await finish(client, tasks);
  await clear(client, leftOver);
}

/** Deletes every index of a registry, those that are searched included. */
export const deleteIndexes = async (client: Meilisearch, prefix: string): Promise<void> =>
  await clear(client, await ownIndexes(client, prefix));

async function clear(client: Meilisearch, uids: readonly string[]): Promise<void> {
  const there = new Set((await client.getRawIndexes({ limit: 10_000 })).results.map(({ uid }) => uid));
  const tasks = await Promise.all(uids.filter((uid) => there.has(uid)).map((uid) => client.deleteIndex(uid)));
  await finish(client, tasks);
}
