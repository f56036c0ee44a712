import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { openDemand, readDemand } from '#registry/search/demand-file.ts';
import { countQuestion, type Demand, listQuestions, MOST_QUESTIONS, normalise } from '#registry/search/demand.ts';
import { isUnmet } from '#registry/search/unmet.ts';
import { runCommand } from '../../../scripts/run.ts';

const empty: Demand = { key: 'a key', unnamed: {}, named: {} };
const ask = (demand: Demand, q: string, day: string) => countQuestion(demand, { q, locale: 'es' }, day);

describe('a question that found nothing', () => {
  test('is written down only when somebody asked it on three days', () => {
    let demand = ask(empty, 'cárceles llenas', '2026-03-01');
    expect(ask(demand, 'cárceles llenas', '2026-03-01')).toBe(demand);
    demand = ask(demand, '¿Llenas las cárceles?', '2026-03-02');
    expect(JSON.stringify(demand)).not.toMatch(/carceles|llenas/);
    demand = ask(demand, 'Cárceles llenas', '2026-03-05');
    expect(demand.named).toEqual({ 'carceles llenas': { locale: 'es', days: 3, last: '2026-03-05' } });
    expect(demand.unnamed).toEqual({});
    expect(ask(demand, 'carceles llenas', '2026-03-05')).toBe(demand);
    expect(ask(demand, 'carceles llenas', '2026-03-06').named['carceles llenas']?.days).toBe(4);
  });

  test.each([
    ['escriba a ana@example.org', 'an address'],
    ['llame al 099 123 456', 'a telephone number'],
    ['cédula 1.234.567-8', 'the number of a document'],
    ['mi vecina cobra una pensión que nunca declaró ante la caja de jubilaciones', 'a story'],
    ['cómo', 'no word that tells'],
  ])('is not counted: %s, %s', (q) => {
    expect(normalise(q, 'es')).toBeUndefined();
    expect(ask(empty, q, '2026-03-01')).toBe(empty);
  });

  test('is forgotten when nobody asks it again, and a flood of them fills no disk', () => {
    const old = ask(empty, 'cárceles', '2026-01-01');
    expect(Object.keys(ask(old, 'puentes', '2026-06-01').unnamed)).toHaveLength(1);
    const again = ask(old, 'cárceles', '2026-03-15');
    expect(Object.keys(ask(again, 'puentes', '2026-06-01').unnamed)).toHaveLength(2);
    const full = {
      ...empty,
      unnamed: Object.fromEntries(Array.from({ length: MOST_QUESTIONS }, (_, at) => [String(at), ['2026-03-01']])),
    };
    expect(ask(full, 'puentes', '2026-03-01')).toBe(full);
    const written = Object.fromEntries(
      Array.from({ length: MOST_QUESTIONS }, (_, at) => [`pregunta ${at}`, { locale: 'es', days: 3, last: '2026-03-01' }]),
    );
    expect(ask({ ...empty, named: written }, 'puentes', '2026-03-01').unnamed).toEqual({});
  });

  test('is another in another language', () => {
    const days = ['2026-03-01', '2026-03-02', '2026-03-03'];
    const asked = days.map((day, at) => ({ day, locale: at === 1 ? 'pt' : 'es' }));
    const demand = asked.reduce((before, { day, locale }) => countQuestion(before, { q: 'puentes', locale }, day), empty);
    expect(demand.named).toEqual({});
  });

  test('is listed before those that were asked on fewer days, and of those by its words', () => {
    const on = (days: number) => ({ locale: 'es', days, last: '2026-03-09' });
    const named = { b: on(3), a: on(3), c: on(4) };
    expect(listQuestions({ named }).map(({ question }) => question)).toEqual(['c', 'a', 'b']);
  });

  test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])('is one like others when it is %s', async (q) => {
    let demand = empty;
    for (const day of ['2026-03-01', '2026-03-02', '2026-03-03']) demand = ask(demand, q, day);
    const [[question, counted] = []] = Object.entries(demand.named);
    expect([normalise(q, 'es'), counted]).toEqual([question, { locale: 'es', days: 3, last: '2026-03-03' }]);
  });

  test('is one of everything, not of what somebody chose, and not one that something is near to', () => {
    const query = { q: 'x', locale: 'es', filters: {}, page: 1, size: 20, sort: 'relevance' } as const;
    expect(isUnmet(query, { state: 'nothing' })).toBe(true);
    expect(isUnmet(query, { state: 'near' })).toBe(false);
    expect(isUnmet({ ...query, filters: { country: ['URY'] } }, { state: 'nothing' })).toBe(false);
    expect(isUnmet({ ...query, page: 2 }, { state: 'nothing' })).toBe(false);
    expect(isUnmet({ ...query, asTyped: true }, { state: 'nothing' })).toBe(false);
  });
});

describe('the file of questions', () => {
  let folder = '';
  afterEach(async () => await rm(folder, { recursive: true, force: true }));

  test('keeps what was counted when the server starts again, and holds no time of day', async () => {
    folder = await mkdtemp(join(tmpdir(), 'demand-'));
    const file = join(folder, 'kept', 'demand.json');
    for (const day of ['2026-03-01', '2026-03-02', '2026-03-03']) {
      const demand = await openDemand(file, { now: () => Date.parse(`${day}T13:45:07Z`) });
      demand.count({ q: 'cárceles', locale: 'es' });
      await demand.written();
      expect(await readFile(file, 'utf8')).not.toContain('13:45');
    }
    expect((await readDemand(file))?.named).toEqual({ carceles: { locale: 'es', days: 3, last: '2026-03-03' } });
    const out: string[] = [];
    const io = { stdout: (text: string) => void out.push(text), stderr: () => undefined, env: { DEMAND_PATH: file }, cwd: '.' };
    expect(await runCommand(['demand'], io)).toBe(0);
    expect(out.join('')).toBe('   3 days, last 2026-03-03  [es] carceles\n');
  });

  test('is no file before anything was counted', async () => {
    folder = await mkdtemp(join(tmpdir(), 'demand-'));
    expect(await readDemand(join(folder, 'none.json'))).toBeUndefined();
  });
});
