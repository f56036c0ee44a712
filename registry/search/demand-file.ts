import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as z from 'zod';
import { makeFolder } from '../content/make-folder.ts';
import { countQuestion, type Demand, listQuestions, type UnmetQuestion } from './demand.ts';
import type { SearchQuery } from './query.ts';

const demandSchema = z.object({
  key: z.string().min(1),
  unnamed: z.record(z.string(), z.array(z.string())),
  named: z.record(z.string(), z.object({ locale: z.string(), days: z.int(), last: z.string() })),
});

/** The counted questions of a file; undefined when there is none. Throws when it holds something else. */
export async function readDemand(file: string): Promise<Demand | undefined> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  return text === undefined ? undefined : demandSchema.parse(JSON.parse(text));
}

export interface DemandFile {
  /** Counts a question that found nothing; never makes anybody wait. */
  count(query: Pick<SearchQuery, 'q' | 'locale'>): void;
  /** The questions that were asked on enough days, most asked first. */
  list(): UnmetQuestion[];
  /** Resolves when everything that was counted is written. */
  written(): Promise<void>;
}

/** Counts questions in a file, which is replaced as a whole: a server that stops leaves the one before or the one after. */
export async function openDemand(
  file: string,
  { now = Date.now, onFailure = () => undefined }: { now?: () => number; onFailure?: (error: unknown) => void } = {},
): Promise<DemandFile> {
  let demand: Demand = (await readDemand(file)) ?? { key: randomBytes(32).toString('base64url'), unnamed: {}, named: {} };
  let writing: Promise<void> = Promise.resolve();
  /** A write that has not begun will have whatever is counted until then. */
  let isQueued = false;
  const write = async () => {
    isQueued = false;
    makeFolder(dirname(file));
    await writeFile(`${file}.new`, JSON.stringify(demand), { mode: 0o600 });
    await rename(`${file}.new`, file);
  };
  return {
    count(query) {
      const counted = countQuestion(demand, query, new Date(now()).toISOString().slice(0, 10));
      if (counted === demand) return;
      demand = counted;
      if (isQueued) return;
      isQueued = true;
      writing = writing.then(write).catch(onFailure);
    },
    list: () => listQuestions(demand),
    written: async () => await writing,
  };
}
