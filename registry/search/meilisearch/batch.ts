import type { IndexAnswer, IndexQuery, MultiSearch } from './query.ts';

/** Asks one query; those that are asked before the next pause of the program travel together. */
export type Ask = (query: IndexQuery) => Promise<IndexAnswer>;

interface Waiting {
  query: IndexQuery;
  resolve: (answer: IndexAnswer) => void;
  reject: (error: unknown) => void;
}

/** Makes one multi-search of the queries that are asked at the same time: a search of many words is one request. */
export function batch(multiSearch: MultiSearch): Ask {
  let waiting: Waiting[] = [];
  const send = () => {
    const sent = waiting;
    waiting = [];
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
