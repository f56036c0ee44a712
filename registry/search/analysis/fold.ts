/** A word as it is compared: lower case, without accents, ñ as n and ç as c, full-width and ligature forms undone. */
export function fold(word: string): string {
  const lower = word.toLowerCase();
  // Half of all words have nothing to fold, and normalising is most of what indexing costs.
  return /^[a-z0-9]*$/.test(lower) ? lower : lower.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
