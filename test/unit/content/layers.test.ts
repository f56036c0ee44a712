import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { checkRegistry } from '#registry/check.ts';
import { layOverCode } from '#registry/content/disk.ts';
import { makeTree } from '#registry/content/tree.ts';
import { readRegistry } from '#registry/read.ts';

const SETTINGS = `name: Registro
locales: [pt, es]
country: PRT
upstream: { repository: 'https://code.example/registry', release: v0.2.0 }
`;

const read = async (files: Record<string, string>) => {
  const tree = await layOverCode(makeTree({ 'registry.yml': SETTINGS, ...files }));
  return { tree, ...readRegistry(tree), all: checkRegistry(tree, { today: '2026-11-29' }) };
};

test('content that names no release has all its words itself', async () => {
  const own = makeTree({ 'registry.yml': 'name: Registro\nlocales: [es]\n' });
  expect(await layOverCode(own)).toBe(own);
});

test('a registry without a word of its own has those of the code, in the languages that it offers', async () => {
  const { registry, all } = await read({});
  expect([...registry.locales.keys()]).toEqual(['pt', 'es']);
  expect(registry.vocabularies.get('instruments')!.concepts.size).toBeGreaterThan(20);
  expect(all).toEqual([]);
});

test('a concept that the country adds comes after those of the code; a text that it says otherwise wins', async () => {
  const { registry, all } = await read({
    'vocabularies/instruments.yml': 'concepts:\n  - id: mutirao\n    label: { pt: Mutirão, es: Trabajo vecinal }\n',
    'locales/pt.json': '{ "strings": { "nav.cases": "Fichas" } }',
  });
  const { concepts } = registry.vocabularies.get('instruments')!;
  expect([...concepts.keys()].at(-1)).toBe('mutirao');
  expect(concepts.has('simplification')).toBe(true);
  const { strings, tag } = registry.locales.get('pt')!;
  expect([strings['nav.cases'], tag]).toEqual(['Fichas', 'pt-BR']);
  expect(strings['nav.search']).toBeTruthy();
  expect(all).toEqual([]);
});

test('a concept of the code gets words in a further language, and no other meaning', async () => {
  const { registry } = await read({
    'vocabularies/instruments.yml': 'concepts:\n  - id: simplification\n    label: { fr: Simplification }\n',
  });
  const { label } = registry.vocabularies.get('instruments')!.concepts.get('simplification')!;
  expect(label).toMatchObject({ fr: 'Simplification', pt: expect.any(String) as string });

  const { registry: kept, all } = await read({
    'vocabularies/instruments.yml': 'concepts:\n  - id: simplification\n    label: { pt: Outra coisa, es: Otra cosa }\n',
  });
  expect(kept.vocabularies.get('instruments')!.concepts.get('simplification')!.label['pt']).not.toBe('Outra coisa');
  expect(all).toEqual([
    {
      code: 'concept-duplicate',
      severity: 'error',
      file: 'vocabularies/instruments.yml',
      params: { id: 'simplification' },
    },
  ]);
});

test('a file that cannot be read is reported as it is, with its lines', async () => {
  const { tree, all } = await read({ 'vocabularies/instruments.yml': 'concepts:\n  - id: [\n' });
  expect(tree.get('vocabularies/instruments.yml')).toEqual({ text: 'concepts:\n  - id: [\n' });
  expect(all.map(({ code, line }) => [code, line! > 1])).toContainEqual(['yaml-syntax', true]);
});

test('what was laid over another is text that can be read and sent like any other', async () => {
  const { tree } = await read({ 'vocabularies/units.yml': 'concepts:\n  - id: mutiroes\n    label: { pt: mutirões, es: mutirões }\n' });
  const file = tree.get('vocabularies/units.yml')!;
  expect('text' in file && (parse(file.text) as { concepts: unknown[] }).concepts.length).toBeGreaterThan(20);
});
