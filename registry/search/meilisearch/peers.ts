import type { FoundAt } from '../page.ts';
import type { Ask } from './batch.ts';
import type { MultiSearch } from './index-query.ts';

/** Registries whose servers are searched beside the own one: the name that each has in the network of servers, and its site. */
export type Peers = Readonly<Record<string, string>>;

/** Asks all servers of the network that the server is part of (its experimental feature `network`). */
export const askingPeers =
  (multiSearch: MultiSearch): MultiSearch =>
  async (queries) =>
    await multiSearch(queries.map((query) => ({ ...query, useNetwork: true })));

/** Notes the servers that did not answer: their documents are missing, and nothing else is wrong with an answer. */
export const noting =
  (ask: Ask, unreached: Set<string>): Ask =>
  async (query) => {
    const answer = await ask(query);
    for (const name of Object.keys(answer.remoteErrors ?? {})) unreached.add(name);
    return answer;
  };

/** What the server says of a document that came from a network. */
export interface FromNetwork {
  _federation?: { remote?: string };
}

/** The registry that a document is from, unless it is the own one. */
export function peerOf({ _federation }: FromNetwork, peers: Peers): FoundAt {
  const name = _federation?.remote;
  return name !== undefined && Object.hasOwn(peers, name) ? { peer: { name, url: peers[name]! } } : {};
}
