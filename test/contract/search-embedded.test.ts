import { describe, expect, test } from 'vitest';
import type { SearchDocument } from '#registry/search/document.ts';
import { createEmbedded, openPack } from '#registry/search/embedded.ts';
import { pack } from '#registry/search/pack.ts';
import { type Filters, querySchema } from '#registry/search/query.ts';
import { documents, testProblems } from './search-documents.ts';
import { describeSearchEngine } from './search-engine.ts';
import { describeWordForms } from './search-word-forms.ts';

describeSearchEngine('the embedded engine', async (all) => createEmbedded(all, testProblems));

describe('words in other forms than they are written in', () => {
  const [model] = documents;
  const titled = (title: string, index: number): SearchDocument => ({
    ...{ ...model!, id: `case-${index}`, locale: 'es', lessons: [], concepts: {}, names: {}, others: {} },
    card: { ...model!.card, title, problem: '', summary: '', language: 'es' },
  });
  describeWordForms(async (titles) => createEmbedded(titles.map(titled)));
});

describe('what comes first', () => {
  const [model] = documents;
  const made = (id: string, title: string, body: string): SearchDocument => ({
    ...{ ...model!, id, locale: 'es', lessons: [], concepts: {}, names: {}, others: {}, body },
    card: { ...model!.card, title, problem: '', summary: '', language: 'es' },
  });
  const order = async (q: string, ...all: SearchDocument[]) =>
    (await createEmbedded(all).search(querySchema.parse({ q, locale: 'es' }))).hits.map(({ id }) => id);
  const filler = 'Un programa con talleres, visitas y reuniones de trabajo en varias ciudades del país. '.repeat(3);

  test('a word that is written as it sounds is the word, and may lead to what is near, which says how it was read', async () => {
    const all = [made('steel', 'Producir acero', ''), ...'abcdefgh'.split('').map((id) => made(id, 'Un programa', filler))];
    const ask = (more: object) => createEmbedded(all).search(querySchema.parse({ locale: 'es', ...more }));
    const page = await ask({ q: 'asero azul' });
    expect(page).toMatchObject({ state: 'near', suggestion: 'acero azul', shared: ['acero'], missing: ['azul'] });
    expect(page.hits.map(({ id }) => id)).toEqual(['steel']);
    expect(await ask({ q: 'asero azul', asTyped: true })).toMatchObject({ state: 'nothing', hits: [] });
    expect(await ask({ q: 'aceros azules' })).toMatchObject({ state: 'near', shared: ['aceros'] });
    expect(await ask({ q: 'progarma azulado' })).toMatchObject({ state: 'nothing' });
  });

  test('a case whose title has the word comes before one whose summary has it', async () => {
    const titled = made('title', 'Riego para la cuenca', filler);
    const base = made('summary', 'Talleres para la cuenca', filler);
    const summed = { ...base, card: { ...base.card, summary: 'Riego para la cuenca' } };
    expect(await order('riego', { ...titled, card: { ...titled.card, summary: 'Talleres para la cuenca' } }, summed)).toEqual([
      'title',
      'summary',
    ]);
  });

  test('a case with the rare word of a question comes before one that has the common word in its title', async () => {
    const common = Array.from({ length: 30 }, (_, index) => made(`common-${index}`, 'Talleres', `${filler} Una escuela.`));
    const base = made('rare', 'Talleres en las ciudades', filler);
    const rare = { ...base, card: { ...base.card, summary: 'Hay riego.' } };
    expect((await order('escuela riego', ...common, made('titled', 'Escuela', filler), rare))[0]).toBe('rare');
  });

  test('a case that has the words beside each other comes before one that has them apart', async () => {
    const apart = made('a', 'Seguridad para una escuela que da a la vial', filler);
    const together = made('b', 'Una escuela que da a la seguridad vial para', filler);
    expect(await order('seguridad vial', apart, together)).toEqual(['b', 'a']);
  });
});

describe('the embedded engine in a browser', () => {
  const ask = (q: string) => querySchema.parse({ q, locale: 'es' });
  const overTheWire = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;

  test('answers from a pack as it does from the documents', async () => {
    const fromPack = openPack(overTheWire(pack(documents, 'es', testProblems)));
    const direct = createEmbedded(documents, testProblems);
    for (const q of ['', 'mineria', 'plan ceival', '"escuela pública"', 'mantenimiento', 'presupuesto', 'cárceles']) {
      expect(await fromPack.search(ask(q))).toEqual(await direct.search(ask(q)));
    }
  });
});

describe('with many cases', () => {
  const model = documents.find((document) => document.id === 'tables-1' && document.locale === 'es')!;
  const named = (id: string, title: string, country = 'PER'): SearchDocument => ({
    ...model,
    id,
    card: { ...model.card, title },
    facets: { ...model.facets, country: [country] },
  });
  const many = (count: number, title: string, country?: string) =>
    Array.from({ length: count }, (_, at) => named(`${title} ${at}`, title, country));
  const ask = (all: SearchDocument[], q: string, filters: Filters = {}) =>
    createEmbedded(all).search(querySchema.parse({ q, locale: 'es', filters }));

  test('those without all the words are left out when enough have them', async () => {
    expect(await ask([...many(12, 'Agua limpia'), ...many(3, 'Agua'), ...many(30, 'Salud')], 'agua limpia')).toMatchObject({
      total: 12,
      relaxed: false,
    });
  });

  test('what a value counts is what choosing it gives', async () => {
    const all = [...many(12, 'Agua limpia'), ...many(3, 'Agua', 'BOL'), ...many(9, 'Agua limpia', 'CHL')];
    const { facets } = await ask(all, 'agua limpia', { country: ['PER'] });
    for (const { value, count } of facets.country)
      expect([value, (await ask(all, 'agua limpia', { country: [value] })).total]).toEqual([value, count]);
  });

  test('those that share only a word everybody has are left out', async () => {
    const all = [...many(30, 'Programa de salud'), named('wanted', 'Programa de riego con bombas solares')];
    expect((await ask(all, 'programa riego bombas solares')).hits.map((hit) => hit.id)).toEqual(['wanted']);
  });

  test('a word as it was typed comes before the words that begin with it', async () => {
    const all = [...many(3, 'Agro'), named('longer', 'Agroindustria'), ...many(9, 'Salud')];
    expect((await ask(all, 'agro')).hits.map((hit) => hit.card.title)).toEqual(['Agro', 'Agro', 'Agro', 'Agroindustria']);
  });
});
