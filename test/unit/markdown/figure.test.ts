import { describe, expect, it } from 'vitest';
import { findFigures } from '#registry/markdown/figure.ts';

const figures = (text: string, locale = 'es') => findFigures(text, locale).map(({ figure }) => figure);

describe('a figure in prose', () => {
  it.each([
    ['Llegó al 85 % de las escuelas.', '85 %'],
    ['Reached 5% of pupils.', '5%'],
    ['Cresceu 3,8 por cento ao ano.', '3,8 por cento'],
    ['Costó US$ 5 por alumno.', 'US$ 5'],
    ['Custou R$ 9 por aluno.', 'R$ 9'],
    ['Se invirtieron 3 millones de pesos.', '3 millones'],
    ['Repartió 380\u00a0000 computadoras.', '380\u00a0000'],
    ['Unas 200 empresas entraron.', '200'],
    ['Bajó de 60 días a menos.', '60'],
  ])('is seen in "%s"', (text, figure) => {
    expect(figures(text)).toEqual([figure]);
  });

  it.each([
    'En 2007 empezó el plan, y en los años 2010-2012 creció.',
    'La Ley 19.640 lo permitió; el artículo 12 también.',
    'Durante la COVID-19 y el T-MEC 2.0.',
    'El 15 de marzo de 2014 se firmó.',
    'La norma ISO 9001 y la Agenda 2030.',
    'La 4.ª mesa y el 10.º acuerdo.',
    'Tres mesas y 6 reuniones.',
    '¿Llegaron los 380 000 equipos a todas las escuelas?',
    'El liceo O&#39;Higgins y la D&#x2019;Ávila&#233;.',
    'Véase [el informe](https://example.org/2019/12345) y `grep 4500`.',
    'Lo dice la fuente [@annual-report, line 1124-1125].',
    'Redes 5G y modelos en 3D.',
    'En los años 90, en Rio+20 y en el ciclo 2019-20.',
    'Atiende 24/7; el 15/03/2014 a las 10:30 abrió.',
  ])('is not seen in "%s"', (text) => {
    expect(figures(text)).toEqual([]);
  });

  it.each([
    ['Costó 1 billón de pesos.', 'es', '1 billón'],
    ['It cost 3 bn.', 'en', '3 bn'],
    ['It reached 5 hundred people.', 'en', '5 hundred'],
    ['Custou 1 trilhão.', 'pt', '1 trilhão'],
  ])('is seen with every word that multiplies it: %s', (text, locale, figure) => {
    expect(figures(text, locale)).toEqual([figure]);
  });

  it("is not the day of a month, which is named in the text's own language", () => {
    expect(figures('It was signed on 15 March and began on the 20th.', 'en')).toEqual([]);
    expect(figures('Foi assinado em 15 de março.', 'pt')).toEqual([]);
  });

  it('is looked for in bounded time, however long the sentence', () => {
    const numbers = `${'12 '.repeat(10_000)}`;
    expect(findFigures(numbers, 'es')).toHaveLength(10_000);
  });
});
