import { describe, expect, test } from 'vitest';
import { migrateFiles } from '#registry/case/migrate-files.ts';
import { shortName } from '#registry/case/short-name.ts';
import { readMarkdown } from '#registry/content/front-matter.ts';

const original = `---
language: es
title: 'Ventanilla única: un trámite en un día'
summary: Una oficina reunió cinco trámites.
problem: ¿Cómo abrir un comercio sin cinco visitas?
places:
  - country: URY
level: city
period:
  start: 2019
lifecycle: stopped
stopReasons: [budget-ended]
kind: case
challenges: [administrative-burden]
instruments: [simplification]
sectors: [public-administration]
methods: [sector-roundtable, random-inspection]
actors:
  - name: Intendencia
    role: lead
    type: ministry
steward: lo-que-funciona
compiled:
  by: lo-que-funciona
  on: '2026-01-02'
  from: published-sources
outcome: worked
outcomeBasis: output-counts
evidence:
  strength: 1
  kind: descriptive-statistics
  note: Recuentos de trámites.
results:
  - id: days
    text: Días por trámite.
    direction: not-measured
    sources: [{ id: report, locator: page 3 }]
cost:
  text: Presupuesto del primer año.
  value: 1.5
  unit: usd-million
  sources: [{ id: report, locator: page 4 }]
lessons:
  - id: one-desk
    kind: works
    text: Una sola mesa ordena a todos.
    conditions: Lo dice la oficina.
    sources: [{ id: report, locator: page 5 }]
sources:
  - id: report
    locator: page 1-9
reviewBy: '2027-01-02'
---

## Contexto

Había cinco ventanillas.
`;
const translation = `---
translates: '0123456789ab'
state: human
title: 'One-stop shop: a permit in a day'
summary: One office brought five procedures together.
problem: How to open a shop without five visits?
evidence:
  note: Counts of permits.
results:
  days:
    text: Days for each permit.
cost:
  text: Budget of the first year.
lessons:
  one-desk:
    text: One desk puts everybody in order.
    conditions: The office says so.
---

## Context

There were five counters.
`;
const dataOf = (text: string) => readMarkdown(text, 'index.md').markdown!.yaml.data as Record<string, never>;
const wordsOf = (locale: string) => ({ purpose: locale === 'es' ? 'lo que se propuso' : 'what it set out to do' });

describe('a case of the older schema', () => {
  const migrated = migrateFiles(
    new Map([
      ['index', original],
      ['en', translation],
    ]),
    wordsOf,
  );
  const facts = dataOf(migrated.get('index')!) as Record<string, unknown>;
  const words = dataOf(migrated.get('en')!) as Record<string, unknown>;

  test('says its one outcome as the verdict on what it set out to do', () => {
    expect(facts).not.toHaveProperty('outcome');
    expect(facts['verdicts']).toEqual([
      {
        ...{ id: 'purpose', about: 'lo que se propuso', outcome: 'worked', basis: 'output-counts' },
        evidence: { strength: 1, kind: 'descriptive-statistics', note: 'Recuentos de trámites.' },
      },
    ]);
    expect(words['verdicts']).toEqual({ purpose: { about: 'what it set out to do', evidence: { note: 'Counts of permits.' } } });
  });

  test('claims nothing that it did not: silence stays silence, and what no source was asked for is inferred', () => {
    expect(facts['results']).toMatchObject([{ verdict: 'purpose', direction: 'not-reported' }]);
    expect(facts['lifecycle']).toEqual({ stage: 'stopped', basis: 'inferred' });
    expect(facts['stopReasons']).toEqual([{ reason: 'budget-ended', basis: 'inferred' }]);
    expect(facts['lessons']).toMatchObject([{ basis: 'stated', caveat: 'Lo dice la oficina.' }]);
    expect(words['lessons']).toEqual({ 'one-desk': { text: expect.any(String) as string, caveat: 'The office says so.' } });
  });

  test('keeps its money, in whole units of a currency', () => {
    expect(facts['cost']).toMatchObject([{ id: 'total', value: 1_500_000, currency: 'USD' }]);
    expect(words['cost']).toEqual({ total: { text: 'Budget of the first year.' } });
  });

  test('names the methods that are records now, and not what was none', () => {
    expect(facts['methods']).toEqual(['sector-roundtable']);
  });

  test('is left as it is when it is of this schema', () => {
    expect(migrateFiles(migrated, wordsOf)).toEqual(new Map());
  });

  test('a translation that was not up to date does not become so', () => {
    expect(words['translates']).toBe('0123456789ab');
  });
});

test('the short name is what stands before the colon, or the first words that fit', () => {
  expect(shortName('Plan Ceibal: una computadora para cada escolar')).toBe('Plan Ceibal');
  const long = shortName('Programa nacional de apoyo a la transformación productiva de las regiones');
  expect(long.length).toBeLessThanOrEqual(40);
  expect(long).toBe('Programa nacional de apoyo');
});
