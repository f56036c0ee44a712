/**
 * Light English stemmer for folded words: plurals (D. Harman, "How effective is suffixing?", JASIS 42, 1991), then -ing and -ed
 * if enough of the word remains. Words of up to three letters stay as they are.
 */
export function stemEnglish(word: string): string {
  if (word.length <= 3) return word;
  const base = participle(singular(IRREGULAR.get(word) ?? word));
  return base.length >= 5 && base.endsWith('e') ? base.slice(0, -1) : base;
}

const IRREGULAR: ReadonlyMap<string, string> = new Map([
  ['children', 'child'],
  ['women', 'woman'],
  ['men', 'man'],
  ['people', 'person'],
  ['feet', 'foot'],
]);

function singular(word: string): string {
  if (/[^ae]ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/(?:ch|sh|ss|x|zz)es$/.test(word)) return word.slice(0, -2);
  return /[^usi]s$/.test(word) ? word.slice(0, -1) : word;
}

function participle(word: string): string {
  const ied = /^(.{2,})ied$/.exec(word)?.[1];
  if (ied) return `${ied}y`;
  const base = word.replace(/(?:ing|ed)$/, '');
  if (base === word || base.length < 4 || !/[aeiouy]/.test(base)) return word;
  return /([^aeiouls])\1$/.test(base) ? base.slice(0, -1) : base;
}
