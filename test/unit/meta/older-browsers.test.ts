import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { resolveImport, sourceFiles } from './source-files.ts';

const LENDER = 'site/src/scripts/older-browsers.ts';

/** Methods that TypeScript's libraries of some years declare. */
function methodsOf(isAsked: (year: string) => boolean): Set<string> {
  const folder = dirname(ts.getDefaultLibFilePath({}));
  const files = globSync('lib.{es,dom}*.d.ts', { cwd: folder }).filter((file) => isAsked(file.split('.')[1]!));
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8'));
  return new Set(texts.flatMap((text) => [...text.matchAll(/^ {4}(\w+)(?:<.*>)?\(/gm)].map(([, name]) => name!)));
}

const isRecent = (year: string) => /^es(?:next|20(?:2[3-9]|[3-9]\d))$/.test(year);
const old = methodsOf((year) => !isRecent(year));
// These came to browsers before the rest of their year.
for (const name of ['findLast', 'findLastIndex']) old.add(name);
const recent = methodsOf(isRecent);

/** Of `a.b()`: b, and a. */
function methodOf(node: ts.Node | undefined): [name: string, of?: ts.Node] {
  if (!node || !ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return [''];
  return [node.expression.name.text, node.expression.expression];
}

/** What code calls that is newer than 2022: methods by their name, and those of iterators, which once only arrays had. */
function recentIn(text: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node) && /v\w*$/.test(node.text)) found.push('/v');
    const [name, of] = methodOf(node);
    const [maker] = methodOf(of);
    const isIterator = maker === 'matchAll' || (/^(?:keys|values|entries)$/.test(maker) && of!.getText().endsWith('()'));
    if ((recent.has(name) && !old.has(name)) || (name !== '' && name !== 'next' && isIterator)) found.push(name);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('script.ts', text, ts.ScriptTarget.Latest, true));
  return found;
}

/** A file, and all that a browser loads with it. */
function loadedWith(path: string, found = new Set<string>()): Set<string> {
  const file = sourceFiles.get(path);
  if (!file || found.has(path)) return found;
  found.add(path);
  for (const { specifier, isTypeOnly } of file.imports) if (!isTypeOnly) loadedWith(resolveImport(specifier, path) ?? '', found);
  return found;
}

const inBrowsers = [...sourceFiles.keys()].filter((path) => path.startsWith('site/src/scripts/'));
const entries = inBrowsers.filter((path) => !inBrowsers.some((other) => other !== path && loadedWith(other).has(path)));
const called = new Map(
  [...new Set(inBrowsers.flatMap((path) => [...loadedWith(path)]))].map((path) => [path, recentIn(readFileSync(path, 'utf8'))]),
);

test('what is newer than the oldest browsers is found', () => {
  expect(recentIn('[...a.keys()].map(f); Object.values(a).map(f); a.keys().next(); a.findLast(f); /v/.test(a)')).toEqual([]);
  expect(recentIn('a.with(0, b); a.union(b); a.keys().map(f); a.matchAll(/b/g).toArray(); /[a--b]/v.test(a)')).toEqual([
    ...['with', 'union', 'map', 'toArray', '/v'],
  ]);
});

test('older browsers are lent what scripts call and they have not, and nothing else', () => {
  const lent = [...readFileSync(LENDER, 'utf8').matchAll(/^ *lend\(.*?, '(\w+)'/gm)].map(([, name]) => name);
  expect([...new Set([...called.values()].flat())].toSorted()).toEqual(lent.toSorted());
});

test.each(entries)('%s loads what lends it first, where it needs that', (path) => {
  const files = [...loadedWith(path)];
  if (files.some((file) => called.get(file)!.length > 0)) expect(files[1]).toBe(LENDER);
});
