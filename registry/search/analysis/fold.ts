/** A word as it is compared: lower case, without accents, ñ as n and ç as c, full-width and ligature forms undone. */
export const fold = (word: string): string => word.toLowerCase().replaceAll(/[^\0-\x7f]/gu, foldSign);

/** Texts use few signs, and normalising them one text after the other is most of what reading costs. */
const known = new Map<string, string>();

function foldSign(sign: string): string {
  let folded = known.get(sign);
  if (folded === undefined) known.set(sign, (folded = sign.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()));
  return folded;
}
