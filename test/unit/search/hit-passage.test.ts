import { expect, test } from 'vitest';
import { marksFor } from '#registry/search/highlight.ts';
import { type DisplayedDocument, makeHit } from '#registry/search/hit.ts';
import type { Sought } from '#registry/search/standing.ts';

const marks = marksFor(
  new Map([
    ['laptop', 1],
    ['child', 1],
    ['ministeri', 1],
  ]),
);

/** What is shown of a case with these names and this text, beside title and question. */
function passageOf(names: string, body = ''): string | undefined {
  const card = {
    title: 'Plan Ceibal',
    problem: '¿Cómo llevar computadoras a la escuela?',
    summary: 'Una por alumno.',
    language: 'es',
  };
  const document = { id: 'ceibal', card, lessons: [], concepts: {}, names: { es: names }, body } as unknown as DisplayedDocument;
  const sought: Sought = { words: [], find: marks.find, inConcepts: new Map(), inRecords: new Map() };
  const hit = makeHit(document, 1, marks, sought, 'es');
  return hit.matched.passage?.segments.map(({ text }) => text).join('');
}

const NAMES = 'LATU\nANEP\nMatriz de la política\nOne Laptop per Child\nMinisterio de Educación';

test('of the names only those are shown that have words of the question', () => {
  expect(passageOf(NAMES)).toBe('One Laptop per Child · Ministerio de Educación');
  expect(passageOf('LATU\nANEP')).toBeUndefined();
});

test('names are not shown where a sentence has as many of the words, and are where none has', () => {
  const sentence = 'El ministerio compró una laptop para cada child.';
  expect(passageOf(NAMES, sentence)).toBe(sentence);
  expect(passageOf(NAMES, 'El ministerio la compró.')).toBe('One Laptop per Child · Ministerio de Educación');
});
