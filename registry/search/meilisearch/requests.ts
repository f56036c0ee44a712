/**
 * Characters of documents per request. The server accepts up to 100 MB, which these are in any script. It merges waiting
 * requests, and each merged batch costs most of a second, however small (Meilisearch 1.50 on two cores).
 */
const LETTERS = 32 * 1024 * 1024;

/** Groups entries into requests as JSON lines; a larger entry goes alone. */
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
