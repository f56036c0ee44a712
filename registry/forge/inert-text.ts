/** Breaks a shorthand apart for machines and leaves it whole for the eye. */
const BREAK = '\u200b';

const HIDDEN = /(?!\n)[\p{Cc}\p{Cf}\p{Co}]/gu;

/** Punctuation that means something to Markdown: anywhere in a line, or at its beginning. */
const MARKUP = /[!#$&()*<>@[\\\]^_`{|}~]|^[+=-]|(?<=^\d{1,9})\./g;
/** Places where a forge would find an address, an abbreviation, a reference, a mention or a formula. */
const SHORTHAND = /(?<=:)(?=\S)|(?<=www)(?=\.)|(?<=GH-)(?=\d)|(?<=[@#$])/gi;

/**
 * Somebody's words as Markdown that says just these words: no markup, links, mentions, references, closing keywords, hidden
 * comments or formulas. An escape is not enough for those that a forge looks for in the rendered text, hence the break.
 */
export function inertText(text: string): string {
  return tidy(text)
    .split('\n')
    .map((line) => line.replaceAll(MARKUP, '\\$&').replaceAll(SHORTHAND, BREAK))
    .join('\n');
}

/** The same as a quotation, paragraph by paragraph. */
export const inertQuote = (text: string) =>
  inertText(text)
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n');

/** The same on one line, for a list. */
export const inertLine = (text: string) => inertText(text.replaceAll(/\s+/g, ' '));

function tidy(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll('\t', ' ')
    .replaceAll(HIDDEN, '')
    .split('\n')
    .map((line) => line.replaceAll(/\s+/g, ' ').trim())
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}
