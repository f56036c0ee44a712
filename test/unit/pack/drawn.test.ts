import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { allBlocks, type Drawing, gapBefore, noteName, type Run, stampOf, statementsOfPack } from '#registry/pack/document.ts';
import { roomForHeads } from '#registry/pack/format/column-widths.ts';
import { packMarkdown } from '#registry/pack/format/markdown.ts';
import { packPptx } from '#registry/pack/format/pptx.ts';
import { packIn } from './example.ts';

test('a list tells a case from what is said of it, labels from each other, and the record from the interface', () => {
  const name: Run = { text: 'Mesas', from: 'record:mesas#name', outcome: 'mixed' };
  const [cost, time] = ['cost', 'time'].map((id): Run => ({ text: id, from: `label:sought/${id}` }));
  const said = (item: Run[]) => item.map((each, index) => gapBefore(item, index) + each.text).join('');
  expect(said([name, cost!, time!])).toBe('Mesas: cost, time');
  expect(said([cost!, name])).toBe('cost Mesas');
  expect(said([name, { text: '60 minutos', from: 'string:session.minutes' }])).toBe('Mesas · 60 minutos');
});

test('a draft has no version at the foot of its pages, nor any code where a name should be', () => {
  expect(stampOf({ version: 'draft', date: '2026-11-29' })).toBe('2026-11-29');
  expect(stampOf({ version: '0123456789abcdef', date: '2026-11-29' })).toBe('0123456789 · 2026-11-29');
  expect(packMarkdown(packIn('es'))).toContain('0123456789abcdef');
});

test('a column has room for the longest word of its head', () => {
  const head = ['Caso', 'Evidencia, de 0 a 5'].map((text) => ({ text, from: 'fact' }));
  const [first, second] = roomForHeads({ widths: [9, 0.5], head });
  expect(first).toBe(9);
  expect(second).toBeGreaterThan(0.9);
  const tables = allBlocks(packIn('es').blocks).flatMap((block) => (block.type === 'table' ? [block] : []));
  for (const table of tables) expect(roomForHeads(table)).toHaveLength(table.head.length);
});

test('none of the cases is not told as one', () => {
  expect(packMarkdown(packIn('pt', '2027-renta-natural'))).toContain('Nenhum funcionou');
});

test('a note that is only a name stands in brackets after the words of its lesson', () => {
  const { notes } = [...statementsOfPack(packIn('es')).values()].find((each) => each.notes.some(({ text }) => !text))!;
  const bare = notes.find(({ text }) => !text)!;
  expect(noteName(bare).text).toBe('(conclusión del registro)');
  expect(noteName({ ...bare, text: bare.name })).toEqual(bare.name);
  const slides = Object.entries(unzipSync(packPptx(packIn('es')))).filter(([name]) => name.startsWith('ppt/slides/slide'));
  expect(slides.some(([, bytes]) => strFromU8(bytes).includes('(conclusión del registro)'))).toBe(true);
});

test('a brief names what the whole record has besides, and nothing of which there is none', () => {
  const said = packMarkdown(packIn('es')).match(/En la ficha completa, además: [^.]+\./g)!;
  expect(said.length).toBeGreaterThan(3);
  expect(said.join(' ')).toMatch(/: 1 resultado|: 1 lección|y 1 /);
  expect(said.join(' ')).not.toMatch(/\b0 /);
});

test('a drawing whose names nobody could read on a slide is drawn there with the cases of the session alone', () => {
  const drawn = allBlocks(packIn('es').blocks).find(
    (block) => block.type === 'picture' && block.id === 'lineage-drawing',
  ) as Drawing;
  const slides = Object.entries(unzipSync(packPptx(packIn('es')))).filter(([name]) => name.startsWith('ppt/slides/slide'));
  const xml = strFromU8(slides.at(-1)![1]);
  const [, width, height] = /<a:ext cx="(\d+)" cy="(\d+)">/.exec(xml)!.map(Number) as [number, number, number];
  expect(drawn.lesser!.height).toBeLessThan(drawn.height);
  expect(width / height).toBeCloseTo(drawn.lesser!.width / drawn.lesser!.height, 2);
});
