/** The position of a character; line and column count from 1. */
export interface LinePlace {
  line: number;
  column: number;
}

/**
 * Returns a function that gives the line and column of a character. Line ends are searched once, however many positions are
 * asked for.
 */
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

/** The start of each line of a text. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
  return starts;
}

/** A text on one line: its lines without the blanks around them, and without the empty ones. */
export const joinLines = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .join(' ');
