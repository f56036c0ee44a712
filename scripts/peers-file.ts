import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Document, isMap, isSeq, parseDocument, type YAMLSeq } from 'yaml';
import { feedPaths } from '#registry/addresses.ts';
import { asOneLine } from '#registry/content/characters.ts';
import { discoverySchema } from '#registry/federation/feed-schema.ts';
import { openFetcher } from '#registry/federation/fetch/get.ts';
import { describeRefusal, Refused } from '#registry/federation/fetch/refused.ts';
import type { Imported } from '#registry/federation/imported.ts';
import { parseJson } from '#registry/federation/json.ts';
import { retireOthers } from '#registry/federation/turn.ts';
import { readRegistry } from '#registry/read.ts';
import type { Registry } from '#registry/registry.ts';
import { peersSchema } from '#registry/settings.ts';
import { type ExitCode, Failure, type Io, UsageError } from './command.ts';
import { ASKING, doorsOf, siteOf } from './federation.ts';
import { loadTree } from './load.ts';
import { today } from './options.ts';

/** Begins to read a registry: an entry in content/peers.yml. */
export async function addPeer(
  [id, address, ...more]: string[],
  values: { name?: string; trust?: string },
  content: string,
  io: Io,
): Promise<ExitCode> {
  if (id === undefined || address === undefined || more.length > 0) throw new UsageError('add takes an id and an address.');
  const registry = URL.canParse(address) ? new URL(address).origin : address;
  const { peers: known } = readRegistry(await loadTree(content)).registry;
  if (registry === new URL(siteOf(io)).origin) throw new UsageError(`${registry} is this registry itself.`);
  if (known.some((peer) => peer.id === id || peer.registry === registry))
    throw new Failure(`${id} or ${registry} is in peers.yml already.`);
  const entryOf = (name: string) => ({ id, name, registry, ...(values.trust ? { trust: values.trust } : {}) });
  refuseWrong(entryOf(values.name ?? id));
  const found = await discover(registry, io);
  const name = values.name ?? found.name ?? id;
  const entry = entryOf(name);
  refuseWrong(entry);
  await editPeers(content, (list, document) => void list.add(document.createNode(entry)));
  io.stdout(`${asOneLine(name)} is read from now on. Look at content/peers.yml, commit it, then: federation harvest ${id}\n`);
  return 0;
}

/** What to write for each part of a peer that `add` is given. */
const INSTEAD = {
  id: 'An id has at most 20 small letters, digits and hyphens, as uruguay, and is not "here"',
  registry: 'The address is that of a site and nothing behind it, as https://registro.example',
  name: '--name takes 1 to 80 characters',
  trust: '--trust takes link, read or partner',
} as const;

function refuseWrong(entry: Partial<Record<keyof typeof INSTEAD, string>>): void {
  const fields = new Set(peersSchema.safeParse([entry]).error?.issues.map(({ path }) => path[1] as keyof typeof INSTEAD));
  const lines = [...fields].map((field) => `${INSTEAD[field]} (not "${asOneLine(String(entry[field]))}").`);
  if (lines.length > 0) throw new UsageError(lines.join('\n'));
}

/** What a registry says of itself. */
async function discover(registry: string, io: Io) {
  const fetcher = openFetcher({ from: siteOf(io), ...doorsOf(io) });
  try {
    const { body } = await fetcher.get(`${registry}${feedPaths.discovery}`, ASKING);
    const data = parseJson(body!);
    const read = discoverySchema.safeParse(data);
    if (!read.success || read.data.registry !== registry) throw new Failure(`${registry} does not say that it is a registry.`);
    const { name } = data as { name?: unknown };
    return { ...read.data, name: typeof name === 'string' ? name.slice(0, 80) : undefined };
  } catch (error) {
    throw error instanceof Refused ? new Failure(`${registry} cannot be read: ${asOneLine(describeRefusal(error))}`) : error;
  } finally {
    fetcher.close();
  }
}

async function editPeers(content: string, edit: (list: YAMLSeq, document: Document) => void): Promise<void> {
  const file = join(content, 'peers.yml');
  const text = await readFile(file, 'utf8').catch(() => '');
  const document: Document = text ? parseDocument(text, { schema: 'core' }) : new Document([]);
  const list: unknown = document.contents;
  if (!isSeq(list)) throw new Failure('peers.yml is no list.');
  // An empty list is written as []; what is put into it would stand on that line.
  if (list.items.length === 0) list.flow = false;
  edit(list, document);
  await writeFile(file, document.toString({ lineWidth: 130, singleQuote: true, flowCollectionPadding: false }));
}

/** Stops reading a registry, and forgets what is held of it. */
export async function retirePeer(id: string, content: string, registry: Registry, imported: Imported, io: Io): Promise<ExitCode> {
  if (!registry.peers.some((peer) => peer.id === id)) throw new UsageError(`There is no registry "${id}" in content/peers.yml.`);
  await editPeers(content, (list) => {
    const entry = list.items.find((item) => isMap(item) && item.get('id') === id);
    if (isMap(entry)) entry.set('retired', today());
  });
  const others = registry.peers.filter((peer) => peer.id !== id);
  await retireOthers(imported, { ...registry, peers: others }, Date.now());
  io.stdout(`${id} is no longer read, and what was held of it is forgotten. Commit content/peers.yml.\n`);
  return 0;
}
