import { describe, expect, it } from 'vitest';
import { checkRegistry } from '#registry/check.ts';
import type { Tree } from '#registry/content/tree.ts';
import type { FindingCode } from '#registry/finding/catalogue.ts';
import { readRegistry } from '#registry/read.ts';
import { fixRecord } from '#registry/record/fix.ts';
import { FIXTURE_DAY, readFixtureRegistry, readFixtureWithFinding } from '../../fixtures/fixture-tree.ts';

const file = 'cases/int/snapshot-of-two-countries/index.md';
const textOf = (tree: Tree) => (tree.get(file) as { text: string }).text;
const fix = (tree: Tree, text: string, code: FindingCode) => fixRecord(file, text, new Set([code]), readRegistry(tree).registry);

describe('mending', () => {
  it.each(['key-order', 'heading-order'] as const)('%s leaves nothing to mend', async (code) => {
    const tree = await readFixtureWithFinding(code);
    const { text, fixed, refused } = fix(tree, textOf(tree), code);
    expect({ fixed, refused }).toEqual({ fixed: [code], refused: [] });
    expect(checkRegistry(new Map(tree).set(file, { text }), { today: FIXTURE_DAY })).toEqual([]);
  });

  it('gives back the same record in the same writing', async () => {
    const disordered = await readFixtureWithFinding('key-order');
    expect(fix(disordered, textOf(disordered), 'key-order').text).toBe(textOf(await readFixtureRegistry()));
  });

  it('keeps Windows line ends', async () => {
    const disordered = await readFixtureWithFinding('key-order');
    const text = textOf(disordered).replaceAll('\n', '\r\n');
    expect(fix(disordered, text, 'key-order').text).toBe(textOf(await readFixtureRegistry()).replaceAll('\n', '\r\n'));
  });

  it('moves a section with everything below its heading', async () => {
    const tree = await readFixtureRegistry();
    const [front] = textOf(tree).split('\n## ');
    const body = ['## What was done', 'First.', '### A part', '- one', '', '## Context', '```', '## not a heading', '```'].join(
      '\n',
    );
    const { text } = fix(tree, `${front}\n${body}\n`, 'heading-order');
    expect(text.slice(front!.length)).toBe(
      '\n## Context\n```\n## not a heading\n```\n\n## What was done\nFirst.\n### A part\n- one\n',
    );
  });

  it('refuses to move sections that it does not know, or whose text would run into the next', async () => {
    const tree = await readFixtureRegistry();
    const [front] = textOf(tree).split('\n## ');
    for (const body of [
      '## Results\n\n## Whatever\n\n## Context\n',
      '## Results\n\n## Context\n```\nopen\n',
      '## Results\n## Context\n## Context\n',
    ]) {
      const text = `${front}\n${body}`;
      const done = fix(tree, text, 'heading-order');
      expect(done).toEqual({ text, fixed: [], refused: [{ code: 'heading-order', reason: 'heading' }] });
    }
  });

  it('refuses, and says why, when a comment would lose its key', async () => {
    const tree = await readFixtureRegistry();
    const text = textOf(tree)
      .replace('language: en\ntitle:', '# agreed with both ministries\ntitle:')
      .replace('\nproblem:', '\nlanguage: en\nproblem:');
    expect(fix(tree, text, 'key-order')).toEqual({ text, fixed: [], refused: [{ code: 'key-order', reason: 'comment' }] });
  });
});
