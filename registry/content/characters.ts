/**
 * Invisible characters. The one place that defines which are removed from input, which are refused, and where some are needed,
 * so that files, the form and the API give the same answer.
 */

/**
 * Line ends of other programs: CR of old Macs, VT of PowerPoint, FF of printers, NEL of mainframes, LS and PS of word
 * processors.
 */
const LINE_ENDS = /\r\n?|[\v\f\u0085\u2028\u2029]/g;

/**
 * Leftovers of copying from PDF files, web pages and word processors: control characters, optional hyphens, zero-width blanks,
 * byte order marks, and the placeholder of a picture. Removing them loses no word.
 */
const LEFTOVERS = /[\u0000-\u0008\u000e-\u001f\u007f\u00ad\u200b\u2060\ufeff\ufffc]/g;

/** A quick test for characters to remove or replace; most texts have none. */
const IRREGULAR = /[\u0000-\u0008\u000b-\u001f\u007f\u0085\u00ad\u200b\u2028\u2029\u2060\ufeff\ufffc]/;

/**
 * Characters that no text may have. Hidden: controls, formatting such as text direction, ignorable code points
 * (Default_Ignorable_Code_Point), private use, and two signs that are drawn as nothing. Broken: surrogate halves,
 * noncharacters, and U+FFFD, which replaces what another program could not read. Visible signs that Unicode counts as
 * formatting (Arabic and Kaithi number marks) are allowed.
 */
const UNFIT =
  /[[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2028\u2029\u2800\ufffc\ufffd\u{1d159}]--[\t\n\r\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}]]/v;
/** Anything but letters and signs of Western Europe. */
const UNCOMMON = /[^\t\n\r -~\u00a0-\u00ac\u00ae-\u017f‐-‗‘-„†-…€]/;
const BROKEN = /[\p{Cs}\p{Noncharacter_Code_Point}\ufffd]/v;

/**
 * Scripts in which joiners change how letters are written and so the meaning of a word, such as Persian and the languages of
 * India.
 */
const JOINED = [
  ...['Arabic', 'Syriac', 'Nko', 'Mongolian', 'Devanagari', 'Bengali', 'Gurmukhi', 'Gujarati', 'Oriya', 'Tamil', 'Telugu'],
  ...['Kannada', 'Malayalam', 'Sinhala', 'Khmer', 'Myanmar', 'Tibetan'],
]
  .map((script) => `\\p{Script=${script}}`)
  .join('');

/**
 * Where a hidden character is part of a visible one: joiners and variants inside an emoji (https://unicode.org/reports/tr51/),
 * the flags of England, Scotland and Wales, joiners between letters of scripts that need them, and variants of ideographs and
 * of Mongolian letters.
 */
const NEEDED = new RegExp(
  [
    '(?<=\\p{Extended_Pictographic}[\\ufe0f\\u{1f3fb}-\\u{1f3ff}]?)\\u200d(?=\\p{Extended_Pictographic})',
    '(?<=\\p{Extended_Pictographic})[\\ufe0e\\ufe0f]',
    '(?<=[0-9#*])\\ufe0f(?=\\u20e3)',
    ...['gbeng', 'gbsct', 'gbwls'].map((region) => `(?<=\\u{1f3f4})${toTags(region)}\\u{e007f}`),
    `(?<=[${JOINED}])[\\u200c\\u200d](?=[${JOINED}])`,
    `(?<=[${JOINED}])\\u200d`,
    '(?<=\\p{Ideographic})[\\ufe00-\\ufe02\\u{e0100}-\\u{e01ef}]',
    '(?<=\\p{Script=Mongolian})[\\u180b-\\u180f]',
  ].join('|'),
  'gv',
);

function toTags(letters: string): string {
  return [...letters].map((letter) => `\\u{e00${letter.codePointAt(0)!.toString(16)}}`).join('');
}

export interface UnfitCharacter {
  /** The reason: the character is invisible, or it replaces a lost one. */
  kind: 'hidden' | 'broken';
  /** Its code point in Unicode notation: U+202E. */
  character: string;
  index: number;
}

/** The first forbidden character of a text. */
export function findUnfit(text: string): UnfitCharacter | undefined {
  // Most texts have none and are scanned once, and most of those have only common signs.
  if (!UNCOMMON.test(text) || !UNFIT.test(text)) return undefined;
  const found = UNFIT.exec(text.replaceAll(NEEDED, (needed) => ' '.repeat(needed.length)));
  if (!found) return undefined;
  return { kind: BROKEN.test(found[0]) ? 'broken' : 'hidden', character: codePointName(found[0]), index: found.index };
}

/** A text without the characters that none may have; emoji of several parts come apart when there was one. */
export const withoutUnfit = (text: string): string =>
  findUnfit(text) ? text.replaceAll(new RegExp(UNFIT, 'gv'), '') : text;

/** The code point of a character: U+00A0. */
export const codePointName = (character: string): string =>
  `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;

/** A text for a message about it, with blanks at its ends and unusual blanks shown as code points. */
export const showBlanks = (text: string): string =>
  text.replaceAll(/^ +|(?<! ) +$|[\t\n\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g, (blanks) =>
    [...blanks].map((blank) => `[${codePointName(blank)}]`).join(''),
  );

/**
 * A text for a terminal or the log of a workflow, which obey what stands in it: in one line, because a line of its own may be a
 * command, and so may what follows `##[`.
 */
export const asOneLine = (text: string): string => text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ').replaceAll('##[', '## [');

/** Normalises line ends to those of files. */
export const withPlainLineEnds = (text: string): string => (text.includes('\r') ? text.replaceAll(/\r\n?/g, '\n') : text);

/** Normalises input: plain line ends, no leftovers of copying, composed letters (NFC). */
export function regularText(text: string): string {
  const tidy = IRREGULAR.test(text) ? text.replaceAll(LINE_ENDS, '\n').replaceAll(LEFTOVERS, '') : text;
  return tidy.normalize('NFC');
}
