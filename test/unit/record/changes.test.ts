import { describe, expect, test } from 'vitest';
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import { changeWords } from '#registry/case/page/change-words.ts';
import { makeSpeaker } from '#registry/page/speaker.ts';
import { changesBetween } from '#registry/record/changes.ts';
import { changedWords } from '#registry/delivery/changed-words.ts';
import { registry } from '../../real-content.ts';

const es = makeSpeaker(registry, registry.locales.get('es')!);

const OLD = {
  title: 'Mesas',
  verdicts: [{ id: 'goal', about: 'quitar trabas', outcome: 'too-early', evidence: { strength: 0, note: 'a' } }],
  results: [{ id: 'count', text: 'Mesas creadas', value: 3, sources: [{ id: 'a', locator: 'page 1' }] }],
  lessons: [
    { id: 'one', kind: 'works', text: 'Empezar ligero', sources: [] },
    { id: 'gone', kind: 'fails', text: 'Cambiar de ministro', sources: [] },
  ],
  body: 'Antes',
};
const NOW = {
  ...OLD,
  title: 'Mesas Ejecutivas',
  verdicts: [{ id: 'goal', about: 'quitar trabas', outcome: 'worked', evidence: { strength: 2, note: 'b' } }],
  results: [
    { id: 'count', text: 'Mesas creadas', value: 3, sources: [{ id: 'a', locator: 'page 2' }] },
    { id: 'new', text: 'Tiempo de un permiso', value: 20, sources: [] },
  ],
  lessons: [{ id: 'one', kind: 'works', text: 'Empezar con poco', sources: [] }],
};

const words = () => changeWords(changesBetween(OLD, NOW), es).map((each) => toHtml(h('p', each)).replaceAll(/<[^>]+>/g, ''));

describe('what changed between two versions of a record', () => {
  test('is said of what it holds: what came, what went, and which verdict is another', () => {
    expect(words()).toEqual([
      'Veredictos: «quitar trabas» pasó de «Aún es pronto» a «Funcionó».',
      'Veredictos: «quitar trabas» pasó de «evidencia 0 de 5» a «evidencia 2 de 5».',
      'Resultados: se añadió «Tiempo de un permiso».',
      'Lecciones: se quitó «Cambiar de ministro».',
      'Lecciones: 1 dicho de otro modo.',
      'Resultados: 1 con otra fuente o con el lugar más preciso.',
      'Se cambió: Título.',
    ]);
  });

  test('is nothing where only the form of the file is another', () => {
    expect(changesBetween(OLD, structuredClone(OLD))).toEqual([]);
  });

  test('of a version that was written before a list existed is what the list brought', () => {
    const { verdicts: _verdicts, ...before } = OLD;
    expect(changesBetween(before, OLD)).toEqual([{ kind: 'added', field: 'verdicts', item: 'quitar trabas' }]);
  });
});

test('whoever decides on a correction reads what it changes, and the line that it adds to the account', () => {
  const original = registry.cases.get('uruguay-plan-ceibal')!;
  const [lesson, ...others] = original.facts.lessons!;
  const corrected = {
    facts: { ...original.facts, lessons: [{ ...lesson!, kind: 'fails' as const }, ...others] },
    body: `${original.body}\n- ¿De qué año es la cifra?\n`,
  };
  const { changes, lines } = changedWords({ original, corrected }, es);
  expect(changes).toHaveLength(2);
  expect(changes[0]).toMatch(/^Lecciones: «.+» pasó de «.+» a «No funciona»\.$/);
  expect(changes[1]).toBe('Se cambió: El relato.');
  expect(lines).toEqual(['- ¿De qué año es la cifra?']);
});
