import type { Progress } from '#registry/search/meilisearch/server/indexer.ts';
import type { Io } from './command.ts';

const WORDS: Readonly<Record<Progress['stage'], (of: string) => string>> = {
  lessons: (of) => `Sent the lessons of ${of} cases`,
  cases: (of) => `Sent ${of} cases`,
  indexing: (of) => `The server has done ${of} tasks`,
};

/** Milliseconds before the first progress line and between lines; shorter work shows none. */
const EVERY = 2000;

/** Reports the progress of long work on standard error. */
export function showProgress(io: Pick<Io, 'stderr'>, now: () => number = Date.now): (progress: Progress) => void {
  let shown = now();
  return ({ stage, done, total }) => {
    if (now() - shown < EVERY) return;
    shown = now();
    io.stderr(`${WORDS[stage](`${done} of ${total}`)}\n`);
  };
}
