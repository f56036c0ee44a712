/** Inserts a break so that machines do not recognise a shorthand; readers see no difference. */
const BREAK = '\u200b';

const HIDDEN = /(?!\n)[\p{Cc}\p{Cf}\p{Co}]/gu;

/** Punctuation with a meaning in Markdown: anywhere in a line, or at its start. */
const MARKUP = /[!#$&()*<>@[\\\]^_`{|}~]|^[+=-]|(?<=^\d{1,9})\./g;
/** Where a forge would detect an address, abbreviation, reference, mention or formula. */
const SHORTHAND = /(?<=:)(?=\S)|(?<=www)(?=\.)|(?<=GH-)(?=\d)|(?<=[@#$])/gi;

/**
 * Escapes untrusted text as Markdown: no markup, links, mentions, references, closing keywords, hidden comments or formulas.
 * Forges also search the rendered text, where an escape is not enough, hence the break.
 */
export function inertText(text: string): string {
  return tidy(text)
    .split('\n')
    .map((line) => line.replaceAll(MARKUP, '\\$&').replaceAll(SHORTHAND, BREAK))
    .join('\n');
}

/** As a quotation, paragraph by paragraph. */
export const inertQuote = (text: string) =>
  inertText(text)
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n');

/** On one line, for a list. */
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
