import type { EnqueuedTask, Meilisearch, Task } from 'meilisearch';
import type { SearchDocument } from '../../document.ts';
import { makeDigests } from '../entry-digest.ts';
import { type CaseEntry, type LessonEntry, makeEntryMaker } from '../documents.ts';
import { indexNames, type IndexNames, listIndexes } from '../index-names.ts';
import { oneOf } from '../index-query.ts';
import type { WordEntry } from '../word-entries.ts';
import { sendEntries } from './entries.ts';
import { hasSettings, type IndexerOptions, ownIndexes, settingsByIndex } from './indexer.ts';
import { finish } from './tasks.ts';

/** Documents per answer, and values per filter. */
const PAGE = 1000;

export interface LocaleDifference {
  locale: string;
  /** Cases that are missing from the index, outdated in it, or no longer in the content. */
  added: SearchDocument[];
  changed: SearchDocument[];
  removed: string[];
}

export interface Difference {
  /** Missing indexes. */
  missing: string[];
  /** Indexes with other settings. */
  otherSettings: string[];
  /** Indexes that a rebuild would delete: of removed locales, or left by a killed run. */
  leftOver: string[];
  locales: LocaleDifference[];
}

/** Compares the indexes with the content, without changing anything. */
export async function compareIndexes(
  client: Meilisearch,
  documents: readonly SearchDocument[],
  { prefix, locales, embedding }: IndexerOptions,
): Promise<Difference> {
  const names = indexNames(prefix);
  const there = await ownIndexes(client, prefix);
  const wanted = listIndexes(names, locales);
  const found = wanted.filter((uid) => there.includes(uid));
  const settings = settingsByIndex(names, locales, embedding);
  const otherSettings = await filter(found, async (uid) => !(await hasSettings(client, uid, settings.get(uid)!)));
  const digestOf = makeDigests();
  const byLocale = Map.groupBy(documents, ({ locale }) => locale);
  const differences = locales.map(async (locale): Promise<LocaleDifference> => {
    const known = found.includes(names.cases(locale))
      ? await listDigests(client, names.cases(locale))
      : new Map<string, string>();
    const own = byLocale.get(locale) ?? [];
    const ids = new Set(own.map(({ id }) => id));
    return {
      locale,
      added: own.filter(({ id }) => !known.has(id)),
      changed: own.filter((document) => known.has(document.id) && known.get(document.id) !== digestOf(document)),
      removed: [...known.keys()].filter((id) => !ids.has(id)),
    };
  });
  return {
    missing: wanted.filter((uid) => !there.includes(uid)),
    otherSettings,
    leftOver: there.filter((uid) => !wanted.includes(uid)),
    locales: await Promise.all(differences),
  };
}

async function filter<Item>(items: readonly Item[], passes: (item: Item) => Promise<boolean>): Promise<Item[]> {
  const verdicts = await Promise.all(items.map(passes));
  return items.filter((_, at) => verdicts[at]);
}

async function listDigests(client: Meilisearch, uid: string): Promise<Map<string, string>> {
  const ask = (offset: number) =>
    client.index<{ id: string; digest: string }>(uid).getDocuments({ fields: ['id', 'digest'], limit: PAGE, offset });
  const first = await ask(0);
  const offsets = Array.from({ length: Math.max(0, Math.ceil(first.total / PAGE) - 1) }, (_, at) => (at + 1) * PAGE);
  const rest = await Promise.all(offsets.map(ask));
  return new Map([first, ...rest].flatMap(({ results }) => results.map(({ id, digest }) => [id, digest] as const)));
}

/** Whether the indexes can be synced; otherwise they must be rebuilt. */
export const canSync = ({ missing, otherSettings }: Difference): boolean => missing.length === 0 && otherSettings.length === 0;

/** Whether the indexes are up to date. */
export const isSame = (difference: Difference): boolean =>
  canSync(difference) &&
  difference.locales.every(({ added, changed, removed }) => added.length + changed.length + removed.length === 0);

export interface Synced {
  added: number;
  changed: number;
  removed: number;
  /** The tasks of the server. */
  tasks: Task[];
}

/** Updates what differs. The indexes must exist with our settings; otherwise a rebuild is needed. */
export async function syncIndexes(
  client: Meilisearch,
  { locales }: Difference,
  { prefix, embedding, onProgress = () => undefined }: Omit<IndexerOptions, 'locales'>,
): Promise<Synced> {
  const names = indexNames(prefix);
  const [maker, digestOf] = [makeEntryMaker(embedding?.vectorsOf), makeDigests()];
  const make = (document: SearchDocument) => {
    const digest = digestOf(document);
    return { entry: maker.caseOf(document, digest), lessons: maker.lessonsOf(document, digest) };
  };
  const sent = await Promise.all(locales.map((difference) => sendDifference(client, names, difference, make)));
  const enqueued = [...sent.flat(), ...(await sendNewWords(client, names, maker.words()))];
  const tasks = await finish(client, enqueued, (done) => onProgress({ stage: 'indexing', done, total: enqueued.length }));
  const total = (of: 'added' | 'changed' | 'removed') => locales.reduce((sum, each) => sum + each[of].length, 0);
  return { added: total('added'), changed: total('changed'), removed: total('removed'), tasks };
}

/**
 * Lessons go before their case: the digest of a case implies that its lessons are complete, so the next run repairs one that
 * was killed in between.
 */
async function sendDifference(
  client: Meilisearch,
  names: IndexNames,
  { locale, added, changed, removed }: LocaleDifference,
  make: (document: SearchDocument) => { entry: CaseEntry; lessons: LessonEntry[] },
): Promise<EnqueuedTask[]> {
  const made = [...added, ...changed].map(make);
  const [cases, lessons] = [client.index(names.cases(locale)), client.index(names.lessons)];
  const kept = new Set(made.flatMap((each) => each.lessons.map(({ id }) => id)));
  const before = await lessonIds(client, names, locale, [...changed.map(({ id }) => id), ...removed]);
  const gone = before.filter((id) => !kept.has(id));
  const tasks: EnqueuedTask[] = [];
  const add = async (uid: string, entries: readonly object[]) => tasks.push(...(await sendEntries(client, uid, entries)).tasks);
  if (gone.length > 0) tasks.push(await lessons.deleteDocuments(gone));
  await add(
    names.lessons,
    made.flatMap((each) => each.lessons),
  );
  await add(
    names.cases(locale),
    made.map(({ entry }) => entry),
  );
  if (removed.length > 0) tasks.push(await cases.deleteDocuments(removed));
  return tasks;
}

async function lessonIds(client: Meilisearch, names: IndexNames, locale: string, cases: readonly string[]): Promise<string[]> {
  const chunks = Array.from({ length: Math.ceil(cases.length / PAGE) }, (_, at) => cases.slice(at * PAGE, (at + 1) * PAGE));
  const answers = await Promise.all(
    chunks.map((chunk) =>
      client.index<{ id: string }>(names.lessons).getDocuments({
        filter: [oneOf('locale', [locale]), oneOf('case', chunk)],
        fields: ['id'],
        limit: 100_000,
      }),
    ),
  );
  return answers.flatMap(({ results }) => (results as { id: string }[]).map(({ id }) => id));
}

/** Adds new words. Unused ones stay until the next rebuild, and do no harm until then. */
async function sendNewWords(client: Meilisearch, names: IndexNames, entries: readonly WordEntry[]): Promise<EnqueuedTask[]> {
  const index = client.index<WordEntry>(names.words);
  const tasks: EnqueuedTask[] = [];
  for (let at = 0; at < entries.length; at += PAGE) {
    const chunk = entries.slice(at, at + PAGE);
    const { results } = await index.getDocuments({ ids: chunk.map(({ id }) => id), fields: ['id'], limit: PAGE });
    const known = new Set((results as { id: string }[]).map(({ id }) => id));
    const fresh = chunk.filter(({ id }) => !known.has(id));
    tasks.push(...(await sendEntries(client, names.words, fresh)).tasks);
  }
  return tasks;
}
