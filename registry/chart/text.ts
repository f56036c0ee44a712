const NARROW = new Set("iljtfrI.,:;'’!|()[]-/ ");
const WIDE = new Set('mwMW@%—');

/** About how wide words are in Public Sans, in ems: pictures are drawn where no browser can measure. */
export function textWidth(text: string): number {
  let width = 0;
  for (const letter of text.normalize('NFD')) {
    if (/\p{M}/u.test(letter)) continue;
    width += NARROW.has(letter) ? 0.33 : WIDE.has(letter) ? 0.9 : /[A-Z]/.test(letter) ? 0.68 : 0.58;
  }
  return width;
}

/** Words in lines of at most so many ems. A word that is longer has a line of its own. */
export function wrapText(text: string, most: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && textWidth(`${last} ${word}`) <= most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
