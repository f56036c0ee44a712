import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Test files by the row of docs/attacks.md that they name. */
function namedRows(): Map<number, string[]> {
  const named = new Map<number, string[]>();
  for (const path of globSync('test/{api,unit,e2e,contract,site}/**/*.ts').toSorted()) {
    if (path.endsWith('meta/attacks.test.ts')) continue;
    const said = readFileSync(path, 'utf8').matchAll(/\brows? (\d+(?:(?:, | and )\d+)*)/gi);
    const rows = new Set([...said].flatMap(([, list]) => list!.match(/\d+/g)!.map(Number)));
    for (const row of rows) named.set(row, [...(named.get(row) ?? []), path.replaceAll('\\', '/').replace(/^test\//, '')]);
  }
  return named;
}

test('each attack that is listed names its tests, and they name it; no test names one that is not listed', () => {
  const lines = readFileSync('docs/attacks.md', 'utf8').matchAll(/^\| (\d+)\s+\| .+\| (.+?)\s*\|$/gm);
  const listed = [...lines].map(([, row, tests]) => [Number(row), tests!.match(/[\w./-]+\.ts/g) ?? []] as const);
  expect(listed.length).toBeGreaterThan(15);
  expect(listed.filter(([, tests]) => tests.length === 0)).toEqual([]);
  expect(Object.fromEntries(listed)).toEqual(Object.fromEntries(namedRows()));
});
