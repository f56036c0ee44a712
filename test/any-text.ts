import fc from 'fast-check';

const SURROGATES = { first: 0xd800, count: 0x800 };
const character = fc
  .nat(0x10ffff - SURROGATES.count)
  .map((number) => String.fromCodePoint(number < SURROGATES.first ? number : number + SURROGATES.count));

/**
 * Texts of any characters. What the library calls `unit: 'binary'` is the same, but first lists all the million characters, each time
 * it is asked for.
 */
export const anyText = (lengths: { minLength?: number; maxLength?: number } = {}): fc.Arbitrary<string> =>
  fc.string({ ...lengths, unit: character });
