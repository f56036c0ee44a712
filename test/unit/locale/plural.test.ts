import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const locales = readdirSync('content/locales').map((file) => {
  const { tag, strings } = JSON.parse(readFileSync(`content/locales/${file}`, 'utf8')) as {
    tag: string;
    strings: Record<string, string>;
  };
  return { file, tag, strings };
});

/** Names between braces that hold words, or a number with its noun. */
const WORDS =
  'all cases character code countries date days foreign given lab language languages name path place results subject'.split(' ');
/** Numbers that are never one: the limits of lengths, and what is past them. */
const LARGE = ['length', 'max', 'size', 'times', 'words'];
/** Numbers that count nothing: the noun stands before them, or after them with "of". */
const PLACES = ['min', 'most', 'number', 'page', 'score', 'step', 'strength', 'successes'];
/** Answers of labs, each with its word: "4 yes, 2 it depends, 1 no". */
const ANSWERS = ['pack.held'];
/** A number of days that the program sets: three. */
const FIXED = ['demand.counted', 'demand.none'];
/** "Lesson 2 of 5 was moved". */
const ORDINAL = ['shortlist.moved'];

const PLURAL = /\.(?:zero|one|two|few|many|other)$/;

test.each(locales)('in $file, whatever is counted has a form for one and a form for several', ({ strings }) => {
  const uncounted = Object.entries(strings).flatMap(([key, text]) =>
    [...text.matchAll(/\{(\w+)\} \p{Ll}/gu)].flatMap(([found, name]) => {
      const isCounted = name === 'count' && PLURAL.test(key);
      const isExcused = [...ANSWERS, ...FIXED, ...ORDINAL].includes(key);
      return isCounted || isExcused || [...WORDS, ...LARGE, ...PLACES].includes(name!) ? [] : [`${key}: ${found}`];
    }),
  );
  expect(uncounted).toEqual([]);
});

test.each(locales)('in $file, each form has the others that its language needs', ({ tag, strings }) => {
  const { pluralCategories } = new Intl.PluralRules(tag).resolvedOptions();
  // Millions have a category of their own in Spanish and Portuguese ("un millón de casos"), which nothing here reaches.
  const needed = pluralCategories.filter((category) => category !== 'many');
  const counted = Object.entries(strings).flatMap(([key, text]) => (text.includes('{count}') && PLURAL.test(key) ? [key] : []));
  const bases = new Set(counted.map((key) => key.replace(PLURAL, '')));
  expect(bases.size).toBeGreaterThan(50);
  const lacking = [...bases].flatMap((base) =>
    needed.filter((form) => !(`${base}.${form}` in strings)).map((form) => `${base}.${form}`),
  );
  expect(lacking).toEqual([]);
});
