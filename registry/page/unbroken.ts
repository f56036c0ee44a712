const BLANK = '[ \\n]';

/** Words that multiply the number before them: those of number/number-words.ts, which is much for a browser to load. */
const SCALES =
  'mil|miles|mill[oó]n|millones|bill[oó]n|billones|[mb]ilhão|[mb]ilhões|trilhão|trilhões|hundred|thousand|[mb]illion|trillion|bn';
const UNITS = 'k?m[²³]?|km/h|ha|kg|t|[kMGT]Wh?|[kMG]B|[kMG]bps|°C|pp';
const MONEY = '(?:\\p{Lu}{0,3}|[BS]/)[$€£¥]|USD|EUR|BRL|[BS]/\\.?|[BG]s\\.?|[LQ]';
const LABELS =
  '[Aa]rts?\\.|[Cc]aps?\\.|[Ff]igs?\\.|[Ii]ncs?\\.|[Ll][aá]ms?\\.|[Nn]\\.?[ºo°]|[Nn]o\\.|[Nn][úu]ms?\\.|[Pp][aá]gs?\\.|pp?\\.|[Pp]árrs?\\.|[Ss]ecc?s?\\.|[Vv]ols?\\.|ODS|SDG';

/** A blank inside a number, or between one and what is read with it. Looks at a blank first: most stand between words. */
const INSIDE = new RegExp(
  `${BLANK}(?:${[
    `(?=\\d{3}(?!\\d))(?<=(?<![\\d.,])\\d{1,3}(?:${BLANK}\\d{3}){0,5}${BLANK})`,
    `(?<=\\d${BLANK})(?=[%‰]|(?:${SCALES}|${UNITS})(?![\\p{L}\\p{N}/]))`,
    `(?=\\d)(?<=(?<![\\p{L}\\p{N}])(?:${MONEY}|${LABELS})${BLANK})`,
  ].join('|')})`,
  'gu',
);

/** A text whose numbers stay on one line: "18 900", "12,5 %", "US$ 3 millones", "art. 5". */
export const unbroken = (text: string): string => (/\d/.test(text) ? text.replaceAll(INSIDE, '\u00a0') : text);

/** What is no text for readers, or is taken over as it is written: a form's values, code, data of scripts. */
const AS_WRITTEN = /<(script|style|title|textarea|select|pre|code)\b[^]*?<\/\1>|<!--[^]*?-->|<(?:"[^"]*"|'[^']*'|[^'">])*>/g;

/** HTML whose texts are unbroken; attributes, form values and code stay as written. */
export function unbrokenHtml(html: string): string {
  let [made, at] = ['', 0];
  for (const { 0: markup, index } of html.matchAll(AS_WRITTEN)) {
    made += unbroken(html.slice(at, index)) + markup;
    at = index + markup.length;
  }
  return made + unbroken(html.slice(at));
}
