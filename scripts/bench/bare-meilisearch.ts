import type { EnqueuedTask, Meilisearch } from 'meilisearch';
import { FACETS } from '#registry/search/bounds.ts';
import type { SearchDocument } from '#registry/search/document.ts';
import type { SearchEngine } from '#registry/search/engine.ts';
import type { Progress } from '#registry/search/meilisearch/server/indexer.ts';
import { finish } from '#registry/search/meilisearch/server/tasks.ts';

/**
 * Plain Meilisearch as the baseline for our adapter: the texts of a document unchanged, default settings, and the query as
 * typed.
 */
export interface BareMeilisearch {
  index(documents: readonly SearchDocument[], onProgress?: (progress: Progress) => void): Promise<void>;
  search: (q: string, locale: string, size?: number) => Promise<string[]>;
  engine: SearchEngine;
  clear(): Promise<void>;
}

const BATCH = 1000;

export function bareMeilisearch(client: Meilisearch, prefix: string, locales: readonly string[]): BareMeilisearch {
  const uidOf = (locale: string) => `${prefix}_${locale}`;
  const clear = async () => {
    const { results } = await client.getRawIndexes({ limit: 1000 });
    const own = results.filter(({ uid }) => locales.some((locale) => uid === uidOf(locale)));
    await finish(client, await Promise.all(own.map(({ uid }) => client.deleteIndex(uid))));
  };
  const search = async (q: string, locale: string, size = 20): Promise<string[]> => {
    const { hits } = await client.index(uidOf(locale)).search<{ id: string }>(q, {
      limit: size,
      // The data of a results page: counts of every facet, the texts, and positions of matches.
      facets: [...FACETS],
      attributesToHighlight: ['title', 'problem', 'summary', 'lessons'],
      attributesToCrop: ['body'],
      attributesToRetrieve: ['id', 'title', 'problem', 'summary', 'lessons'],
    });
    return hits.map(({ id }) => id);
  };
  return {
    clear,
    search,
    async index(documents, onProgress = () => undefined) {
      await clear();
      const tasks: EnqueuedTask[] = [];
      for (const locale of locales) {
        const index = client.index(uidOf(locale));
        tasks.push(await client.createIndex(uidOf(locale), { primaryKey: 'id' }));
        // Required for counting facets.
        tasks.push(await index.updateFilterableAttributes([...FACETS]));
        const own = documents.filter((document) => document.locale === locale).map(plain);
        for (let at = 0; at < own.length; at += BATCH) tasks.push(await index.addDocuments(own.slice(at, at + BATCH)));
      }
      await finish(client, tasks, (done) => onProgress({ stage: 'indexing', done, total: tasks.length }));
    },
    engine: {
      async search({ q, locale, page, size }) {
        const ids = await search(q, locale, size);
        return {
          state: ids.length > 0 ? 'answers' : 'nothing',
          missing: [],
          shared: [],
          total: ids.length,
          page,
          size,
          hits: ids.map((id) => ({ id })),
          lessons: [],
          facets: {},
          relaxed: false,
        } as never;
      },
    },
  };
}

function plain({ id, card, lessons, concepts, names, others, facets, newest, body }: SearchDocument) {
  const { title, problem, summary } = card;
  return {
    id,
    title,
    problem,
    summary,
    lessons: lessons.map(({ text, conditions }) => (conditions ? `${text} ${conditions}` : text)),
    concepts: Object.values(concepts).flatMap((words) => Object.values(words)),
    names: Object.values(names),
    body,
    others: Object.values(others ?? {}),
    ...facets,
    newest,
  };
}
