import type { WrittenNumber, WrittenNumbers } from './read-numbers.ts';

/** With more unmatched numbers than this, the texts simply differ, and possible readings are not compared. */
const MANY = 100;

/**
 * The numbers in digits that only one of two texts has. Each is matched with one of the other text: by equal value, then by
 * possible value, then with a number in words.
 */
export function compareNumbers(
  one: WrittenNumbers,
  other: WrittenNumbers,
): { onlyOne: readonly WrittenNumber[]; onlyOther: readonly WrittenNumber[] } {
  if (one.digits.length + other.digits.length === 0) return { onlyOne: [], onlyOther: [] };
  const alike = pair(one.digits, other.digits, (number) => number.values.slice(0, 1));
  const { left, right } = alike.left.length + alike.right.length > MANY ? alike : pair(alike.left, alike.right, allValues);
  const without = (numbers: readonly WrittenNumber[], { words }: WrittenNumbers) => pair(numbers, words, allValues).left;
  return {
    onlyOne: left.length > 0 ? without(left, other) : left,
    onlyOther: right.length > 0 ? without(right, one) : right,
  };
}

const allValues = ({ values }: WrittenNumber) => values;

/** What remains of two lists after removing pairs with a common value. */
function pair(
  left: readonly WrittenNumber[],
  right: readonly WrittenNumber[],
  valuesOf: (number: WrittenNumber) => readonly number[],
): { left: readonly WrittenNumber[]; right: readonly WrittenNumber[] } {
  if (left.length === 0 || right.length === 0) return { left, right };
  const rest = new Set(right);
  const byValue = new Map<number, WrittenNumber[]>();
  for (const number of right)
    for (const key of valuesOf(number).map(keyOf)) byValue.set(key, [...(byValue.get(key) ?? []), number]);
  const alone = left.filter((number) => {
    for (const key of valuesOf(number).map(keyOf)) {
      const partners = byValue.get(key) ?? [];
      const partner = partners.find((candidate) => rest.has(candidate));
      if (!partner) continue;
      rest.delete(partner);
      return false;
    }
    return true;
  });
  return { left: alone, right: [...rest] };
}

/** Products of fractions are inexact. */
const keyOf = (value: number) => (Number.isInteger(value) && Math.abs(value) < 1e10 ? value : Number(value.toPrecision(10)));
