import { regularText } from '../../content/characters.ts';
import { joinLines } from '../../content/lines.ts';

/**
 * Normalises texts with regularText, removes blanks at line ends, and joins lines except in sections of a body. Deceptive
 * characters (text direction, for example) stay, so that validation can refuse them.
 */
export function tidyTexts<Value>(value: Value): Value {
  return tidy(value, '') as Value;
}

function tidy(value: unknown, part: string): unknown {
  if (typeof value === 'string') return part === 'body' ? tidyText(value) : joinLines(tidyText(value));
  if (Array.isArray(value)) return value.map((item) => tidy(item, part));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, key === 'data' ? inner : tidy(inner, part || key)]),
  );
}

/** Examines each run of blanks once from its start, so that thousands inside a line cost no more. */
const tidyText = (text: string): string => regularText(text).replaceAll(/(?<![ \t])[ \t]+$/gm, '');
