import type { Key, Meilisearch } from 'meilisearch';

/** The permissions of a site's key: only search, only in these indexes, until a day. */
export interface SearchKey {
  uid: string;
  key: string;
  createdAt: Date;
  expiresAt: Date;
  indexes: readonly string[];
}

const nameFor = (prefix: string) => `${prefix} search`;

/** The valid keys of a registry, newest first. Needs a key that may read keys. */
export async function listSearchKeys(client: Meilisearch, prefix: string, now: number): Promise<SearchKey[]> {
  const { results } = await client.getKeys({ limit: 1000 });
  return results
    .filter(({ name }) => name === nameFor(prefix))
    .map(toSearchKey)
    .filter(({ expiresAt }) => expiresAt.getTime() > now)
    .toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
}

/** Creates a key that can search the indexes for some days. Older keys stay valid until they expire or are deleted. */
export async function makeSearchKey(
  client: Meilisearch,
  prefix: string,
  indexes: readonly string[],
  { now, days }: { now: number; days: number },
): Promise<SearchKey> {
  const made = await client.createKey({
    name: nameFor(prefix),
    description: 'Searches; sites are built with it, and every reader can see it.',
    actions: ['search'],
    indexes: [...indexes],
    expiresAt: new Date(now + days * 86_400_000),
  });
  return toSearchKey(made);
}

/** Revokes a key at once. */
export const deleteSearchKey = async (client: Meilisearch, { uid }: Pick<SearchKey, 'uid'>): Promise<void> =>
  await client.deleteKey(uid);

const toSearchKey = ({ uid, key, createdAt, expiresAt, indexes }: Key): SearchKey => ({
  uid,
  key,
  indexes,
  createdAt: new Date(createdAt),
  // A key without an end was not made here and does not expire.
  expiresAt: expiresAt === null ? new Date(8.64e15) : new Date(expiresAt),
});
