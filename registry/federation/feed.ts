import { doorPaths, feedPaths, OAI_PATH } from '../addresses.ts';
import type { Registry } from '../registry.ts';
import { type FeedRecord, feedRecord, originOf, type Publisher } from './feed-record.ts';
import { SCHEMA_VERSION } from '../publication/record-json.ts';
import { FEED_FORMAT, LICENCE, pageBits, pageName, feedPageOf, REGISTRY_FORMAT, sha256 } from './format.ts';
import { offersOf } from './offer.ts';
import type { Signer } from './signature.ts';
import { vocabulariesAsTurtle } from './skos.ts';

export interface FeedOptions extends Publisher {
  /** The day on which something last changed; an index that is older than the one before is not believed. */
  updated: string;
  /** Signs the index; without it, it has no signature. */
  signer?: Signer | undefined;
  /** Whether a server stands behind the site, which answers questions. */
  isServed?: boolean;
  versions?: readonly FeedVersion[];
}

/** A version of records as others read them: its number, and what a record is in it. */
export interface FeedVersion {
  schema: number;
  shape: (record: FeedRecord) => { id: string };
}

/**
 * The versions that are published, the newest first. Who changes what a record is adds one here, and has the one before make of new
 * records what they were; it stays for a year, for those who know no other.
 */
const VERSIONS: readonly FeedVersion[] = [{ schema: SCHEMA_VERSION, shape: (record) => record }];

/** Every file by which other registries read this one, by address. Nothing else is published for them, and nothing runs. */
export function makeFederationFeed(registry: Registry, options: FeedOptions): Map<string, string> {
  const files = new Map<string, string>();
  const records = [...registry.cases.values()].map((record) => feedRecord(record, registry, options));
  files.set(feedPaths.links, json({ links: linksOf(records), confirmed: confirmedIn(registry) }));
  files.set(feedPaths.vocabularies, json({ licence: LICENCE, vocabularies: vocabulariesOf(registry) }));
  files.set(feedPaths.translations, json({ licence: LICENCE, translations: offersOf(registry) }));
  for (const version of options.versions ?? VERSIONS) addRecords(files, version, records, registry, options);
  files.set(feedPaths.skos, vocabulariesAsTurtle(registry, options.siteUrl));
  files.set(feedPaths.peers, json({ peers: readPeers(registry) }));
  files.set(feedPaths.discovery, json(discovery(registry, options)));
  return files;
}

const json = (value: unknown) => JSON.stringify(value);

function addRecords(
  files: Map<string, string>,
  { schema, shape }: FeedVersion,
  records: readonly FeedRecord[],
  registry: Registry,
  { siteUrl, updated, signer }: FeedOptions,
): void {
  const bits = pageBits(records.length);
  const byPage = Map.groupBy(
    records.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    ({ id }) => feedPageOf(id, bits),
  );
  const pages = Array.from({ length: 2 ** bits }, (_, number) => {
    const page = pageName(number, bits);
    const lines = (byPage.get(page) ?? []).map((record) => ({ record, text: json(shape(record)) }));
    for (const { record, text } of lines) files.set(feedPaths.record(schema, record.id), text);
    files.set(feedPaths.bundle(schema, page), lines.map(({ text }) => `${text}\n`).join(''));
    const listed = lines.map(({ record, text }) => ({
      id: record.id,
      sha256: sha256(text),
      bytes: Buffer.byteLength(text),
      licence: record.licence,
      languages: [record.language, ...Object.keys(record.translations)],
    }));
    const text = json({ records: listed });
    files.set(feedPaths.page(schema, page), text);
    return { page, sha256: sha256(text), records: listed.length };
  });
  const gone = goneOf(registry);
  const goneText = json({ gone });
  files.set(feedPaths.gone(schema), goneText);
  const index = json({
    ...{ format: FEED_FORMAT, registry: originOf(siteUrl), schema, licence: LICENCE, records: records.length, updated },
    ...{ pages, gone: { sha256: sha256(goneText), records: gone.length } },
    vocabularies: { sha256: sha256(files.get(feedPaths.vocabularies)!) },
    translations: { sha256: sha256(files.get(feedPaths.translations)!) },
  });
  files.set(feedPaths.index(schema), index);
  if (signer) files.set(feedPaths.signature(schema), signer.sign(index));
}

/** Cases that are no longer here: those that have another id, and those that content/gone.yml tells. */
function goneOf({ redirects, gone }: Registry) {
  const moved = [...redirects].map(([id, to]) => ({ id, why: 'moved', to: { id: to } }));
  const told = gone.map(({ id, why, to, text, on }) => ({
    ...{ id, why },
    ...(to === undefined ? {} : { to: typeof to === 'string' ? { id: to } : to }),
    ...(text ? { text } : {}),
    on,
  }));
  return [...moved, ...told].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** What our cases say of cases of other registries. */
function linksOf(records: readonly FeedRecord[]) {
  return records.flatMap(({ id, registry, lineage = [] }) =>
    lineage.flatMap((link) =>
      'case' in link && link.case.registry !== registry ? [{ from: id, relation: link.relation, to: link.case }] : [],
    ),
  );
}

/** What we confirm of what cases of other registries say. */
const confirmedIn = ({ confirmed, cases }: Registry) =>
  confirmed.filter(({ to }) => cases.has(to)).map(({ from, relation, to }) => ({ from, relation, to }));

const vocabulariesOf = ({ vocabularies }: Registry) =>
  Object.fromEntries([...vocabularies].map(([name, { title, concepts }]) => [name, { title, concepts: [...concepts.values()] }]));

const readPeers = ({ peers }: Registry) =>
  peers.filter(({ retired }) => retired === undefined).map(({ name, registry }) => ({ name, registry }));

/** What a registry says of itself: where its files are, and who answers for them. */
function discovery(registry: Registry, { siteUrl, signer, isServed = false, versions = VERSIONS }: FeedOptions) {
  const { country, contact, movedFrom = [], movedTo } = registry.settings ?? {};
  return {
    format: REGISTRY_FORMAT,
    registry: originOf(siteUrl),
    name: registry.name,
    ...(country ? { country } : {}),
    ...(contact ? { contact } : {}),
    locales: [...registry.locales.keys()],
    licence: LICENCE,
    feeds: versions.map(({ schema }) => ({ schema, index: feedPaths.index(schema) })),
    ...{
      links: feedPaths.links,
      translations: feedPaths.translations,
      vocabularies: feedPaths.vocabularies,
      skos: feedPaths.skos,
    },
    ...{ peers: feedPaths.peers, reports: feedPaths.reports },
    ...(isServed ? { oai: OAI_PATH } : {}),
    ...{ dcat: doorPaths.catalogue(1, 'ttl'), resourceSync: doorPaths.resourceSync },
    keys: signer ? [signer.publicKey] : [],
    movedFrom,
    movedTo: movedTo ?? null,
  };
}
