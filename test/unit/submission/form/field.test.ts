import { expect, test } from 'vitest';
import { allFields, fieldAt, pathOf, withInner } from '#registry/submission/form/field.ts';
import { fieldsOfPath, formPaths, stepWith } from '#registry/submission/form/step.ts';
import { creationSchema } from '#registry/submission/schema.ts';

test('the full path asks for everything that the schema lets people say', () => {
  const asked = new Set(fieldsOfPath('full').map(({ path }) => path));
  const leaves = allFields.flatMap((field) => [...withInner(field)]).filter(({ fields }) => !fields);
  expect(leaves.length).toBeGreaterThan(50);
  expect(leaves.map(({ path }) => path).filter((path) => !asked.has(path))).toEqual([]);
});

test('nobody is asked for ids, places in sources, or who reviews', () => {
  const asked = allFields.flatMap((field) => [...withInner(field)]).map(({ path }) => path.split('.').at(-1)!);
  expect(asked.filter((key) => /^(?:id|locator|sources|steward|compiled|reviewed|reviewBy|confirmedBy|lab)$/.test(key))).toEqual(
    [],
  );
});

test('limits and choices are those of the schema', () => {
  expect(fieldAt('case.title')).toMatchObject({ kind: 'line', max: 90, required: true });
  expect(fieldAt('case.lessons')).toMatchObject({ kind: 'list', required: true });
  expect(fieldAt('case.lessons.kind')).toMatchObject({ kind: 'radios', ids: ['works', 'fails', 'depends'] });
  expect(fieldAt('case.sectors')).toMatchObject({ kind: 'checks', vocabulary: 'sectors', max: 6 });
  expect(fieldAt('case.results.value')).toMatchObject({ kind: 'number', required: false });
  expect(fieldAt('case.period.start')).toMatchObject({ kind: 'date' });
  expect(fieldAt('consent.license')).toMatchObject({ kind: 'flag', ticked: 'CC-BY-4.0', required: true });
});

test('the quick path has three steps and asks for all that a new case cannot do without', () => {
  expect(formPaths.quick).toHaveLength(3);
  const asked = new Set(fieldsOfPath('quick').map(({ path }) => path));
  const needed = Object.entries(creationSchema.shape.case.shape).filter(([, field]) => !field.safeParse(undefined).success);
  expect(needed.map(([key]) => `case.${key}`).filter((path) => !asked.has(path))).toEqual([]);
});

test('a name leads to its question, and a question to its step', () => {
  expect(pathOf('case.lessons.12.text')).toBe('case.lessons.text');
  expect(stepWith('quick', pathOf('case.lessons.12.text'))?.id).toBe('learned');
  expect(stepWith('quick', 'case.results.text')).toBeUndefined();
  expect(stepWith('full', 'case.results.text')?.id).toBe('results');
});
