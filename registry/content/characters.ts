/**
 * Characters that cannot be seen. The one place that says which of them are taken out of what is sent, which are refused, and
 * where some are needed: files, the form and the API get the same answer.
 */

/** Line ends of other programs: CR of old Macs, VT of PowerPoint, FF of printers, NEL of mainframes, LS and PS of word processors. */
const LINE_ENDS = /\r\n?|[\v\f\u0085\u2028\u2029]/g;

/**
 * Left behind by copying from PDF files, web pages and word processors: control characters, optional hyphens, blanks of no
 * width, byte order marks, and the sign that stands for a picture. No word is lost with them.
 */
const LEFTOVERS = /[\u0000-\u0008\u000e-\u001f\u007f\u00ad\u200b\u2060\ufeff\ufffc]/g;

/** Something to take out or to replace: most texts have nothing of it. */
const IRREGULAR = /[\u0000-\u0008\u000b-\u001f\u007f\u0085\u00ad\u200b\u2028\u2029\u2060\ufeff\ufffc]/;

/**
 * Characters that no text may have. Hidden: controls, formatting such as the direction of writing, what renderers skip
 * (Default_Ignorable_Code_Point), private use, and two signs that are drawn as nothing. Broken: halves of characters, code points
 * that are no characters, and U+FFFD, which stands for what another program could not read. Signs that Unicode counts as
 * formatting although everybody sees them (Arabic and Kaithi number marks) are left alone.
 */
const UNFIT =
  /[[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2028\u2029\u2800\ufffc\ufffd\u{1d159}]--[\t\n\r\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}]]/v;
const BROKEN = /[\p{Cs}\p{Noncharacter_Code_Point}\ufffd]/v;

/** Scripts in which joiners change how letters are written, and so what a word says: Persian and the languages of India, for example. */
const JOINED = [
  ...['Arabic', 'Syriac', 'Nko', 'Mongolian', 'Devanagari', 'Bengali', 'Gurmukhi', 'Gujarati', 'Oriya', 'Tamil', 'Telugu'],
  ...['Kannada', 'Malayalam', 'Sinhala', 'Khmer', 'Myanmar', 'Tibetan'],
]
  .map((script) => `\\p{Script=${script}}`)
  .join('');

/**
 * The places where a hidden character is part of what is seen: joiners and variants inside an emoji (https://unicode.org/reports/tr51/),
 * the flags of England, Scotland and Wales, joiners between letters of the scripts that need them, and variants of ideographs
 * and of Mongolian letters.
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
  /** Why it is refused: nobody sees it, or it stands for something that was lost. */
  kind: 'hidden' | 'broken';
  /** Its code point, as Unicode writes it: U+202E. */
  character: string;
  index: number;
}

/** The first character of a text that it may not have. */
export function findUnfit(text: string): UnfitCharacter | undefined {
  // Most texts have none, and are looked over once.
  if (!UNFIT.test(text)) return undefined;
  const found = UNFIT.exec(text.replaceAll(NEEDED, (needed) => ' '.repeat(needed.length)));
  if (!found) return undefined;
  return { kind: BROKEN.test(found[0]) ? 'broken' : 'hidden', character: nameOf(found[0]), index: found.index };
}

/** A text without the characters that none may have; emoji of several parts come apart when there was one. */
export const withoutUnfit = (text: string): string =>
  findUnfit(text) ? text.replaceAll(new RegExp(UNFIT, 'gv'), '') : text;

/** A character by its number: U+00A0. */
export const nameOf = (character: string): string =>
  `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;

/** A text for a message about it: blanks at its ends, and blanks that only look like the space bar's, as their numbers. */
export const showBlanks = (text: string): string =>
  text.replaceAll(/^ +|(?<! ) +$|[\t\n\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g, (blanks) =>
    [...blanks].map((blank) => `[${nameOf(blank)}]`).join(''),
  );

/** A text with the line ends that files have. */
export const withPlainLineEnds = (text: string): string => text.replaceAll(/\r\n?/g, '\n');

/** What somebody typed or a program sent, with plain line ends, without leftovers of copying, and with composed letters (NFC). */
export function regularText(text: string): string {
  const tidy = IRREGULAR.test(text) ? text.replaceAll(LINE_ENDS, '\n').replaceAll(LEFTOVERS, '') : text;
  return tidy.normalize('NFC');
}
