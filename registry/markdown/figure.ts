/** What a number is when it is not a figure: the word before it says so (law 27.401, line 12). */
const LABELS = new Set(
  `n nº n.º no núm número numero number art artículo articulo artigo article sección seção section página pagina page línea linha line
  capítulo capitulo chapter cap ley lei law decreto decree resolución resolução resolution versión versão version anexo annex
  fase phase etapa stage objetivo goal años anos década siglo século figura figure cuadro tabla tabela table`.split(/\s+/),
);

/** What is ahead is looked at first: it is quicker than what is behind, and nearly always says no. */
const NUMBER =
  /(?=[\dA-Z$€£¥])(?<![\p{L}\p{N}])(?<money>(?:US|R|C|AR|CL|CO|MX|S\/|B\/)?[$€£¥][ \u00a0\u202f]?|(?:USD|EUR|BRL)[ \u00a0])?(?<digits>\d+(?:[.,]\d+|[ \u00a0\u202f]\d{3}(?!\d))*)/gu;
const PERCENT = /^[ \u00a0\u202f]?(?:[%‰]|(?:por\s+ciento|por\s+cento|per\s?cent)\b)/i;
const SCALE =
  /^[ \u00a0\u202f\n](?:mil|mill[oó]n(?:es)?|milh(?:ão|ões)|bilh(?:ão|ões)|billones|billion|million|thousand|trillion|trilh(?:ão|ões))(?![\p{L}])/iu;

const NOT_PROSE = /\[@[^\]\n]*\]|`[^`\n]*`|\]\([^)\n]*\)|<?https?:\/\/\S+/g;
/** The sentence goes on to a question mark. */
const IN_QUESTION = /^[^.?!]*(?:[.?!](?=\S)[^.?!]*)*\?/;

/** Characters on either side of a number that are looked at: longer sentences are not told apart, and hostile ones cost nothing. */
const REACH = 300;

const monthsByLocale = new Map<string, Set<string>>();

export interface Figure {
  /** As written, for a message. */
  figure: string;
  /** Its digits alone, to recognise it elsewhere. */
  digits: string;
  index: number;
}

/**
 * The figures in a piece of Markdown: shares, sums of money, and numbers of two digits or more that are no year, date,
 * ordinal, or part of a name. Questions assert nothing and are passed over, and so are citations, code and addresses.
 */
export function findFigures(markdown: string, locale: string): Figure[] {
  const text = markdown.replace(NOT_PROSE, (match) => ' '.repeat(match.length)).replace(/[*_>]/g, ' ');
  return [...text.matchAll(NUMBER)].flatMap((match) => {
    const { money, digits } = match.groups as { money?: string; digits: string };
    const before = text.slice(Math.max(0, match.index - REACH), match.index);
    const after = text.slice(match.index + match[0].length).slice(0, REACH);
    if (IN_QUESTION.test(after)) return [];
    const unit = PERCENT.exec(after)?.[0] ?? SCALE.exec(after)?.[0];
    if (unit === undefined && money === undefined && isNoFigure(digits, before, after, locale)) return [];
    return [{ figure: (match[0] + (unit ?? '')).trim(), digits: onlyDigits(digits), index: match.index }];
  });
}

/** The digits of every number in a text, figures or not. */
export const numbersIn = (text: string): string[] =>
  [...text.matchAll(NUMBER)].map((match) => onlyDigits(match.groups!['digits']!));

const onlyDigits = (number: string) => number.replace(/\D/g, '');

function isNoFigure(digits: string, before: string, after: string, locale: string): boolean {
  if (onlyDigits(digits).length < 2) return true;
  if (/^(?:19|20)\d\d$/.test(digits)) return true;
  // A version: "Industria 4.0", "mesas 2.0".
  if (/^\d\.0$/.test(digits)) return true;
  if (/(?:\p{L}[-–/.+]|\d[/:]|(?:19|20)\d\d[-–])$/u.test(before) || /^(?:[\p{L}ºª°]|\.[ºª°]|-\p{L}|[/:]\d)/u.test(after))
    return true;
  return isDated(before, after, locale) || isNamed(before);
}

/** The word before is a label, or a name: an acronym, or a capitalised word that does not begin the sentence. */
function isNamed(before: string): boolean {
  const [, lead = '', word = ''] = /(^|.*?)([\p{L}\p{M}.º°’'-]+)\s*[-–]?\s*$/su.exec(before) ?? [];
  if (LABELS.has(word.toLowerCase().replace(/\.$/, ''))) return true;
  if (/^\p{Lu}[\p{Lu}\p{N}-]+$/u.test(word)) return true;
  const beginsSentence = /(?:^|[.?!:;]|\n\s*[-*+])\s*[«“"(¿¡]*\s*$/u.test(lead);
  return /^\p{Lu}/u.test(word) && !beginsSentence;
}

function isDated(before: string, after: string, locale: string): boolean {
  const months = monthsOf(locale);
  const next = /^\s+(?:de\s+)?(\p{L}+)/u.exec(after)?.[1]?.toLowerCase();
  const previous = /(\p{L}+)\s+$/u.exec(before)?.[1]?.toLowerCase();
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
