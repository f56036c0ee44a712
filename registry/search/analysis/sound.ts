/** Spellings that sound alike in the Spanish and Portuguese of the region, in folded words, in the order in which they are read. */
const ALIKE: readonly (readonly [RegExp, string])[] = [
  [/ph/g, 'f'],
  // "ch" keeps its h, all others are silent.
  [/(?<!c)h/g, ''],
  [/sc(?=[ei])|xc(?=[ei])/g, 's'],
  [/c(?=[ei])|z/g, 's'],
  // The cedilla of "inovação" is gone when a word is folded.
  [/c(?=ao$|oes$)/g, 's'],
  [/qu(?=[ei])|q|c(?!h)/g, 'k'],
  [/x(?=[^aeiou])/g, 's'],
  [/g(?=[ei])/g, 'j'],
  [/gu(?=[ei])/g, 'g'],
  [/ll/g, 'y'],
  [/v/g, 'b'],
  [/n(?=[bp])/g, 'm'],
  [/(.)\1+/g, '$1'],
];

/** How a folded word sounds: "trasavilidad" as "trazabilidad", "inbestigasion" as "investigación". */
export const soundOf = (word: string): string =>
  ALIKE.reduce((sound, [letters, heard]) => sound.replaceAll(letters, heard), word);

/** Letters of which one may be written for another at the beginning of a word. */
const FIRST_LETTERS = ['bv', 'ckqsz', 'gj', 'ly'].map((letters) => letters.split(''));

/** What words may begin with that sound as this one does; its own first letter first. */
export function beginningsLike(word: string): string[] {
  const first = word[0]!;
  if (first === 'h') return [first, word.slice(1, 2)];
  if (/[aeiou]/.test(first)) return [first, `h${first}`];
  return [...new Set([first, ...(FIRST_LETTERS.find((letters) => letters.includes(first)) ?? [])])];
}
