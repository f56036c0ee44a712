/** The letters of a column in a spreadsheet: 28 is AB. */
export function columnLetters(column: number): string {
  const [before, letter] = [Math.floor((column - 1) / 26), String.fromCharCode(65 + ((column - 1) % 26))];
  return before > 0 ? columnLetters(before) + letter : letter;
}
