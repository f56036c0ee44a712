/**
 * What is no prose: citations, code, and where links lead. Each ends where another one begins: thousands of beginnings without
 * an end cost no more than one.
 */
const NOT_PROSE = /\[@[^[\]\n]*\]|`[^`\n]*`|\]\((?:[^()\n]|\([^()\n]*\))*\)|<?https?:\/\/\S+/g;

/** A piece of Markdown with blanks for citations, code and addresses: every word stands where it stood. */
export const blankNotProse = (markdown: string): string => markdown.replace(NOT_PROSE, (match) => ' '.repeat(match.length));

/** The same with blanks for its markup too. */
export const blankMarkup = (markdown: string): string => blankNotProse(markdown).replace(/[*_>#|[\]]/g, ' ');
