/** JavaScript and other programs cannot tell numbers with more digits apart. */
const MAX_DIGITS = 15;
/** Blanks and apostrophes stand between groups of three: `10 12` is two numbers. */
const BLANK = /[\s'’]/g;
const BLANKS_GROUP = /^-?\d{1,3}(?:([\s'’])\d{3}(?:\1\d{3})*)(?:[.,]\d+)?$/;

/**
 * Parses a number as people write it, with either separator: 380000, 380 000, 1.234.567,8 or 1,234.5. Undefined for other text
 * and for ambiguous numbers: `1.234` is a thousand in Argentina and a bit more than one in Mexico, `012` is ten to some
 * programs.
 */
export function readNumber(text: string): number | undefined {
  const typed = text.trim().replace(/^-\s/, '-');
  const compact = typed.replaceAll(BLANK, '');
  if (compact !== typed && !BLANKS_GROUP.test(typed)) return undefined;
  const match = /^(-?)((?!0\d)\d+(?:[.,]\d+)*)$/.exec(compact);
  if (!match) return undefined;
  const digits = match[2]!;
  if (digits.replace(/\D/g, '').length > MAX_DIGITS) return undefined;
  const separators = digits.match(/[.,]/g) ?? [];
  const kinds = new Set(separators);
  if (separators.length === 0) return Number(compact);
  if (kinds.size === 2) {
    const decimal = separators.at(-1)!;
    const [whole = '', part = '', ...more] = digits.split(decimal);
    const groups = whole.split(decimal === '.' ? ',' : '.');
    return more.length === 0 && areThousands(groups) ? Number(`${match[1]}${groups.join('')}.${part}`) : undefined;
  }
  const parts = digits.split(/[.,]/);
  if (separators.length > 1) return areThousands(parts) ? Number(match[1]! + parts.join('')) : undefined;
  const [whole, part] = parts as [string, string];
  if (part.length === 3 && /^[1-9]\d{0,2}$/.test(whole)) return undefined;
  return Number(`${match[1]}${whole}.${part}`);
}

const areThousands = ([first = '', ...rest]: string[]) => /^\d{1,3}$/.test(first) && rest.every((group) => /^\d{3}$/.test(group));
