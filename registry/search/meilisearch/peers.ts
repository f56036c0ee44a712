import type { FoundAt } from '../page.ts';
import type { Ask } from './batch.ts';
import type { MultiSearch } from './index-query.ts';

/** Other registries to search: the name of each server in the network, and its site. */
export type Peers = Readonly<Record<string, string>>;

/** Queries all servers of the network to which this server belongs (its experimental feature `network`). */
export const askingPeers =
  (multiSearch: MultiSearch): MultiSearch =>
  async (queries) =>
    await multiSearch(queries.map((query) => ({ ...query, useNetwork: true })));

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
