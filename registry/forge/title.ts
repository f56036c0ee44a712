const MAX_LENGTH = 120;

/**
 * The characters allowed in a title. Excludes everything with a meaning in a shell, a workflow expression, Markdown or a
 * forge's shorthand (@name, #1), because titles reach scripts and logs that we do not control.
 */
const ALLOWED = '\\p{L}\\p{M}\\p{N} .,:()¿?¡!’«»%+–—…-';
const TITLE = new RegExp(`^(?! )[${ALLOWED}]{1,${MAX_LENGTH}}(?<! )$`, 'u');
const FORBIDDEN = new RegExp(`[^${ALLOWED}]+`, 'gu');

/** GitHub reads GH-12 as a reference to number 12, and "closes GH-12" as an order. */
const REFERENCE = /\bGH-(?=\d)/gi;

export const isTitle = (text: string) => TITLE.test(text) && text.search(REFERENCE) === -1 && text === text.normalize('NFC');

/** A proposal's title from any text: one line of harmless characters, cut between words; `untitled` if nothing is left. */
export function makeTitle(text: string): string {
  const line = text
    .toWellFormed()
    .normalize('NFC')
    .replaceAll(/['`´‘]/g, '’')
    .replaceAll(/["“”„]/g, '')
    .replaceAll(FORBIDDEN, ' ')
    .replaceAll(REFERENCE, 'GH ')
    .replaceAll(/ +/g, ' ')
    .trim();
  return cut(line) || 'untitled';
}

function cut(line: string): string {
  if (line.length <= MAX_LENGTH) return line;
  const start = line
    .slice(0, MAX_LENGTH - 1)
    .toWellFormed()
    .replace(/\uFFFD$/, '');
  const end = start.lastIndexOf(' ');
  return `${(end > MAX_LENGTH / 2 ? start.slice(0, end) : start).trimEnd()}…`;
}
