/**
 * Citations, code and link targets. Each match ends where another begins, so that thousands of unclosed openings cost no more
 * than one.
 */
const NOT_PROSE = /\[@[^[\]\n]*\]|`[^`\n]*`|\]\((?:[^()\n]|\([^()\n]*\))*\)|<?https?:\/\/\S+/g;

/** Markdown with citations, code and addresses blanked out; words keep their positions. */
export const blankNotProse = (markdown: string): string => markdown.replace(NOT_PROSE, (match) => ' '.repeat(match.length));

/** The same with markup blanked out too. */
export const blankMarkup = (markdown: string): string => blankNotProse(markdown).replace(/[*_>#|[\]]/g, ' ');
