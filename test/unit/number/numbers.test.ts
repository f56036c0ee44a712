import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { checkRegistry } from '#registry/check.ts';
import { compareNumbers } from '#registry/number/compare-numbers.ts';
import { readNumbers } from '#registry/number/read-numbers.ts';
import { FIXTURE_DAY, readFixtureRegistry } from '../../fixtures/fixture-tree.ts';

const languages = ['es', 'pt', 'en'] as const;

/** The numbers that only one of two texts has, as written. */
function differences(one: string, oneLanguage: string, other: string, otherLanguage: string): string[] {
  const found = compareNumbers(readNumbers(one, oneLanguage)!, readNumbers(other, otherLanguage)!);
  return [...found.onlyOne, ...found.onlyOther].map(({ text }) => text);
}

/** Each line is the same statement in Spanish, Portuguese and English. */
const SAME: [string, string, string][] = [
  ['380 000 niños', '380.000 crianças', '380,000 children'],
  ['380.000 niños', '380 mil crianças', '380 thousand children'],
  ['4000 escuelas', '4.000 escolas', '4,000 schools'],
  ['US$ 4000 millones', 'US$ 4 bilhões', 'US$4 billion'],
  ['4 mil millones de dólares', '4 mil milhões de dólares', '4.0 billion dollars'],
  ['130 000 personas', '130 mil pessoas', '130 thousand people'],
  ['1,5 billones de pesos', '1,5 trilhão de pesos', '1.5 trillion pesos'],
  ['2110,86 millones', '2.110,86 milhões', '2,110.86 million'],
  ['de 400 millones a 10 000', 'de 400 milhões a 10 bilhões', 'from 400 million to 10 billion'],
  ['de 5 a 10 mil empleos', 'de 5 a 10 mil empregos', 'from 5,000 to 10,000 jobs'],
  ['el 40 % y el 12,5 %', '40% e 12,5%', '40% and 12.5 per cent'],
  ['los años ochenta', 'os anos 1980', 'the 1980s'],
  ['los años sesenta y setenta', 'os anos 1960 e 1970', 'the sixties and the 1970s'],
  ['la década de 1990', 'os anos 90', 'the nineties'],
  ['el 1.º de mayo de 2016', '1º de maio de 2016', '1 May 2016'],
  ['en el siglo XIX', 'no século XIX', 'in the 19th century'],
  ['el 3.er año', 'o terceiro ano', 'the 3rd year'],
  ['de 2016 a 2019', '2016-2019', '2016–19'],
  ['la Ley 18.640', 'a Lei 18.640', 'Law 18,640'],
  ['la Ley 18.640', 'a Lei nº 18.640', 'Law 18.640'],
  ['3 países y diez años', 'três países e 10 anos', 'three countries and ten years'],
  ['treinta y cinco mil', '35.000', 'thirty-five thousand'],
  ['doscientos veinte', '220', 'two hundred and twenty'],
  ['una docena', '12', 'a dozen'],
  ['la Industria 4.0', 'a Indústria 4.0', 'Industry 4.0'],
  ['un millón', '1 milhão', 'a million'],
  ['314 022 en 2009', '314.022 em 2009', '314,022 in 2009'],
];

describe('a number is the same number', () => {
  test.each(SAME)('%s · %s · %s', (...texts) => {
    for (const [here, one] of texts.entries()) {
      for (const [there, other] of texts.entries())
        expect(differences(one, languages[here]!, other, languages[there]!), `${one} · ${other}`).toEqual([]);
    }
  });

  test('in any text that stays as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('1', '0', '9', '.', ',', ' ', 'mil', 'e', 'XIX', '-') }), (text) => {
        for (const language of languages) expect(differences(text, language, text, language)).toEqual([]);
      }),
    );
  });
});

describe('a number is another number', () => {
  it.each([
    ['380 000 niños', 'es', '38,000 children', 'en', ['380 000', '38,000']],
    ['el 3,5 %', 'es', '35%', 'en', ['3,5', '35']],
    ['4000 millones', 'es', '4 million', 'en', ['4000 millones', '4 million']],
    ['US$ 4 bilhões', 'pt', 'US$ 4 millones', 'es', ['4 bilhões', '4 millones']],
    ['su meta de 2020', 'es', 'its goal', 'en', ['2020']],
    ['quarenta por cento', 'pt', '50%', 'en', ['50']],
    ['10 y 10', 'es', '10', 'en', ['10']],
    ['os anos 1970', 'pt', 'the 1980s', 'en', ['1970', '1980']],
  ] as const)('%s (%s) · %s (%s)', (one, oneLanguage, other, otherLanguage, expected) => {
    expect(differences(one, oneLanguage, other, otherLanguage)).toEqual(expected);
  });
});

test('languages whose numbers we cannot read are left alone', () => {
  expect(readNumbers('380 000', 'fr')).toBeUndefined();
});

test('a text of numbers takes no longer than it is long', () => {
  const text = Array.from({ length: 20_000 }, (_, index) => index).join(' ; ');
  expect(differences(text, 'es', text.replaceAll('7', '8'), 'en').length).toBeGreaterThan(1000);
});

describe('the numbers of a translation', () => {
  const folder = 'cases/ury/worked-with-citations';
  async function findings(edit: (text: string) => string) {
    const tree = new Map(await readFixtureRegistry());
    const file = `${folder}/en.md`;
    const before = (tree.get(file) as { text: string }).text;
    expect(edit(before)).not.toBe(before);
    tree.set(file, { text: edit(before) });
    return checkRegistry(tree, { today: FIXTURE_DAY });
  }

  it('are compared field by field and section by section, with both at hand', async () => {
    expect(await findings((text) => text.replace('120,000 lunches a day, 85%', '12,000 lunches a day, 58%'))).toMatchObject([
      {
        code: 'numbers-differ',
        severity: 'warning',
        file: `${folder}/en.md`,
        params: { field: 'body.results', original: '120 000 · 85', translation: '12,000 · 58' },
      },
    ]);
    const moved = await findings((text) =>
      text.replace('In 2015 every', 'Every').replace('The programme', 'In 2015 the programme'),
    );
    expect(moved.map(({ params }) => params['field'])).toEqual(['body.context', 'body.results']);
    const inField = await findings((text) => text.replace('text: Lunches served a day.', 'text: Lunches served a day in 2019.'));
    expect(inField.map(({ params }) => params['field'])).toEqual(['results.meals-served.text']);
  });

  it('are not asked for in a section that is not translated', async () => {
    expect(await findings((text) => text.replace(/## Results[\s\S]*$/, ''))).toEqual([]);
  });
});
