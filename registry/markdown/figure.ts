import { numberWords } from '../number/number-words.ts';
import { blankNotProse } from './prose.ts';

/** Words before a number that is a reference rather than a figure (law 27.401, line 12). */
const LABELS = new Set(
  `n nº n.º no núm número numero number art artículo articulo artigo article sección seção section página pagina page línea linha line
  capítulo capitulo chapter cap ley lei law decreto decree resolución resolução resolution versión versão version anexo annex
  fase phase etapa stage objetivo goal años anos década siglo século figura figure cuadro tabla tabela table`.split(/\s+/),
);

/** Tests what follows the number first: it is quicker than testing what precedes it, and usually rules it out. */
const NUMBER =
  /(?=[\dA-Z$€£¥])(?<![\p{L}\p{N}])(?<money>(?:US|R|C|AR|CL|CO|MX|S\/|B\/)?[$€£¥][ \u00a0\u202f]?|(?:USD|EUR|BRL)[ \u00a0])?(?<digits>\d+(?:[.,]\d+|[ \u00a0\u202f]\d{3}(?!\d))*)/gu;
const DIGIT = /\d/;
const PERCENT = /^[ \u00a0\u202f]?(?:[%‰]|(?:por\s+ciento|por\s+cento|per\s?cent)\b)/i;
/** Words that multiply the number before them, by language; of a language that we cannot read, those of all. */
const SCALES = new Map([...numberWords].map(([locale, { scales }]) => [locale, scalePattern([...scales.keys()])]));
const ANY_SCALE = scalePattern([...numberWords.values()].flatMap(({ scales }) => [...scales.keys()]));

function scalePattern(words: readonly string[]): RegExp {
  return new RegExp(`^[ \\u00a0\\u202f\\n](?:${words.join('|')})(?!\\p{L})`, 'iu');
}

/** The sentence ends in a question mark. */
const IN_QUESTION = /^[^.?!]*(?:[.?!](?=\S)[^.?!]*)*\?/;

/** Characters examined on either side of a number. Bounds the work on hostile text; longer sentences are not told apart. */
const REACH = 300;

const monthsByLocale = new Map<string, Set<string>>();

export interface Figure {
  /** As written, for a message. */
  figure: string;
  /** Its digits, to recognise it elsewhere. */
  digits: string;
  index: number;
}

/**
 * The figures in a piece of Markdown: shares, sums of money, and numbers of two digits or more that are not a year, date,
 * ordinal or part of a name. Skips questions, because they assert nothing, and citations, code and addresses.
 */
export function findFigures(markdown: string, locale: string): Figure[] {
  if (!DIGIT.test(markdown)) return [];
  const text = blankNotProse(markdown).replace(/[*_>]/g, ' ');
  return [...text.matchAll(NUMBER)].flatMap((match) => {
    const { money, digits } = match.groups as { money?: string; digits: string };
    const before = text.slice(Math.max(0, match.index - REACH), match.index);
    const after = text.slice(match.index + match[0].length).slice(0, REACH);
    if (IN_QUESTION.test(after)) return [];
    const unit = PERCENT.exec(after)?.[0] ?? (SCALES.get(locale) ?? ANY_SCALE).exec(after)?.[0];
    if (unit === undefined && money === undefined && isNoFigure(digits, before, after, locale)) return [];
    return [{ figure: (match[0] + (unit ?? '')).trim(), digits: onlyDigits(digits), index: match.index }];
  });
}

/** The digits of every number in a text, figures or not. */
export const numbersIn = (text: string): string[] =>
  DIGIT.test(text) ? [...text.matchAll(NUMBER)].map((match) => onlyDigits(match.groups!['digits']!)) : [];

const onlyDigits = (number: string) => number.replace(/\D/g, '');

function isNoFigure(digits: string, before: string, after: string, locale: string): boolean {
  if (onlyDigits(digits).length < 2) return true;
  if (/^(?:19|20)\d\d$/.test(digits)) return true;
  // A version number: "Industria 4.0", "mesas 2.0".
  if (/^\d\.0$/.test(digits)) return true;
  if (/(?:\p{L}[-–/.+]|\d[/:]|(?:19|20)\d\d[-–])$/u.test(before) || /^(?:[\p{L}ºª°]|\.[ºª°]|-\p{L}|[/:]\d)/u.test(after))
    return true;
  return isDated(before, after, locale) || isNamed(before);
}

/** Whether the word before is a label or a name: an acronym, or a capitalised word inside the sentence. */
function isNamed(before: string): boolean {
  const { lead, word } = lastWord(before);
  if (LABELS.has(word.toLowerCase().replace(/\.$/, ''))) return true;
  if (/^\p{Lu}[\p{Lu}\p{N}-]+$/u.test(word)) return true;
  return /^\p{Lu}/u.test(word) && !beginsSentence(lead);
}

const WORD = /[\p{L}\p{M}.º°’'-]/u;
const BLANK = /\s/;

/** The last word of a text, with the text before it. A spaced dash may follow the word: "Ley – ". */
function lastWord(text: string): { lead: string; word: string } {
  const end = skipBack(text, text.length, BLANK);
  const whole = skipBack(text, end, WORD);
  const beforeDash = /[-–]/.test(text.charAt(end - 1)) ? skipBack(text, end - 1, BLANK) : end;
  const parted = skipBack(text, beforeDash, WORD);
  return parted < beforeDash && (parted < whole || whole === end)
    ? { lead: text.slice(0, parted), word: text.slice(parted, beforeDash) }
    : { lead: text.slice(0, whole), word: text.slice(whole, end) };
}

/** The next word starts a sentence or a list item. */
function beginsSentence(lead: string): boolean {
  const opened = skipBack(lead, skipBack(lead, lead.length, BLANK), /[«“"(¿¡]/);
  const end = skipBack(lead, opened, BLANK);
  if (end === 0 || /[.?!:;]/.test(lead.charAt(end - 1))) return true;
  return /[-*+]/.test(lead.charAt(end - 1)) && lead.slice(skipBack(lead, end - 1, BLANK), end).includes('\n');
}

/**
 * The start of the run of given characters that ends at `end`. Searches backwards, so the cost depends on the run and not on
 * the text.
 */
function skipBack(text: string, end: number, run: RegExp): number {
  let at = end;
  while (at > 0) {
    const isPair = /[\udc00-\udfff]/.test(text.charAt(at - 1)) && /[\ud800-\udbff]/.test(text.charAt(at - 2));
    const from = at - (isPair ? 2 : 1);
    if (!run.test(text.slice(from, at))) break;
    at = from;
  }
  return at;
}

function isDated(before: string, after: string, locale: string): boolean {
  const months = monthsOf(locale);
  const next = /^\s+(?:de\s+)?(\p{L}+)/u.exec(after)?.[1]?.toLowerCase();
  const end = skipBack(before, before.length, BLANK);
  const previous = end < before.length ? before.slice(skipBack(before, end, /\p{L}/u), end).toLowerCase() : undefined;
  return (next !== undefined && months.has(next)) || (previous !== undefined && months.has(previous));
}

function monthsOf(locale: string): Set<string> {
  let months = monthsByLocale.get(locale);
  if (!months) {
    const format = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' });
    months = new Set(Array.from({ length: 12 }, (_, month) => format.format(Date.UTC(2020, month, 15)).toLowerCase()));
    monthsByLocale.set(locale, months);
  }
  return months;
}
