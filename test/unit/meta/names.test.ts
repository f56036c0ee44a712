import { expect, test } from 'vitest';
import { sourceFiles } from './source-files.ts';

/** Names that several files export because each file has the same role, with the reason. A name that no longer repeats must go. */
const ROLES: Readonly<Record<string, string>> = {
  GET: 'Astro calls the handler of each endpoint by this name',
  getStaticPaths: 'Astro asks each page with parameters for its paths by this name',
  t: 'the translation function of a page script; each script has its own locale and its own words',
};

test('no exported name stands for two things', () => {
  const filesOf = new Map<string, string[]>();
  for (const { path, exports } of sourceFiles.values())
    for (const name of new Set(exports)) filesOf.set(name, [...(filesOf.get(name) ?? []), path]);
  expect(filesOf.size).toBeGreaterThan(500);
  const repeated = new Map([...filesOf].filter(([, files]) => files.length > 1));
  expect([...repeated].filter(([name]) => !(name in ROLES)).map(([name, files]) => `${name}: ${files.join(', ')}`)).toEqual([]);
  expect(Object.keys(ROLES).filter((name) => !repeated.has(name))).toEqual([]);
});
