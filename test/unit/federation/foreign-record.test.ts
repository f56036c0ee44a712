import { expect, test } from 'vitest';
import { readForeignCase } from '#registry/federation/foreign-record.ts';
import { costsTooMuch } from '../growth/growth.ts';
import { madeRecord, registry } from './harvesting.ts';

const THERE = 'https://sur.example';
const context = { registry, peer: { registry: THERE }, concepts: { ours: () => undefined, others: () => [] } };
const read = (changes: Record<string, unknown>) => readForeignCase(JSON.parse(madeRecord('a-case', THERE, changes)), context);
const said = (changes: Record<string, unknown>) =>
  read(changes).findings.map(({ code, pointer, weight }) => `${weight} ${code} ${pointer}`);

test('a mistake has the code that it has in a file of ours', () => {
  expect(read({}).findings).toEqual([]);
  expect(said({ title: undefined })).toEqual(['refused field-missing /title']);
  expect(said({ places: [] })).toEqual(['refused list-empty /places']);
  expect(said({ summary: `Antes\ufffd` })).toEqual(['refused character-broken /summary']);
  expect(said({ summary: `An\u202etes` })).toEqual(['refused hidden-character /summary']);
  expect(said({ translations: { pt: { title: 7 } } })).toContain('dropped type-wrong /translations/pt/title');
});

test('a key with a hidden character is told by the map that has it', () => {
  expect(said({ future: { 'a\u200bb': 1 } })).toEqual(['refused hidden-character /future']);
});

test('a record that is wrong everywhere is refused, and no more is told than its people can use', () => {
  const { value, findings } = read({ future: Array.from({ length: 5000 }, () => '\u200b') });
  expect(value).toBeUndefined();
  expect(findings).toHaveLength(100);
});

test('a record takes no more work than it grows', () => {
  const prepare = (text: string) => ({ future: [...text] });
  expect(costsTooMuch(read, prepare, '\u200b', 20_000)).toBe(false);
});

test('links that lead to other records are no danger, and any that could lead elsewhere by a protocol is one, however it is written', () => {
  const body = (text: string) => said({ body: `## Contexto\n\n${text}\n` });
  expect(body('Como en [otro](../other-case/index.md#results), dice [@annual-report-2019, page 4]: así.')).toEqual([]);
  for (const text of [
    '[ver](//evil.example/x)',
    '[ver]( javascript:alert(1))',
    '[ver](../a.md "t") [x](data:text/html,a)',
    '[ver]\n\n[ver]: javascript:alert(1)',
    '[ver]\n\n[ver]:\n  javascript:alert(1)',
    '[ver](java&#115;cript:alert(1))',
    '![foto](javascript:x)',
  ])
    expect(body(text), text).toContainEqual(expect.stringMatching(/^refused /) as string);
});
