import type { GoneTold } from './feed-schema.ts';
import type { Imported, ImportedRecord, LogLine, PeerFacts, StoredPage } from './imported.ts';
import type { Held } from './settle.ts';

/**
 * What is held of other registries as files, by path: what the build of a site reads, what a registry without a server keeps in a
 * commit, and what people look at. `<peer>/peer.json`, `<peer>/records/<id>.json`.
 */
export type Files = ReadonlyMap<string, string>;

/** What is held of one registry. */
export interface PeerSnapshot {
  facts: PeerFacts;
  log: readonly LogLine[];
  vocabularies: { digest: string; text: string } | undefined;
  translations?: { digest: string; text: string } | undefined;
  gone: { digest: string; told: readonly GoneTold[] } | undefined;
  pages: Readonly<Record<string, StoredPage>>;
  records: readonly ImportedRecord[];
}

const LOG_LINES = 100;
const PEER = /^([a-z0-9-]+)\/peer\.json$/;

const json = (value: unknown) => `${JSON.stringify(value, null, 1)}\n`;

/** Everything that is held, as files. */
export async function takeSnapshot(imported: Imported): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const [peer, facts] of await imported.peers()) {
    const [log, vocabularies, translations, gone, pages, records] = await Promise.all([
      imported.log(peer, LOG_LINES),
      imported.vocabularies(peer),
      imported.translations(peer),
      imported.gone(peer),
      imported.pages(peer),
      imported.records(peer),
    ]);
    files.set(`${peer}/peer.json`, json({ facts, log, vocabularies, translations, gone, pages: Object.fromEntries(pages) }));
    for (const { id, ...record } of records) files.set(`${peer}/records/${id}.json`, json(record));
  }
  return files;
}

/** What takeSnapshot made files of, by the id of the registry. */
export function readSnapshot(files: Files): Map<string, PeerSnapshot> {
  const byPeer = Map.groupBy([...files], ([path]) => path.split('/')[0]!);
  return new Map(
    [...byPeer].flatMap(([peer, theirs]) => {
      const head = theirs.find(([path]) => PEER.test(path));
      if (!head) return [];
      const records = theirs
        .flatMap(([path, text]) => {
          const id = /\/records\/([a-z0-9-]+)\.json$/.exec(path)?.[1];
          return id === undefined ? [] : [{ id, ...(JSON.parse(text) as Omit<ImportedRecord, 'id'>) }];
        })
        .toSorted((a, b) => (a.id < b.id ? -1 : 1));
      return [[peer, { ...(JSON.parse(head[1]) as Omit<PeerSnapshot, 'records'>), records }] as const];
    }),
  );
}

/** Puts what files hold into an empty store, so that harvests go on from there. */
export async function restoreSnapshot(imported: Imported, files: Files): Promise<void> {
  for (const [peer, { facts, vocabularies, translations, gone, pages, records }] of readSnapshot(files)) {
    const copied = new Map(records.map((record) => [record.id, record]));
    await imported.save(peer, facts);
    if (vocabularies) await imported.saveVocabularies(peer, vocabularies.digest, vocabularies.text);
    if (translations) await imported.saveTranslations(peer, translations.digest, translations.text);
    if (gone) await imported.saveGone(peer, gone.digest, gone.told);
    const kept = new Set<string>();
    const now = facts.freshAt ?? facts.addedAt;
    for (const [page, stored] of Object.entries(pages)) {
      // Versions that were listed and not good are not among the files: the page is read again.
      const isWhole = stored.listed.every(({ id, sha256 }) => copied.get(id)?.good === sha256);
      const copies = stored.listed.flatMap(({ id }) => copyOf(copied.get(id)));
      copies.forEach(({ id }) => kept.add(id));
      await imported.savePage(peer, page, isWhole ? stored : { ...stored, digest: '' }, copies, now);
    }
    const others = records.filter(({ id }) => !kept.has(id)).flatMap(copyOf);
    if (others.length > 0) await imported.savePage(peer, '', { digest: '', listed: [] }, others, now);
    await imported.settle(peer, {
      facts,
      records: new Map(records.map((record) => [record.id, heldOf(record)])),
      erased: [],
      pages: Object.keys(pages),
      log: [],
    });
  }
}

const heldOf = ({ state, good, since, missed, why }: ImportedRecord): Held => ({
  ...{ state, good, since, missed },
  ...(why ? { why } : {}),
});

const copyOf = (record: ImportedRecord | undefined) =>
  record?.good === undefined
    ? []
    : [
        {
          id: record.id,
          digest: record.good,
          isValid: true,
          text: record.text,
          licensed: record.licensed,
          findings: record.findings,
        },
      ];

/** Whether readers would see anything else than before: what two of these say is the same when they would not. */
export const shownState = (peers: ReadonlyMap<string, PeerFacts>): string =>
  JSON.stringify([...peers].map(([id, { state, reason, changedAt, movedTo }]) => [id, state, reason?.code, changedAt, movedTo]));
