import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { checkRegistry } from '#registry/check.ts';
import { splitFrontMatter } from '#registry/content/front-matter.ts';
import { readNumber } from '#registry/content/typed-number.ts';
import type { Tree } from '#registry/content/tree.ts';
import { readYaml } from '#registry/content/yaml.ts';
import { describeFinding } from '#registry/finding/describe.ts';
import { readRegistry } from '#registry/read.ts';
import { FIXTURE_DAY, readFixtureRegistry, withChange } from '../../fixtures/fixture-tree.ts';

const file = 'cases/ury/worked-with-citations/index.md';
const TITLE = "title: 'Almuerzo escolar: menú único y compra local'";
let tree: Tree;
beforeAll(async () => void (tree = await readFixtureRegistry()));

/** The findings after a change of a record's file, with their values. */
const findings = (find: string, put: string, where = file) =>
  checkRegistry(withChange(tree, where, find, put), { today: FIXTURE_DAY }).filter((found) => found.file === where);
const codes = (find: string, put: string) => findings(find, put).map(({ code }) => code);

describe('a text that YAML ends at a number sign', () => {
  test.each([
    ['title: Plan Ceibal #1 para escolares', 'Plan Ceibal', "'Plan Ceibal #1 para escolares'"],
    ["title: Juana's plan # la primera", "Juana's plan", "'Juana''s plan # la primera'"],
    ['title: Plan   \t # 2', 'Plan', "'Plan # 2'"],
    ['title: Plan Ceibal\n  #1 para escolares', 'Plan Ceibal', "'Plan Ceibal #1 para escolares'"],
    ['title: Plan\n  Ceibal #1 para escolares', 'Plan Ceibal', "'Plan Ceibal #1 para escolares'"],
    ["title: 'Plan Ceibal' #1 para escolares", 'Plan Ceibal', "'Plan Ceibal #1 para escolares'"],
    ['title: "Plan de Juana\'s" #1', "Plan de Juana's", "'Plan de Juana''s #1'"],
    ['title: >-\n    Plan\n    Ceibal\n  #1 para escolares', 'Plan Ceibal', "'Plan Ceibal #1 para escolares'"],
    ['title: |\n  Plan Ceibal\n#1 para escolares', 'Plan Ceibal', "'Plan Ceibal #1 para escolares'"],
  ])('is said to end there: %s', (line, given, better) => {
    expect(findings(TITLE, line)).toMatchObject([{ code: 'text-cut-by-comment', severity: 'warning', params: { given, better } }]);
  });

  test('also where nothing is left of it, or where it is an item of a list', () => {
    expect(codes(TITLE, 'title: #NiUnaMenos')).toEqual(expect.arrayContaining(['text-cut-by-comment', 'field-missing']));
    expect(codes('  - name: Ministerio de Educación', '  - name: Ministerio #1')).toEqual(['text-cut-by-comment']);
    expect(codes('challenges: [', 'challenges: [ #x\n  ')).toEqual([]);
  });

  test.each([
    "title: 'Plan Ceibal #1 para escolares'",
    'title: "Plan #1"',
    'title: Plan#1',
    'title: >-\n  Plan #1',
    "title: 'Plan' # a comment",
    'title: "Plan" # a comment',
    'title: >-\n  Plan\n# a comment',
    'title: >-\n  Plan\n#titulo: another',
    'title: >-\n  Plan\n  #1',
    'title: Plan\n# a comment on a line of its own',
  ])('is not said of %j', (line) => expect(codes(TITLE, line)).toEqual([]));

  test('nor of a comment behind a value that is no text, unless a word follows the sign at once', () => {
    expect(codes('level: national', 'level: national # as the law says')).toEqual([]);
    expect(codes('    value: 120000', '    value: 120000 # page 12')).toEqual([]);
    expect(codes('level: national', 'level: national #1')).toEqual(['text-cut-by-comment']);
  });
});

describe('a sign before a value that YAML does not show', () => {
  test.each([
    ['title: &Co Plan', 'yaml-anchor'],
    ['title: ! Plan', 'yaml-tag'],
    ['title: !!str 2007', 'yaml-tag'],
    ["title: !Plan 'x'", 'yaml-tag'],
  ])('is said: %s', (line, code) => expect(codes(TITLE, line)).toEqual([code]));

  test.each(["title: '&Co Plan'", "title: '! Plan'", 'title: Plan & Co!', 'title: Plan!'])('is none in %s', (line) =>
    expect(codes(TITLE, line)).toEqual([]),
  );
});

describe('a number', () => {
  const written = (source: string) => codes('value: 120000', `value: ${source}`);

  test.each(['120.000', '380.000', '1.234', '0x1F', '0o17', '1e3', '012', '.5', '5.', '+5', '.inf', '-.inf', '.nan', '12345678901234567'])(
    'that programs or people read in two ways is said: %s',
    (source) => expect(written(source)).toContain('number-unclear'),
  );

  test.each(['1,000', '1.234.567', '380 000', '1_000', '12:30', "'120000'", '300 almuerzos', '0b11'])(
    'that is a text to YAML is said in the same words: %s',
    (source) => expect(written(source)).toContain('number-unclear'),
  );

  test.each(['120000', '12.5', '0.125', '-3', '0', '1234.567', '120000.0'])('that is read in one way is taken: %s', (source) =>
    expect(written(source)).not.toContain('number-unclear'),
  );

  test.each(['yes', 'no', 'on', 'off', 'Yes'])('or yes and no in the words of other YAMLs are not guessed: %s', (source) =>
    expect(codes('    direction: positive', `    direction: positive\n    unintended: ${source}`)).toEqual(['type-wrong']),
  );

  test('that the form does not take is not taken from a file, and one that a file may have is the same in the form', () => {
    const piece = fc.constantFrom('0', '1', '12', '380', '000', '.', ',', '-', '+', 'e3', '0x', '_', ':', ' ', "'");
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 5 }), (pieces) => {
        const source = pieces.join('').trim();
        const { yaml, findings: said } = readYaml(`value: ${source}`, 'x.yml');
        const value = (yaml?.data as { value?: unknown } | undefined)?.value;
        if (typeof value !== 'number' || said.length > 0) return;
        expect(readNumber(source)).toBe(value);
      }),
      { numRuns: 500 },
    );
  });
});

test.each([
  ['380 000', 380_000],
  ['1 234 567,8', 1_234_567.8],
  ["1'234'567", 1_234_567],
  ['12\u202f345', 12_345],
  ['- 5', -5],
  ['10 12', undefined],
  ['1 5', undefined],
  ["1'5", undefined],
  ['12 345 6,7', undefined],
  ["1 234'567", undefined],
  ['1234 567', undefined],
])('what is typed as %j is read as %j: blanks stand between groups of three', (typed, value) => {
  expect(readNumber(typed)).toBe(value);
});

test.each(['1e3', '007', '0x1F', '.5', '1.000'])('a number in the place of a text is one finding: %s', (source) => {
  expect(codes(TITLE, `title: ${source}`)).toEqual(['type-wrong']);
  expect(codes("on: '2026-01-15'", `on: ${source}`)).toEqual(['type-wrong']);
});

test.each(['.inf', '12345678901234567', '1e400'])('a number that no program reads whole is one finding: %s', (source) =>
  expect(codes('    value: 120000', `    value: ${source}`)).toEqual(['number-unclear']),
);

test.each(['1499-05', '2201-01-01', '9999-12-31', '0001-01-01'])('a year that no record can be about is named as one: %s', (date) => {
  const said = [{ code: 'number-out-of-range', params: { given: date, limit: date < '1500' ? '1500' : '2200' } }];
  expect(findings("on: '2026-01-15'", `on: '${date}'`)).toMatchObject(said);
  expect(findings('  start: 2015', `  start: '${date}'`)).toMatchObject(said);
});

describe('data that cannot be read', () => {
  test.each([
    ['title: Plan: uno', 'BLOCK_AS_IMPLICIT_KEY', 3],
    ["title: 'It's a plan'", 'UNEXPECTED_TOKEN', 3],
    ['title: "Plan" Ceibal', 'UNEXPECTED_TOKEN', 3],
    ['title: [Plan] Ceibal', 'UNEXPECTED_TOKEN', 3],
    ['title: > Plan', 'UNEXPECTED_TOKEN', 3],
    ['title: @minsalud', 'BAD_SCALAR_START', 3],
    ['title: `Plan`', 'BAD_SCALAR_START', 3],
    ['title: "C:\\docs"', 'BAD_DQ_ESCAPE', 3],
    ['title:Plan', 'MULTILINE_IMPLICIT_KEY', 3],
    ['title: Plan\nCeibal', 'MULTILINE_IMPLICIT_KEY', 4],
    ["title: 'Plan", 'MISSING_CHAR', 3],
    ['title: "Plan', 'MISSING_CHAR', 3],
    ['title: [Plan', 'MISSING_CHAR', 3],
    ['title: >-\n  Plan\n...', 'MULTIPLE_DOCS', 6],
    ['title: Plan\n name: Otro', 'BLOCK_AS_IMPLICIT_KEY', 3],
    ['title: {Plan: uno', 'MISSING_CHAR', 3],
  ])('says why, in the language of the reader: %s', (line, detail, at) => {
    const [found] = findings(TITLE, line);
    expect(found).toMatchObject({ code: 'yaml-syntax', line: at, params: { detail } });
    const { locales } = readRegistry(tree).registry;
    const said = [...locales.values()].map((locale) => describeFinding(found!, locale).message);
    expect(new Set(said).size).toBe(locales.size);
    for (const message of said) expect(message).not.toContain(detail);
  });

  test('a field that is there twice is named, with the line of the first', () => {
    expect(findings(TITLE, 'title: Plan\nname: Uno\ntitle: Otro')).toMatchObject([
      { code: 'field-repeated', line: 5, params: { field: 'title', line: 3 } },
      { code: 'field-repeated', line: 6, params: { field: 'name', line: 4 } },
    ]);
    expect(findings('    value: 120000', '    value: 120000\n    value: 1')).toMatchObject([
      { code: 'field-repeated', params: { field: 'results.0.value' } },
    ]);
  });
});

describe('a field that says nothing', () => {
  test.each(['~', 'null', ''])('because somebody wrote %j, is said to be empty where it may be left out', (source) => {
    expect(codes('    region: UY-MO', `    region: ${source}`)).toEqual(['field-empty']);
    expect(codes(TITLE, `title: ${source}`)).toEqual(['field-missing']);
  });
});

describe('what cannot be seen is named', () => {
  const es = () => readRegistry(tree).registry.locales.get('es')!;
  const said = (find: string, put: string) => findings(find, put).map((found) => describeFinding(found, es()).message);
  const NBSP = '\u00a0';

  test.each([
    ['before an item', '  - country: URY', `${NBSP}${NBSP}- country: URY`, 'espacio duro (U+00A0)'],
    ['after a blank before an item', '  - country: URY', ` ${NBSP}- country: URY`, 'espacio duro (U+00A0)'],
    ['after the hyphen of an item', '  - country: URY', `  -${NBSP}country: URY`, 'espacio duro (U+00A0)'],
    ['after a colon', 'level: national', `level:${NBSP}national`, 'espacio duro (U+00A0)'],
    ['after the colon of an item', '  - country: URY', `  - country:${NBSP}URY`, 'espacio duro (U+00A0)'],
    ['before a colon', 'level: national', `level${NBSP}: national`, 'espacio duro (U+00A0)'],
    ['before a field', '    region: UY-MO', `\u3000\u3000region: UY-MO`, 'U+3000'],
    ['before a field, a tab', '    region: UY-MO', '\tregion: UY-MO', 'tabulador (U+0009)'],
    ['before an item of the same list', '  - id: kitchens-first', `${NBSP} - id: kitchens-first`, 'espacio duro (U+00A0)'],
    ['before the opening line', '---\nlanguage', ' ---\nlanguage', 'espacio (U+0020)'],
    ['behind the opening line', '---\nlanguage', `---${NBSP}\nlanguage`, 'espacio duro (U+00A0)'],
    ['behind the closing line', '---\n\n## Contexto', `---${NBSP}\n\n## Contexto`, 'espacio duro (U+00A0)'],
    ['before the closing line', '---\n\n## Contexto', '\t---\n\n## Contexto', 'tabulador (U+0009)'],
  ])('%s', (_where, find, put, name) => {
    const messages = said(find, put);
    expect(messages).toHaveLength(1);
    expect(messages[0]).toContain(name);
  });

  test('and the place is that of the character', () => {
    const line = (tree.get(file) as { text: string }).text.split('\n').indexOf('  - country: URY') + 1;
    expect(findings('  - country: URY', `  - country:${NBSP}URY`)).toMatchObject([{ code: 'blank-misplaced', line, column: 13 }]);
  });

  test('in a value that has the wrong form for it', () => {
    expect(said('    region: UY-MO', `    region: UY-MO${NBSP}`)[0]).toContain('UY-MO[U+00A0]');
    expect(said('    region: UY-MO', "    region: ' UY-MO'")[0]).toContain('[U+0020]UY-MO');
  });

  test.each(['--- ', '---\t', '---  '])('but blanks behind the lines of the header do no harm: %j', (fence) => {
    expect(codes('---\nlanguage', `${fence}\nlanguage`)).toEqual([]);
    expect(codes('---\n\n## Contexto', `${fence}\n\n## Contexto`)).toEqual([]);
  });

  test.each([
    ['decomposed letters', '## Que\u0301 se hizo'],
    ['blanks of another kind', `## Qué${NBSP}se hizo`],
    ['several blanks', '## Qué  se   hizo'],
    ['blanks at the end', '## Qué se hizo   '],
  ])('and a heading with %s is the section that it looks like', (_what, heading) =>
    expect(codes('## Qué se hizo', heading)).toEqual([]),
  );

  test('a blank that belongs to a text is left alone', () => {
    expect(codes(TITLE, `title: Plan de US$${NBSP}5 y 380${NBSP}000`)).toEqual([]);
    expect(codes(TITLE, `title: >-\n  Plan de\n  ${NBSP}otro`)).toEqual([]);
  });
});

describe('the header of a file', () => {
  test.each([
    ['---\na: 1\n---\nbody\n', { front: 'a: 1\n', body: 'body\n', bodyLine: 4 }],
    ['---\n---\n', { front: '', body: '', bodyLine: 3 }],
    ['---\na: 1\n---', { front: 'a: 1\n', body: '', bodyLine: 4 }],
    ['---\na: |\n  ----\n  ---x\n---\n\n---\n', { front: 'a: |\n  ----\n  ---x\n', body: '\n---\n', bodyLine: 6 }],
    ['---\na: 1\n----\nb: 2\n---\n', { front: 'a: 1\n----\nb: 2\n', body: '', bodyLine: 6 }],
    ['---', undefined],
    ['', undefined],
    ['\n---\n---\n', undefined],
    ['---js\n---\n', undefined],
  ])('%j is cut at its lines', (text, expected) => expect(splitFrontMatter(text)).toEqual(expected));

  test('and put together again is the file', () => {
    const line = fc.constantFrom('---', '--- ', 'a: 1', '', '----', ' ---', '- b');
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
        const text = ['---', ...lines].join('\n');
        const split = splitFrontMatter(text);
        if (!split) return;
        expect(text.replaceAll(/^--- $/gm, '---')).toMatch(`---\n${split.front.replaceAll(/^--- $/gm, '---')}---`);
        expect(text.endsWith(split.body)).toBe(true);
        expect(text.split('\n').slice(split.bodyLine - 1).join('\n')).toBe(split.body);
      }),
    );
  });
});
