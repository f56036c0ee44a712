import type { EnqueuedTask, Meilisearch } from 'meilisearch';
import { inRequests } from '../requests.ts';

export interface Sent {
  tasks: EnqueuedTask[];
  count: number;
}

/** Sends entries to an index in as few requests as possible, without waiting until they are indexed. */
export async function sendEntries(client: Meilisearch, uid: string, entries: Iterable<object>): Promise<Sent> {
  const sent: Sent = { tasks: [], count: 0 };
  for (const { lines, count } of inRequests(entries)) {
    sent.tasks.push(await client.index(uid).addDocumentsFromString(lines, 'application/x-ndjson'));
    sent.count += count;
  }
  return sent;
}
