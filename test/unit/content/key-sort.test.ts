import { describe, expect, it } from 'vitest';
import { sortYamlKeys } from '#registry/content/yaml-edit/key-sort.ts';

const sort = (text: string, path: (string | number)[] = []) => sortYamlKeys(text, [{ path, canonical: ['a', 'b', 'c'] }]);

describe('putting keys in order', () => {
  it('takes along comments before keys and at line ends, and leaves those at the end', () => {
    expect(sort("b: 1 # about b\n# above a\n\na: >-\n  folded\n  text\nc: 'x'\n# the end\n")).toEqual({
      text: "# above a\n\na: >-\n  folded\n  text\nb: 1 # about b\nc: 'x'\n# the end\n",
    });
  });

  it('changes nothing of how values are written', () => {
    expect(sort('c: "quoted"\nb: [1,  2]\na:\n- x\n-   y\n')).toEqual({ text: 'a:\n- x\n-   y\nb: [1,  2]\nc: "quoted"\n' });
  });

  it('works inside lists', () => {
    expect(sort('list:\n  - b: 1 # about b\n    a: 2\n  # between\n  - a: 3\n', ['list', 0])).toEqual({
      text: 'list:\n  - a: 2\n    b: 1 # about b\n  # between\n  - a: 3\n',
    });
  });

  it('leaves a heading comment where it is', () => {
    expect(sort('# about this file\n\nb: 1\na: 2\n')).toEqual({ text: '# about this file\n\na: 2\nb: 1\n' });
  });

  it('refuses to part a comment from its key', () => {
    expect(sort('# about b\nb: 1\na: 2\n')).toEqual({ refused: 'comment' });
    expect(sort('list:\n  - b: 1\n    # about a\n    a: 2\n', ['list', 0])).toEqual({ refused: 'comment' });
    expect(sort('map:\n  # about b\n  b: 1\n  a: 2\n', ['map'])).toEqual({ refused: 'comment' });
  });

  it('refuses what stands on one line in braces', () => {
    expect(sort('map: { b: 1, a: 2 }\n', ['map'])).toEqual({ refused: 'flow' });
  });
});
