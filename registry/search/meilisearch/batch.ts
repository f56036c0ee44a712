import type { IndexAnswer, IndexQuery, MultiSearch } from './index-query.ts';

/** Sends one query; queries issued in the same tick are batched. */
export type Ask = (query: IndexQuery) => Promise<IndexAnswer>;

interface Waiting {
  query: IndexQuery;
  resolve: (answer: IndexAnswer) => void;
  reject: (error: unknown) => void;
}

/** Caches answers by query: after a correction only changed words are queried again. */
export function once(ask: Ask): Ask {
  const asked = new Map<string, Promise<IndexAnswer>>();
  return (query) => {
    const key = JSON.stringify(query);
    let answer = asked.get(key);
    if (!answer) asked.set(key, (answer = ask(query)));
    return answer;
  };
}

/** A batch with this many queries is split: the server answers the queries of one request one after the other. */
const MANY = 6;

/** Batches queries issued in the same tick into one multi-search, or into `requests` parallel ones when there are many. */
export function batch(multiSearch: MultiSearch, requests = 2): Ask {
  let waiting: Waiting[] = [];
  const send = () => {
    const all = waiting;
    waiting = [];
    const parts = all.length < MANY ? 1 : requests;
    // Neighbours are similar and take equally long, so they go into different requests.
    for (let part = 0; part < parts; part++) sendTogether(all.filter((_, at) => at % parts === part));
  };
  const sendTogether = (sent: readonly Waiting[]) => {
    multiSearch(sent.map(({ query }) => query)).then(
      (answers) => sent.forEach(({ resolve }, at) => resolve(answers[at]!)),
      (error: unknown) => sent.forEach(({ reject }) => reject(error)),
    );
  };
  return (query) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) queueMicrotask(send);
      waiting.push({ query, resolve, reject });
    });
}
