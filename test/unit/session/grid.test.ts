import { expect, test } from 'vitest';
import { checkRegistry } from '#registry/check.ts';
import { makeSpeaker } from '#registry/page/speaker.ts';
import { html } from '#registry/page/html.ts';
import { readRegistry } from '#registry/read.ts';
import { viewRecord } from '#registry/record/view.ts';
import { gridRows } from '#registry/session/grid.ts';
import { assessmentGrids } from '#registry/session/page/grids.ts';
import { parseHTML } from 'linkedom';
import { FIXTURE_DAY, readFixtureRegistry, withChange } from '../../fixtures/fixture-tree.ts';

const base = await readFixtureRegistry();
const { registry } = readRegistry(base);
const session = registry.sessions.get('lunch-2027')!;
const file = 'sessions/lunch-2027/index.md';

function shown(locale: string) {
  const speaker = makeSpeaker(registry, registry.locales.get(locale)!);
  const { document } = parseHTML(`<body>${assessmentGrids(viewRecord(session, locale), speaker).map(html).join('')}</body>`);
  return { document, speaker };
}

test('rows are the steps of the method and then those of the session, in the language of the reader', () => {
  const view = viewRecord(session, 'pt');
  const rows = gridRows(view.facts.grids![0]!, view, registry);
  expect(rows.map(({ id }) => id)).toEqual(['invite', 'agree-menu', 'first-things']);
  expect(rows[2]!.text).toBe('Arrumou-se primeiro o que faltava?');
});

test('each mark is a word that leads to the statement it rests on; a field without one is open', () => {
  const { document, speaker } = shown('es');
  const cells = [...document.querySelectorAll('.assessment-grid tbody tr')].map((row) =>
    [...row.querySelectorAll('td')].map((cell) => [
      cell.textContent.trim(),
      cell.querySelector('a')?.getAttribute('href') ?? null,
    ]),
  );
  const word = (id: string) => speaker.label('assessments', id);
  expect(cells).toEqual([
    [
      [word('open'), null],
      [word('open'), null],
    ],
    [
      [word('met'), '/es/cases/worked-with-citations/#lesson-one-menu'],
      [word('open'), null],
    ],
    [
      [word('open'), null],
      [word('not'), '/es/cases/failed-and-says-why/#lesson-systems-before-counters'],
    ],
  ]);
  expect([...document.querySelectorAll('details .quote q')].map((quote) => quote.textContent)).toEqual([
    'Un menú único abarató la compra.',
    'Reunir ventanillas sin conectar los sistemas solo muda la fila de lugar.',
  ]);
});

test('the columns of a grid are cases, or countries: of countries a mark may rest on any case about the country', () => {
  const countries = withChange(
    withChange(base, file, 'cases: [worked-with-citations, failed-and-says-why]\n    marks', 'countries: [URY, BRA]\n    marks'),
    file,
    '        column: worked-with-citations',
    '        column: URY',
  );
  const own = (tree: typeof base) => checkRegistry(tree, { today: FIXTURE_DAY }).filter(({ code }) => code.startsWith('grid-'));
  const left = own(countries);
  expect(left.map(({ code, params }) => [code, params['given']])).toEqual([['grid-mark-misplaced', 'failed-and-says-why']]);
  const both = withChange(
    base,
    file,
    'failed-and-says-why]\n    marks',
    'failed-and-says-why]\n    countries: [URY, BRA]\n    marks',
  );
  expect(own(both).map(({ code }) => code)).toEqual(['grid-incomplete']);
  expect(own(withChange(countries, file, 'column: URY', 'column: BRA')).map(({ code }) => code)).toEqual([
    'grid-mark-unsupported',
    'grid-mark-misplaced',
  ]);
});
