import { describe, expect, test } from 'vitest';
import { makeTree } from '#registry/content/tree.ts';
import { readRegistry } from '#registry/read.ts';
import { bodyText } from '#registry/search/body-text.ts';
import { makeDocument } from '#registry/search/corpus.ts';

const original = `---
language: es
title: Laboratorio de barrio
name: Laboratorio de barrio
summary: Un laboratorio probó plazas nuevas con los vecinos.
problem: ¿Cómo probar una plaza antes de construirla?
places:
  - country: URY
    name: Montevideo
  - country: BRA
level: city
period: { start: 2019, basis: stated }
kind: snapshot
challenges: [housing]
instruments: [trial]
sectors: [construction]
sdgs: [{ goal: 11, why: Mejora las plazas., basis: inferred }]
actors:
  - { name: Intendencia de Montevideo, role: lead, type: government, lab: mvd }
lineage:
  - { id: gehl, relation: parallel-to, name: Plazas de prueba, note: Otra ciudad hizo lo mismo., basis: inferred, sources: [{ id: report, locator: page 8 }] }
steward: lab
compiled: { by: lab, on: '2026-03-04', from: first-hand }
verdicts:
  - id: purpose
    about: mejorar la plaza
    outcome: worked
    basis: observer-judgement
    evidence: { strength: 1, kind: narrative, note: Lo cuenta el laboratorio. }
lessons:
  - { id: cheap, kind: works, text: Probar es barato., basis: stated, conditions: Con permiso municipal., sources: [{ id: report, locator: page 3 }] }
sources: [{ id: report, locator: page 1-9 }]
reviewBy: '2027-03-04'
---

## Contexto

La plaza estaba **vacía** [@report, page 2].

- Sin bancos [@report, page 3].
- Sin sombra.
`;

const translation = `---
translates: '000000000000'
state: machine
name: Neighbourhood lab
title: Neighbourhood lab
summary: A lab tried out new squares with neighbours.
problem: How can a square be tried out before it is built?
verdicts: { purpose: { about: a better square, evidence: { note: The lab says so. } } }
---

## Context

The square was empty.
`;

const locale = (tag: string, name: string) => JSON.stringify({ tag, name, strings: {} });
const { registry, findings } = readRegistry(
  makeTree({
    'cases/ury/lab/index.md': original,
    'cases/ury/lab/en.md': translation,
    'labs/mvd/index.md': '---\nlanguage: es\nname: Montevideo Lab\nacronym: MVDLab\ntype: government-lab\nstatus: named\n---\n',
    'locales/es.json': locale('es-419', 'Español'),
    'locales/pt.json': locale('pt-BR', 'Português'),
    'locales/en.json': locale('en', 'English'),
    'vocabularies/challenges.yml':
      'title: { es: Desafíos, pt: Desafios, en: Challenges }\nconcepts:\n  - id: living\n    label: { es: Vida, pt: Vida, en: Living }\n  - id: housing\n    broader: living\n    label: { es: Vivienda, pt: Moradia, en: Housing }\n    synonyms: { es: [barrios], en: [homes, neighbourhoods] }\n',
    'vocabularies/sdgs.yml':
      'title: { es: ODS, pt: ODS, en: SDGs }\nconcepts:\n  - id: 11\n    label: { es: Ciudades sostenibles, pt: Cidades sustentáveis, en: Sustainable cities }\n',
  }),
);
const record = registry.cases.get('lab')!;
const inLocale = (id: string) => makeDocument(registry, record, id);

test('the miniature case is a valid one', () => {
  expect(findings).toEqual([]);
});

describe('a case as readers search it', () => {
  test('is shown in their language, and says from where that comes', () => {
    expect(inLocale('en').card).toMatchObject({
      title: 'Neighbourhood lab',
      language: 'en',
      isFallback: false,
      state: 'machine',
      stale: true,
    });
    expect(inLocale('es').card).toMatchObject({
      title: 'Laboratorio de barrio',
      language: 'es',
      isFallback: false,
      state: 'original',
    });
  });

  test('is shown in the original language to those for whom there is no translation', () => {
    expect(inLocale('pt').card).toMatchObject({ title: 'Laboratorio de barrio', language: 'es', isFallback: true });
  });

  test('is found by its words in every language it is not shown in', () => {
    expect(inLocale('es').others).toEqual({
      en: 'Neighbourhood lab\nHow can a square be tried out before it is built?\nA lab tried out new squares with neighbours.',
    });
    expect(Object.keys(inLocale('pt').others ?? {})).toEqual(['en']);
    expect(Object.keys(inLocale('en').others ?? {})).toEqual(['es']);
  });

  test('is found by labels and synonyms of its concepts in all languages', () => {
    const { concepts } = inLocale('pt');
    expect(concepts['challenges/housing']).toEqual({
      es: 'Vivienda\nbarrios',
      pt: 'Moradia',
      en: 'Housing\nhomes\nneighbourhoods',
    });
    expect(concepts['sdgs/11']).toMatchObject({ pt: 'Cidades sustentáveis' });
  });

  test('is found by the names of its countries and of who lives there, of its places and actors, by what people call its labs, and by what it is set beside', () => {
    const { concepts, names } = inLocale('es');
    expect(concepts['country/BRA']).toEqual({
      es: 'Brasil\nbrasileño\nbrasilero',
      pt: 'Brasil\nbrasileiro',
      en: 'Brazil\nBrazilian',
    });
    expect(names).toEqual({ es: 'Intendencia de Montevideo\nMVDLab\nMontevideo\nPlazas de prueba' });
  });

  test('can be narrowed by ids that are the same in every language', () => {
    expect(inLocale('en').facets).toEqual({
      country: ['URY', 'BRA'],
      // A challenge's area matches its cases too.
      challenge: ['housing', 'living'],
      instrument: ['trial'],
      sector: ['construction'],
      sdg: ['11'],
      level: ['city'],
      outcome: ['worked'],
      evidence: ['1'],
      kind: ['snapshot'],
      origin: ['here'],
    });
  });

  test('carries its lessons with their conditions', () => {
    expect(inLocale('es').lessons).toEqual([
      { id: 'cheap', kind: 'works', text: 'Probar es barato.', conditions: 'Con permiso municipal.' },
    ]);
    expect(inLocale('es').card.lessons).toBe(1);
  });

  test('has a plain body: no headings, no marks, no citations', () => {
    expect(bodyText(record, 'es')).toBe('La plaza estaba vacía.\nSin bancos.\nSin sombra.');
    expect(bodyText(record, 'en')).toBe('The square was empty.');
  });
});
