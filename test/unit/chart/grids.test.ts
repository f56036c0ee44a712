import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import type { Element } from 'hast';
import { gapGrid } from '#registry/chart/gap-grid.ts';
import { criteriaGrid, milestoneBoard, targetBoard, withMission } from '#registry/chart/mission-grid.ts';
import { missionMap } from '#registry/chart/mission-map.ts';
import { policyMatrix } from '#registry/chart/policy-matrix.ts';
import { verdictGrid } from '#registry/chart/verdict-grid.ts';
import type { CaseView } from '#registry/case/record.ts';
import { html } from '#registry/page/html.ts';
import { makeSpeaker } from '#registry/page/speaker.ts';
import { viewRecord } from '#registry/record/view.ts';
import { registry } from '../../real-content.ts';

const speaker = makeSpeaker(registry, registry.locales.get('es')!);
const views = [...registry.cases.values()].map((record): CaseView => viewRecord(record, 'es'));
const shown = (element: Element) => parseHTML(`<main>${html(element)}</main>`).document;
const wordsOf = (cell: { textContent: string | null }) => cell.textContent!.replaceAll(/\s+/g, ' ').trim();
const rowsOf = (element: Element, id: string) =>
  [...shown(element).querySelectorAll('tbody tr')]
    .filter((row) => row.querySelector('th a')?.getAttribute('href') === `/es/cases/${id}/`)
    .map((row) => [...row.querySelectorAll('td')].map(wordsOf));

/** Written down by hand from the records. */
const BY_HAND = {
  'chile-corfo-mining-programme': {
    criteria: ['no lo dice', 'Se cumple°', 'Se cumple', 'No se cumple', 'Se cumple', 'no lo dice'],
    targets: [
      ['Aumentar la producción a 8,5 millones de toneladas.', '8,5 millones de toneladas', '2035'],
      ['Ubicar el 80 % de la producción en los primeros cuartiles de costos de la industria mundial.', '80 %', '2035'],
      ['Contar con 250 proveedores nacionales «de clase mundial».', '250 proveedores', '2035'],
      ['Exportar bienes y servicios por US$ 4000 millones.', '4 mil millones de US$', '2035'],
    ],
    milestones: [
      ['CORFO diseña el programa en 2015.', 'no lo dice', 'Cumplido', 'no lo dice'],
      ['En junio de 2018 se anuncia la fusión con el CIMM.', 'no lo dice', 'Cumplido', 'no lo dice'],
      [
        'En diciembre de 2018 se presenta la Corporación Alta Ley, encabezada por el Ministerio de Minería.',
        ...['no lo dice', 'Cumplido', 'no lo dice'],
      ],
    ],
  },
  'uruguay-plan-ceibal': {
    criteria: ['no lo dice', 'Se cumple en parte', 'no lo dice', 'no lo dice', 'no lo dice', 'no lo dice'],
    targets: [['Una computadora portátil con internet para cada alumno y cada docente de primaria.', '100 %', 'no lo dice']],
    milestones: [
      [
        'Todos los alumnos de primaria pública con su computadora al final del tercer año.',
        ...['no lo dice', 'Cumplido', 'no lo dice'],
      ],
    ],
  },
  'spain-missions-valencia-2030': {
    criteria: ['Se cumple°', 'Se cumple en parte°', 'no lo dice', 'Se cumple', 'no lo dice', 'no lo dice'],
    targets: [
      ['Al menos tres barrios o pueblos climáticamente neutros, la meta de febrero de 2021.', 'no lo dice', '2030'],
      ['Reducción de las emisiones de CO2 según el objetivo de 2021.', '50 %', '2030'],
      ['Toda la ciudad climáticamente neutra, según la meta de 2022.', 'no lo dice', '2030'],
      ['Reducción de las emisiones de CO2 según el Acuerdo Climático de 2023.', '80 %', '2030'],
    ],
    milestones: [
      ['Acuerdo Climático presentado ante la Comisión Europea.', '2023', 'Cumplido', '2023'],
      ['Ciudad climáticamente neutra.', '2030', 'No se sabe', 'no lo dice'],
    ],
  },
};

describe.each(Object.entries(BY_HAND))('%s', (id, { criteria, targets, milestones }) => {
  test('is held against the six criteria as its record does it, and where that is silent, so is the grid', () => {
    expect(rowsOf(criteriaGrid(views, speaker), id)).toEqual([criteria]);
  });

  test('has its targets and milestones on the boards, with what is not stated as not stated', () => {
    expect(rowsOf(targetBoard(views, speaker), id)).toEqual(targets);
    expect(rowsOf(milestoneBoard(views, speaker), id)).toEqual(milestones);
  });
});

describe('instruments against problems', () => {
  const table = shown(gapGrid(views, speaker));
  const link = (instrument: string, challenge: string) =>
    table.querySelector(`td a[href="/es/search/?challenge=${challenge}&instrument=${instrument}"]`);

  test('have a mark for each case of both, and a bar where its evidence compares', () => {
    const cell = link('infrastructure', 'school-learning')!;
    expect(cell.getAttribute('aria-label')).toBe(
      'Infraestructura, Aprendizaje escolar: 1 caso (1 resultado mixto); con grupo de comparación: 1',
    );
    expect(cell.querySelectorAll('use')).toHaveLength(1);
    expect(cell.querySelectorAll('.compared')).toHaveLength(1);
    const told = link('technology-roadmap', 'commodity-dependence')!;
    expect(told.getAttribute('aria-label')).not.toContain('comparación');
    expect(told.querySelector('.compared')).toBeNull();
  });

  test('count in each cell the cases of the records, and leave the others empty', () => {
    const heads = [...table.querySelectorAll('thead th a')].map((a) => a.getAttribute('href')!.split('/')[3]!);
    for (const row of table.querySelectorAll('tbody tr')) {
      const instrument = row.querySelector('th a')!.getAttribute('href')!.split('/')[3]!;
      for (const [index, cell] of [...row.querySelectorAll('td')].entries()) {
        const count = views.filter(
          ({ facts }) => facts.instruments.includes(instrument) && facts.challenges.includes(heads[index]!),
        ).length;
        const drawn = cell.querySelectorAll('use').length + Number(cell.querySelector('text')?.textContent ?? 0);
        expect(drawn, `${instrument} ${heads[index]!}`).toBe(count);
        expect(cell.querySelectorAll('use').length).toBeLessThanOrEqual(6);
      }
    }
  });
});

test('cases of other registries are counted beside ours in brackets, also where we have none, and draw no mark', () => {
  const [first] = views;
  const theirs = (challenges: string[], instruments: string[]) => ({ facts: { ...first!.facts, challenges, instruments } });
  const table = shown(
    gapGrid([first!], speaker, [
      theirs(first!.facts.challenges, first!.facts.instruments),
      theirs(['sport'], ['infrastructure', 'a-term-of-theirs']),
    ]),
  );
  const [challenge, instrument] = [first!.facts.challenges[0]!, first!.facts.instruments[0]!];
  const both = table.querySelector(`td a[href="/es/search/?challenge=${challenge}&instrument=${instrument}"]`)!;
  expect(both.querySelectorAll('use')).toHaveLength(1);
  expect(both.textContent).toBe('(1)');
  expect(both.getAttribute('aria-label')).toMatch(/: 1 caso \(.+; 1 de otro registro$/);
  const alone = table.querySelector('td a[href="/es/search/?challenge=sport&instrument=infrastructure"]')!;
  expect(alone.querySelectorAll('use')).toHaveLength(0);
  expect(alone.getAttribute('aria-label')).toBe('Infraestructura, Deporte: ningún caso; 1 de otro registro');
  expect(table.querySelector('[href*="a-term-of-theirs"]')).toBeNull();
});

test('every verdict is in one cell of the table by strength', () => {
  const cells = [...shown(verdictGrid(views, speaker)).querySelectorAll('td')].map((cell) => Number(wordsOf(cell)));
  expect(cells).toHaveLength(30);
  expect(cells.reduce((sum, count) => sum + count, 0)).toBe(views.flatMap(({ facts }) => facts.verdicts).length);
});

test('the policy matrix has each case that says where it stands, marks what we infer, and counts those that are silent', () => {
  const matrix = shown(policyMatrix(views, speaker));
  const links = [...matrix.querySelectorAll('td a')].map((link) => link.getAttribute('href'));
  const stated = views.filter(({ facts }) => facts.policyMix);
  expect(links.toSorted()).toEqual(stated.map(({ id }) => `/es/cases/${id}/`).toSorted());
  // Vertical, public input, inferred: as its record says.
  const cell = matrix.querySelectorAll('tbody tr')[1]!.querySelectorAll('td')[0]!;
  const item = cell.querySelector('a[href="/es/cases/chile-corfo-mining-programme/"]')!.parentElement!;
  expect(wordsOf(item)).toMatch(/^Programa minero de CORFO, Chile° Resultado mixto \S/);
  expect(wordsOf(matrix.querySelector('main')!)).toContain(`${views.length - stated.length} casos cuya ficha no lo dice`);
});

describe('the mission map', () => {
  const map = shown(missionMap(views, speaker));

  test('has each mission once, two with the same words as one, and says the same in its table', () => {
    const statements = new Set(withMission(views).map(({ mission }) => mission.statement.toLowerCase()));
    expect(statements.size).toBeLessThan(withMission(views).length);
    expect(map.querySelectorAll('.chart-scroll .box-case')).toHaveLength(statements.size);
    expect(map.querySelectorAll('tbody tr')).toHaveLength(statements.size);
  });

  test('has a line for each problem and sector of a mission, and names only projects that a record names', () => {
    const projects = withMission(views).flatMap(({ mission }) => mission.projects ?? []);
    const boxes = [...map.querySelectorAll('.chart-scroll a')].map(({ textContent }) => textContent);
    for (const { text } of projects) expect(boxes).toContain(text);
    expect(boxes.filter((label) => projects.some(({ text }) => text === label))).toHaveLength(projects.length);
    const row = [...map.querySelectorAll('tbody tr')].find((each) => wordsOf(each).startsWith('Programa minero de CORFO'))!;
    expect([...row.querySelectorAll('td')].slice(1).map(wordsOf)).toEqual([
      'Transformación productiva, Dependencia de materias primas y Cambio climático',
      'Minería y Ciencia y servicios profesionales',
      'Métodos nuevos para vigilar y mapear los relaves.Un sistema de combustión doble, de hidrógeno y diésel, para camiones de extracción.',
    ]);
  });
});
