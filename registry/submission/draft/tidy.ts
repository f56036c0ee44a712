/** Left behind by copying from PDF files and word processors: nobody sees them, and they carry no words. */
const LEFTOVERS = /[\u00ad\u200b\u2060\ufeff]/g;

/**
 * What was sent with its texts made regular: composed characters (NFC), plain line ends, no leftovers of copying, no blanks at
 * line ends, and one line for all that is no section of a body. What could deceive a reader (controls, text direction) stays, so
 * that validation can refuse it.
 */
export function tidyTexts<Value>(value: Value): Value {
  return tidy(value, '') as Value;
}

function tidy(value: unknown, part: string): unknown {
  if (typeof value === 'string') return part === 'body' ? tidyText(value) : toLine(tidyText(value));
  if (Array.isArray(value)) return value.map((item) => tidy(item, part));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, key === 'data' ? inner : tidy(inner, part || key)]),
  );
}

const toLine = (text: string) => (text.includes('\n') ? text.replaceAll(/\s*\n\s*/g, ' ') : text).trim();

/** A line end other than \n, a leftover, or a blank at the end of a line: most texts have none, and are looked over once. */
const UNTIDY = /[\r\u2028\u2029\u00ad\u200b\u2060\ufeff]|[ \t]$/m;

function tidyText(text: string): string {
  const regular = text.toWellFormed().normalize('NFC');
  if (!UNTIDY.test(regular)) return regular;
  return regular
    .replaceAll(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll(LEFTOVERS, '')
    .replaceAll(/[ \t]+$/gm, '');
}
