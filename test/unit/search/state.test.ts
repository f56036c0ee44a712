import { describe, expect, test } from 'vitest';
import type { NamedProblems, Problem } from '#registry/search/problem.ts';
import { judge } from '#registry/search/state.ts';

const ALL = 200;
const none: NamedProblems = { held: [], missing: [] };
const problem = (id: string, count: number): Problem => ({ id, count, words: {} });

/** A question whose words so many records have. */
const ask = (having: Readonly<Record<string, number>>): number[] => Object.values(having);
/** Records that are about each word so much. */
const records = (...all: number[][]) => all.map((words) => words.map((strength) => ({ strength, isSaid: strength > 0 })));

describe('a question', () => {
  test('is answered by a record that is about its rare words, whatever it lacks of the common ones', () => {
    const words = ask({ programa: 90, litio: 1 });
    expect(judge(words, ALL, records([0, 1]), none).state).toBe('answers');
    expect(judge(words, ALL, records([1, 0]), none)).toMatchObject({ state: 'nothing' });
  });

  test('is not answered by many records that share its common words', () => {
    const words = ask({ seguridad: 20, programa: 90, estadios: 0, hinchas: 0 });
    expect(judge(words, ALL, records([0.6, 1, 0, 0], [1, 1, 0, 0]), none)).toMatchObject({ state: 'nothing', missing: [2, 3] });
  });

  test('has something near in records that are about a good part of it; the words that they share are named', () => {
    const words = ask({ agua: 6, escuelas: 8, programa: 90 });
    expect(judge(words, ALL, records([1, 0, 1]), none)).toMatchObject({ state: 'near', shared: [0] });
  });

  test('is judged by where a record has a word: a mention in a long text is no subject', () => {
    const words = ask({ puentes: 3, colgantes: 3 });
    expect(judge(words, ALL, records([1, 0.8]), none).state).toBe('answers');
    expect(judge(words, ALL, records([0.25, 0.25]), none).state).toBe('near');
    expect(judge(words, ALL, records([0.25, 0]), none).state).toBe('nothing');
  });

  test('that names a problem no record is about is about something else than records that share its words', () => {
    const words = ask({ seguridad: 12, ciudadana: 12 });
    const shared = records([0.3, 0.6]);
    expect(judge(words, ALL, shared, none).state).toBe('near');
    expect(judge(words, ALL, shared, { held: [], missing: [problem('citizen-security', 0)] }).state).toBe('nothing');
  });

  test('that names a problem is near to a record that is about less of it', () => {
    const words = ask({ tramites: 20, engorrosisimos: 0 });
    const named = { held: [problem('administrative-burden', 7)], missing: [] };
    expect(judge(words, ALL, records([0.9, 0]), none).state).toBe('nothing');
    expect(judge(words, ALL, records([0.9, 0]), named).state).toBe('near');
    expect(judge(words, ALL, records([0.4, 0]), named).state).toBe('nothing');
  });

  test('that is long is near to a record with three of its telling words, however much else it says', () => {
    const asked = { permiso: 40, camiones: 40, ruta: 40, oficina: 3, parados: 2, madrugada: 1, chofer: 0, patente: 0, vecino: 1 };
    expect(judge(ask(asked), ALL, records([0.6, 0.6, 0.6, 0, 0, 0, 0, 0, 0]), none).state).toBe('near');
    expect(judge(ask(asked), ALL, records([0.6, 0, 0.4, 0, 0, 0, 0, 0, 0]), none).state).toBe('nothing');
  });

  test('that is long is near to a record whose title has a rare word of it, but not when it names a problem that no record is about', () => {
    const words = ask({ cianobacterias: 1, asimilaron: 0, sucedido: 1, tiempos: 3, remotos: 0 });
    expect(judge(words, ALL, records([1, 0, 0, 0, 0]), none).state).toBe('near');
    expect(judge(words, ALL, records([0.6, 0, 0, 0, 0]), none).state).toBe('nothing');
    expect(judge(words, ALL, records([1, 0, 0, 0, 0]), { held: [], missing: [problem('water', 0)] }).state).toBe('nothing');
  });

  test('whose phrase nobody wrote has nothing but what is near', () => {
    expect(judge(ask({ cobre: 9 }), ALL, records([1]), none, true).state).toBe('near');
  });
});
