import { regularText } from '../../content/characters.ts';

/**
 * What was sent with its texts made regular as regularText does, without blanks at line ends, and on one line unless they are
 * sections of a body. What could deceive a reader (the direction of writing, for example) stays, so that validation can refuse it.
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

const toLine = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .join(' ');

/** A run of blanks is looked at once, from its beginning: thousands in the middle of a line cost no more than that. */
const tidyText = (text: string): string => regularText(text).replaceAll(/(?<![ \t])[ \t]+$/gm, '');
