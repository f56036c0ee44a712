import type { IndexAnswer, IndexQuery, MultiSearch } from './index-query.ts';

/** Asks one query; those that are asked before the next pause of the program travel together. */
export type Ask = (query: IndexQuery) => Promise<IndexAnswer>;

interface Waiting {
  query: IndexQuery;
  resolve: (answer: IndexAnswer) => void;
  reject: (error: unknown) => void;
}

/** Asks each query once, however often it comes: words that were corrected are asked for again, and the others are not. */
export function once(ask: Ask): Ask {
  const asked = new Map<string, Promise<IndexAnswer>>();
  return (query) => {
    const key = JSON.stringify(query);
    let answer = asked.get(key);
    if (!answer) asked.set(key, (answer = ask(query)));
    return answer;
  };
}

/** With so many queries several requests are made of them: the server answers those of one request one after the other. */
const MANY = 6;

/** Makes one multi-search of the queries that are asked at the same time, or `requests` beside each other when they are many. */
export function batch(multiSearch: MultiSearch, requests = 2): Ask {
  let waiting: Waiting[] = [];
  const send = () => {
    const all = waiting;
    waiting = [];
    const parts = all.length < MANY ? 1 : requests;
    // Neighbours are of a kind, and take as long: they go into different requests.
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
