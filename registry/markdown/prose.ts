/**
 * Citations, code, link targets and characters written as numbers (`O&#39;Higgins`). Each match ends where another begins, so that
 * thousands of unclosed openings cost no more than one.
 */
const NOT_PROSE = /\[@[^[\]\n]*\]|`[^`\n]*`|\]\((?:[^()\n]|\([^()\n]*\))*\)|<?https?:\/\/\S+|&#(?:\d{1,7}|[xX][\dA-Fa-f]{1,6});/g;

/** A quick test: most sentences have none of these. */
const OPENING = /[[\]`:]|&#/;

/** Markdown with citations, code and addresses blanked out; words keep their positions. */
export const blankNotProse = (markdown: string): string =>
  OPENING.test(markdown) ? markdown.replace(NOT_PROSE, (match) => ' '.repeat(match.length)) : markdown;

/** The same with markup blanked out too. */
export const blankMarkup = (markdown: string): string => blankNotProse(markdown).replace(/[*_>#|[\]]/g, ' ');
