/**
 * Letters of documents in one request. The server takes up to 100 MB, which these are in any script; it puts waiting requests
 * together, and each batch of them costs it most of a second, however little is in it (Meilisearch 1.50 on two cores).
 */
const LETTERS = 32 * 1024 * 1024;

/** Entries as lines of JSON, as many as go into a request; one that is larger than that goes alone. */
export function* inRequests(entries: Iterable<object>, letters = LETTERS): Generator<{ lines: string; count: number }> {
  let [lines, length]: [string[], number] = [[], 0];
  for (const entry of entries) {
    const line = JSON.stringify(entry);
    if (lines.length > 0 && length + line.length > letters) {
      yield { lines: lines.join('\n'), count: lines.length };
      [lines, length] = [[], 0];
    }
    lines.push(line);
    length += line.length + 1;
  }
  if (lines.length > 0) yield { lines: lines.join('\n'), count: lines.length };
}
