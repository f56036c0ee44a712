import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findBrokenBound, hasRepeatedKey, type JsonBounds } from '#registry/content/json-bounds.ts';

const WIDE: JsonBounds = { depth: 100, values: 1000, words: 1000 };
const find = (json: string, bounds: Partial<JsonBounds> = {}) => findBrokenBound(Buffer.from(json), { ...WIDE, ...bounds });

describe('a key that a map of JSON has twice', () => {
  test.each([
    ['{"a":1,"a":1}', true],
    [String.raw`{"a":1,"\u0061":2}`, true],
    ['{"x":[{"a":1,"b":{"c":1,"c" : 2}}]}', true],
    ['{"__proto__":1,"__proto__":2}', true],
    ['{"a":1,"b":{"a":1},"c":[{"a":1},{"a":1}]}', false],
    [String.raw`{"a":"\"b\":1,\"b\":2","b":"a"}`, false],
    ['["a","a"]', false],
    ['{}', false],
  ])('%s: %s', (json, isRepeated) => {
    expect(hasRepeatedKey(Buffer.from(json), JSON.parse(json))).toBe(isRepeated);
  });

  test('is found in nothing that a program writes', () => {
    fc.assert(fc.property(fc.json(), (json) => !hasRepeatedKey(Buffer.from(json), JSON.parse(json))));
  });
});

describe('bounds of JSON that was not parsed yet', () => {
  test.each([
    ['{"a":[1,2,{"b":3}]}', { depth: 3 }, undefined],
    ['{"a":[1,2,{"b":3}]}', { depth: 2 }, 'depth'],
    ['[1,2,3,4]', { values: 4 }, undefined],
    ['[1,2,3,4]', { values: 3 }, 'values'],
    ['{"a":1,"b":2,"c":3}', { values: 2 }, 'values'],
    ['[[],[],[]]', { values: 5 }, 'values'],
    [`{"a":"${'x'.repeat(100)}"}`, { words: 107 }, 'words'],
    [`{"a":"${'x'.repeat(100)}"}`, { words: 108 }, undefined],
    [`{"data":"${'x'.repeat(5000)}"}`, { words: 20 }, undefined],
    [`{"data" :\n "${'x'.repeat(5000)}"}`, { words: 20 }, undefined],
    [`{"notdata":"${'x'.repeat(5000)}"}`, { words: 20 }, 'words'],
    [`["data","${'x'.repeat(5000)}"]`, { words: 20 }, 'words'],
    [`{"data":["${'x'.repeat(5000)}"]}`, { words: 20 }, 'words'],
    [`{"data":1,"b":"${'x'.repeat(5000)}"}`, { words: 20 }, 'words'],
  ] as const)('%s within %j', (json, bounds, broken) => expect(find(json, bounds)).toBe(broken));

  test('signs inside texts are text, also behind a quote that is written with a backslash', () => {
    expect(find(String.raw`{"a":"[[[[,,,,\"[[[["}`, { depth: 1, values: 1 })).toBeUndefined();
    expect(find(String.raw`{"a":"\\","b":[[]]}`, { depth: 2 })).toBe('depth');
  });

  test('what is no JSON is looked at to its end and left to the parser', () => {
    for (const text of ['', '"', '"\\', '{"a', ']]]]', '\u0000']) expect(find(text)).toBeUndefined();
  });

  test('never counts fewer values than a parser finds', () => {
    const count = (value: unknown): number =>
      typeof value === 'object' && value !== null
        ? Object.values(value).reduce<number>((sum, inner) => sum + 1 + count(inner), 0)
        : 0;
    fc.assert(
      fc.property(fc.json(), (json) => {
        const all = count(JSON.parse(json));
        if (all > 0) expect(find(json, { depth: 1e6, words: 1e9, values: all - 1 })).toBe('values');
      }),
    );
  });
});
