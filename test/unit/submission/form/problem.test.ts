import { expect, test } from 'vitest';
import { nameOfPointer, problemsFromZod } from '#registry/submission/form/form-problem.ts';
import { schemaFor } from '#registry/submission/schema.ts';

const problemsOf = (input: unknown) => {
  const { error } = schemaFor(input).safeParse(input);
  return error ? problemsFromZod(error, input).map(({ name, code }) => `${name} ${code}`) : [];
};

test.each([
  ['/case/lessons/2/text', 'case.lessons.2.text'],
  ['/case/lessons/2/sources/0/locator', 'case.lessons.2'],
  ['/case/mission/criteria/cross-sector/note', 'case.mission.criteria.cross-sector.note'],
  ['/references/1/firstHand', 'firstHand'],
  ['/case/challenges/0', 'case.challenges'],
  ['/case/sectors/3', 'case.sectors'],
  ['/case/lessons/2', 'case.lessons.2'],
  ['/attachments/0/type', 'attachments'],
  ['/body/what-was-done', 'body.what-was-done'],
  ['/case', ''],
  ['/action/digest', ''],
  ['', ''],
])('what is wrong at %s is said at "%s"', (pointer, name) => {
  expect(nameOfPointer(pointer)).toBe(name);
});

test('an empty form lacks what a case cannot do without, each at its own question', () => {
  expect(problemsOf({ locale: 'es', action: 'create' })).toEqual(
    expect.arrayContaining([
      'case.title missing',
      'case.problem missing',
      'case.places.0.country choose',
      'case.level choose',
      'case.challenges choose-many',
      'case.lessons.0.kind choose',
      'case.lessons.0.text missing',
      'references no-source',
      'organisation.name missing',
      'organisation.type choose',
      'consent.license consent',
    ]),
  );
});

test('what was typed and cannot be is said in the words of its kind', () => {
  const typed = {
    locale: 'es',
    action: 'create',
    case: { title: 'x'.repeat(91), period: { start: 'antes' }, cost: [{ text: 'x', value: '1.234' }], level: 'galaxy' },
    references: [{ URL: 'javascript:alert(1)' }, { URL: 'https://user:secreto@example.org/x' }],
    contact: { email: 'ana' },
  };
  expect(problemsOf(typed)).toEqual(
    expect.arrayContaining([
      'case.title too-long',
      'case.period.start date',
      'case.cost.0.value number',
      'case.level choose',
      'references.0.URL url',
      'references.1.URL address-with-credentials',
      'contact.email email',
    ]),
  );
});

test.each(['31/02/2020', '2021-02-30', '13/2020', '30-2-2021', '29.2.2023'])(
  'a date that the calendar has not is named as one: %s',
  (start) =>
    expect(problemsOf({ locale: 'es', action: 'create', case: { period: { start } } })).toContain(
      'case.period.start date-impossible',
    ),
);

test.each(['2201', '1499', '18/3/1202', '0219-3', '12/2300'])('a year that no record can be about is named as one: %s', (start) =>
  expect(problemsOf({ locale: 'es', action: 'create', case: { period: { start } } })).toContain('case.period.start date-range'),
);

test.each(['hace un año', '2021-2022', '1/2/3', '20200101'])('what is no date is told how one is written: %s', (start) =>
  expect(problemsOf({ locale: 'es', action: 'create', case: { period: { start } } })).toContain('case.period.start date'),
);
