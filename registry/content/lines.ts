/** Where a character stands, both counted from 1. */
export interface LinePlace {
  line: number;
  column: number;
}

/** Tells on which line and column of a text a character stands. Line ends are looked for once, however many places are asked for. */
export function lineFinder(text: string): (offset: number) => LinePlace {
  const starts = lineStarts(text);
  return (offset) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - starts[low]! + 1 };
  };
}

/** Where each line of a text begins. */
export const lineStarts = (text: string): number[] => [0, ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1)];
