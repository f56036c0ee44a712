import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * A built page with other content in the element of an id, a `div` that holds at most other `div`s beside what is not one;
 * undefined when the page, or the place in it, is not there.
 */
export async function fillPlace(siteDir: string, file: string, id: string, content: () => string): Promise<string | undefined> {
  const page = await readFile(join(siteDir, file), 'utf8').catch(() => undefined);
  const start = page === undefined ? null : new RegExp(`<div id="${id}"[^>]*>`).exec(page);
  if (page === undefined || !start) return undefined;
  const from = start.index + start[0].length;
  return page.slice(0, from) + content() + page.slice(endOf(page, from));
}

/** Where the element that begins before `from` ends: its divs are counted. */
function endOf(page: string, from: number): number {
  let depth = 1;
  const tags = /<(\/?)div\b/g;
  tags.lastIndex = from;
  for (let tag = tags.exec(page); tag; tag = tags.exec(page)) {
    depth += tag[1] ? -1 : 1;
    if (depth === 0) return tag.index;
  }
  return from;
}
