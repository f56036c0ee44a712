import { HERE } from '../bounds.ts';
import { foreignId } from '../foreign-id.ts';
import type { FoundAt, SearchPage } from '../page.ts';
import type { Ask } from './batch.ts';
import { type MultiSearch, oneOf } from './index-query.ts';

/** Other registries to search: the name of each server in the network, and its site. */
export type Peers = Readonly<Record<string, string>>;

/**
 * Copies of other registries' cases in our own index, by the id of their registry: what a search of the network leaves out, because
 * the server of that registry answers itself, and what it keeps.
 */
export interface Copies {
  /** Of registries in the network, by their names there. */
  live: Readonly<Record<string, string>>;
  /** Of others. */
  others: readonly string[];
}

/** Which of the registries that we have copies of are in the network themselves: those at the same address. */
export function copiesBeside(peers: Peers, read: readonly { id: string; registry: string }[]): Copies {
  const names = new Map(Object.entries(peers).map(([name, url]) => [new URL(url).origin, name]));
  const live = read.flatMap(({ id, registry }) => (names.has(registry) ? [[names.get(registry)!, id] as const] : []));
  return { live: Object.fromEntries(live), others: read.filter(({ registry }) => !names.has(registry)).map(({ id }) => id) };
}

/**
 * Asks all servers of the network that the server is part of (its experimental feature `network`). Of copies only those of `origins`
 * are found, or every case of a registry that answers itself would be found twice.
 */
export const askingPeers =
  (multiSearch: MultiSearch, origins: readonly string[] | undefined): MultiSearch =>
  async (queries) =>
    await multiSearch(
      queries.map((query) => ({
        ...query,
        useNetwork: true,
        ...(origins ? { filter: [...(query.filter ?? []), oneOf('origin', [HERE, ...origins])] } : {}),
      })),
    );

/** A page without answers of other servers that one of our own hits is a copy of, or stands for: it has each case once. */
export function withoutTwins(page: SearchPage, live: Copies['live']): SearchPage {
  const named = new Set(page.hits.flatMap(({ id, card, peer }) => (peer ? [] : [id, ...(card.also ?? [])])));
  const hits = page.hits.filter(({ id, peer }) => !(peer && live[peer.name] && named.has(foreignId(live[peer.name]!, id))));
  return hits.length === page.hits.length ? page : { ...page, hits, total: page.total - (page.hits.length - hits.length) };
}

/** Collects the servers that did not answer: their documents are missing from an otherwise correct answer. */
export const noting =
  (ask: Ask, unreached: Set<string>): Ask =>
  async (query) => {
    const answer = await ask(query);
    for (const name of Object.keys(answer.remoteErrors ?? {})) unreached.add(name);
    return answer;
  };

/** The server's note on a document from a network. */
export interface FromNetwork {
  _federation?: { remote?: string };
}

/** The registry of a document, unless it is our own. */
export function peerOf({ _federation }: FromNetwork, peers: Peers): FoundAt {
  const name = _federation?.remote;
  return name !== undefined && Object.hasOwn(peers, name) ? { peer: { name, url: peers[name]! } } : {};
}
