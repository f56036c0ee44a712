/** What is no prose: citations, code, and where links lead. */
const NOT_PROSE = /\[@[^\]\n]*\]|`[^`\n]*`|\]\([^)\n]*\)|<?https?:\/\/\S+/g;

/** A piece of Markdown with blanks for its markup, citations and addresses: every word stands where it stood. */
export const blankMarkup = (markdown: string): string =>
  markdown.replace(NOT_PROSE, (match) => ' '.repeat(match.length)).replace(/[*_>#|[\]]/g, ' ');
