import type { RecordFacts, RegistryRecord } from './record.ts';

/** What is asked of every record because of others: kept with its findings, a record that has not changed need not be read for it. */
export interface Gist {
  /** The title in each language, with the file that it stands in; the original's first. */
  titles: readonly { locale: string; title: string; file: string }[];
  /** The facts that are asked for: those that every kind has, and those that a kind names (`askedFields`). */
  facts: Readonly<Partial<Pick<RecordFacts, (typeof ASKED)[number]>> & Record<string, unknown>>;
}

const ASKED = ['reviewBy', 'attachments'] as const satisfies readonly (keyof RecordFacts)[];
const gists = new WeakMap<RegistryRecord, Gist>();

export function gistOf(record: RegistryRecord): Gist {
  let gist = gists.get(record);
  if (!gist) gists.set(record, (gist = makeGist(record)));
  return gist;
}

function makeGist({ kind, facts, file, translations }: RegistryRecord): Gist {
  const all = facts as unknown as Readonly<Record<string, unknown>>;
  const original = { locale: facts.language, title: all[kind.title], file };
  const others = [...translations.values()].map(({ locale, words, file: own }) => ({
    ...{ locale, file: own },
    title: (words as Record<string, unknown>)[kind.title],
  }));
  return {
    titles: [original, ...others].flatMap(({ title, ...version }) => (typeof title === 'string' ? [{ ...version, title }] : [])),
    facts: Object.fromEntries(
      [...ASKED, ...(kind.askedFields ?? [])].flatMap((field) => (all[field] === undefined ? [] : [[field, all[field]]])),
    ),
  };
}

type RecordPlace = Pick<RegistryRecord, 'kind' | 'id' | 'group' | 'file'>;

/** A record whose files are read when something is asked of it that their paths do not say. */
export const recordOnDemand = (place: RecordPlace, read: () => RegistryRecord): RegistryRecord => ({
  ...place,
  get facts() {
    return read().facts;
  },
  get body() {
    return read().body;
  },
  get digest() {
    return read().digest;
  },
  get source() {
    return read().source;
  },
  get translations() {
    return read().translations;
  },
});

/** The same, where its gist is known: that is not read for. */
export function recordWithGist(place: RecordPlace, gist: Gist, read: () => RegistryRecord): RegistryRecord {
  let whole: RegistryRecord | undefined;
  const record = recordOnDemand(place, () => (whole ??= read()));
  gists.set(record, gist);
  return record;
}
