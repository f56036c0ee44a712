/** The value below which a share of some values is. */
export const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? NaN;

/** The power of its size with which a figure grows from the first row to the last: 1 is linear. */
export function growthOf<Row>(rows: readonly Row[], sizeOf: (row: Row) => number, figureOf: (row: Row) => number): number {
  const [first, last] = [rows[0]!, rows.at(-1)!];
  return Math.log(figureOf(last) / figureOf(first)) / Math.log(sizeOf(last) / sizeOf(first));
}
