import { expect, test } from 'vitest';
import type { SearchEngine } from '#registry/search/engine.ts';

/** A written word, and a title with another form of it. */
export const WORD_FORMS: readonly (readonly [typed: string, title: string])[] = [
  ['covid19', 'Pruebas de COVID-19 en los barrios'],
  ['covid-19', 'Pruebas de COVID-19 en los barrios'],
  ['ecommerce', 'Un portal de e-commerce para ferias'],
  ['e-commerce', 'Un portal de ecommerce para ferias'],
  ['micro-empresas', 'Crédito para microempresas'],
  ['socioeconomico', 'Un mapa socio-económico del país'],
  ['380000', 'Entrega de 380 000 equipos'],
  ['380.000', 'Entrega de 380 000 equipos'],
  ['380,000', 'Entrega de 380.000 equipos'],
  ['380 000', 'Entrega de 380000 equipos'],
  ['1200000', 'Un fondo de 1.200.000 pesos'],
  ['S.A.', 'La empresa VENG S.A. en el norte'],
  ['SA', 'La empresa VENG S.A. en el norte'],
  ['EEUU', 'Un acuerdo con EE. UU.'],
  ['EE.UU.', 'Un acuerdo con EEUU'],
  ['ee. uu.', 'Un acuerdo con EE.UU.'],
  ['EE UU', 'Un acuerdo con EE. UU.'],
  ['ee uu', 'Un acuerdo con EEUU'],
  ['EEUU', 'Un acuerdo con EE UU, Chile y Perú'],
  ['ODS4', 'Un plan para el ODS 4 y otros'],
  ['ods 4', 'Un plan para el ODS4'],
  ['ods-4', 'Un plan para el ODS 4'],
  ['cei\u00ADbal', 'Plan Ceibal en la escuela'],
  ['\u200Bceibal', 'Plan Ceibal en la escuela'],
  ['ceibal', 'Plan Cei\u00ADbal en la escuela'],
  ['niños', 'Meriendas para niñ@s'],
  ['niñas', 'Meriendas para niñ@s'],
  ['niñ@s', 'Meriendas para niños'],
  ['niños', 'Meriendas para niñxs'],
  ['niñas', 'Meriendas para niñxs'],
  ['niñ@s', 'Meriendas para niñas'],
  ['todxs', 'Un plan para todas'],
  ['I+D', 'Fondo de I+D para el agro'],
  ['4.0', 'Industria 4.0 en el norte'],
  ['4,0', 'Industria 4.0 en el norte'],
  ['R & D', 'Un fondo de R&D para el agro'],
  ['I + D', 'Un fondo de I+D para el agro'],
  ['covid 19', 'Pruebas de covid19 en los barrios'],
  ['niños/as', 'Meriendas para niñas'],
  ['alumnas', 'Becas para alumnos/as'],
  ['niñas', 'Meriendas para niño(a)s'],
  ['KPI', 'Tablero de KPIs del ministerio'],
];

/** Words match in every form; `engineWith` creates an engine over cases with these titles. */
export function describeWordForms(engineWith: (titles: readonly string[]) => Promise<SearchEngine>): void {
  const other = 'Un caso que trata de otra cosa';

  test.each(WORD_FORMS)('%j finds «%s», and nothing that has it not', async (typed, title) => {
    const engine = await engineWith([title, other]);
    const { hits, total } = await engine.search({ q: typed, locale: 'es', filters: {}, page: 1, size: 20, sort: 'relevance' });
    expect([total, hits[0]?.card.title]).toEqual([1, title]);
  });

  test('an acronym that ends with its point is whole: no longer word begins with it', async () => {
    const engine = await engineWith(['La empresa VENG S.A. en el norte', 'Agua y salud para saberes']);
    const ask = async (q: string) =>
      (await engine.search({ q, locale: 'es', filters: {}, page: 1, size: 20, sort: 'relevance' })).hits.map(
        ({ card }) => card.title,
      );
    expect(await ask('S.A.')).toEqual(['La empresa VENG S.A. en el norte']);
    expect(await ask('s.a.')).toEqual(['La empresa VENG S.A. en el norte']);
  });

  test.each(['💧', '¿?', '...', '—', '@', '+'])('%j is no word: nothing answers, instead of everything', async (typed) => {
    const engine = await engineWith([other]);
    const { total, hits } = await engine.search({ q: typed, locale: 'es', filters: {}, page: 1, size: 20, sort: 'relevance' });
    expect([total, hits]).toEqual([0, []]);
  });

  test('an address is not cut into an inclusive word', async () => {
    const engine = await engineWith(['Escriba a ana@presidencia.gob']);
    expect(
      (await engine.search({ q: 'presidencia', locale: 'es', filters: {}, page: 1, size: 20, sort: 'relevance' })).total,
    ).toBe(1);
  });
}
