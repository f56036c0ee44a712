/** Normalises a word for comparison: lower case, no accents, ñ as n and ç as c, full-width and ligature forms decomposed. */
export const fold = (word: string): string => word.toLowerCase().replaceAll(/[^\0-\x7f]/gu, foldSign);

/** Cached per character, because texts use few characters and normalising is most of the cost of reading. */
const known = new Map<string, string>();

function foldSign(sign: string): string {
  let folded = known.get(sign);
  if (folded === undefined) known.set(sign, (folded = sign.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()));
  return folded;
}
