import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitFrontMatter } from '#registry/content/front-matter.ts';
import { readYaml, readYamlCarefully, type YamlFile } from '#registry/content/yaml.ts';
import { readPlainYaml } from '#registry/content/yaml-plain.ts';
import { content as tree } from '../../real-content.ts';

/** Where the quick reader gives data, the careful one gives the same, keys in the same order, and has nothing to say. */
function compare(text: string): 'plain' | 'careful' {
  const plain = readPlainYaml(text);
  if (!plain) return 'careful';
  const { yaml, findings } = readYamlCarefully(text, 'x.yml');
  expect({ data: yaml?.data, order: JSON.stringify(yaml?.data), findings, comments: yaml?.comments }, JSON.stringify(text)).toEqual({
    data: plain.data,
    order: JSON.stringify(plain.data),
    findings: [],
    comments: [],
  });
  const quick = readYaml(text, 'x.yml').yaml!;
  const paths = pathsOf(plain.data);
  // The careful reader looks through a map for each key: of large files some are enough.
  const asked = paths.filter((_, index) => index % Math.ceil(paths.length / 40) === 0);
  const placesIn = ({ locate }: YamlFile) =>
    asked.map((path) => JSON.stringify([path, locate(path), locate(path, { key: true })])).join('\n');
  expect(placesIn(quick), JSON.stringify(text)).toBe(placesIn(yaml!));
  return 'plain';
}

/** Where all values are, and where one is not. */
function pathsOf(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  const inner = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const steps = inner.map(([key, each]) => [Array.isArray(value) ? Number(key) : key, each] as const);
  return [path, [...path, 'none'], ...steps.flatMap(([step, each]) => pathsOf(each, [...path, step]))];
}

const files = [...tree].flatMap(([file, content]) => {
  if (!('text' in content)) return [];
  if (/\.(?:yml|json)$/.test(file)) return [{ file, text: content.text }];
  const front = file.endsWith('.md') ? splitFrontMatter(content.text)?.front : undefined;
  return front === undefined ? [] : [{ file, text: front }];
});
const texts = files.map(({ text }) => text);

describe('the quick reader of YAML gives what the careful one gives', () => {
  test('for all files of the content, and reads nearly all of them: every vocabulary and locale, which each process and thread reads', () => {
    const notRead = files.filter(({ text }) => compare(text) !== 'plain').map(({ file }) => file);
    expect(texts.length).toBeGreaterThan(400);
    expect(notRead.length / texts.length).toBeLessThan(0.02);
    expect(notRead.filter((file) => /^(?:vocabularies|locales)\//.test(file))).toEqual([]);
  });

  test('for the files of the content with something in them changed', () => {
    const pieces = fc.constantFrom(
      ...['\n', '\n\n', ' ', '  ', '\t', ':', ': ', '- ', '-', '? ', '#', ' #', '&a ', '*a', '!', '!!str ', '|', '>', '|+', '>2', '%', '@', '`'],
      ...['"', "'", '[', ']', '{', '}', ',', '---\n', '...\n', '\\', '\u00a0', '\u2003', '\u2028', '\u0085', '\ufeff', '\u{1f600}', '\ud800'],
      ...['null', '~', 'true', 'True', 'no', '012', '1e3', '.5', '1_000', '0x1', '-0', '.nan', '<<', '__proto__: 1', 'constructor'],
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...texts.filter((text) => text.length < 6_000)),
        fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(12), pieces), { minLength: 1, maxLength: 3 }),
        (text, changes) => {
          let changed = text;
          for (const [where, length, piece] of changes) {
            const at = Math.floor(where * changed.length);
            changed = changed.slice(0, at) + piece + changed.slice(at + length);
          }
          compare(changed);
        },
      ),
      { numRuns: 1_500 },
    );
  });

  test('for texts that are put together from the signs of YAML', () => {
    const sign = fc.constantFrom(
      ...['a', 'b', 'key', 'a: ', 'b: ', 'c:', '- ', '- - ', '-', ' ', '  ', '   ', '\n', '\n', '\n  ', '\n    ', '\n\n', '1', '08', '2.50', '-1'],
      ...["'", "''", '"', '[', ']', '{', '}', ', ', ',', '[a, b]', '{a: 1}', '? ', ': ', ':', '|', '>', '|-', '>-', '>+', '|2', '#', ' # c', '"a": '],
      ...['null', '~', 'true', 'yes', '&x ', '*x', '!t ', '%', '@', '`', '---', '...', '<<: ', '=', '\t', '\u00a0', 'ñ', '¿?', '😀', 'a:b', 'a#b', "'a': "],
    );
    const inMap = fc.constantFrom(
      ...['{', '}', '"a"', '"b"', '"a": "b"', '"b": {"c": "d"}', ':', ': ', ',', ', ', '\n', ' ', '\t', '1', 'null', '[]', 'c'],
      ...['"\\n"', '"\\u202e"', '"\\/"', '"\\x"', '"\\ud83d"', '"\u0085"', '"\ufeff"', '"😀"', '"\ud83d"', '"__proto__": "a"', '"": "a"'],
    );
    const seen = { plain: 0, careful: 0 };
    fc.assert(
      fc.property(fc.array(inMap, { maxLength: 8 }), (signs) => void compare(`{"x": ${signs.join('')}}`)),
      { numRuns: 5_000 },
    );
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 14 }), (signs) => void seen[compare(signs.join(''))]++),
      { numRuns: 20_000 },
    );
    expect(seen.plain).toBeGreaterThan(1_000);
  });
});

test.each(['a: 1\na: 2', 'a: &x 1', 'a: *x', 'a: !t 1', 'a: 1 # one', 'a: 012', 'a: True', '~: 1', 'a:\t1', 'a: "\\x41"', 'a: |2\n   b', ' ---'])(
  'what may be read otherwise is left to the careful reader: %j',
  (text) => expect(readPlainYaml(text)).toBeUndefined(),
);

test('places are quickly found too, and those of the careful reader', () => {
  const text = '# about\ntitle: Uno\nlist:\n  - id: a\n  - id: >-\n\n      b\n    none:';
  const { offsetOf } = readPlainYaml(text)!;
  for (const path of [['title'], ['list', 1, 'id'], ['none'], []]) {
    expect(offsetOf(path, false)).toBeDefined();
    expect(readYaml(text, 'x.yml', 2).yaml!.locate(path)).toEqual(readYamlCarefully(text, 'x.yml', 2).yaml!.locate(path));
  }
  expect(offsetOf(['list', 1, 'none'], false)).toBeUndefined();
});
