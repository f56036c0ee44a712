import { expect, test } from 'vitest';
import { readRegistry } from '#registry/read.ts';
import { baseOf, readFormBase, writeBase } from '#registry/submission/form/change.ts';
import { prefill } from '#registry/submission/form/prefill.ts';
import { improvementSchema } from '#registry/submission/schema.ts';
import { openForm, readState, toSubmission } from '../../../../api/form/form-state.ts';
import { readFixtureRegistry } from '../../../fixtures/fixture-tree.ts';

const { registry } = readRegistry(await readFixtureRegistry());
const sections = registry.vocabularies.get('sections')!;
const consent = { 'consent.license': ['CC-BY-4.0'] };

test.each([...registry.cases.keys()])('%s opens with everything that the form can ask, and nothing changed', (id) => {
  const record = registry.cases.get(id)!;
  const values = prefill(record, sections);
  expect(values['case.title']).toEqual([record.facts.title]);
  expect(Object.keys(values).filter((name) => name.startsWith('body.')).length).toBe(record.body.match(/^## /gm)?.length ?? 0);
  const state = openForm('improve', 'es', 0, record, registry);
  const sent = toSubmission({ ...state, values: { ...state.values, ...consent } });
  expect(sent['case']).toEqual({});
  expect(sent['body']).toBeUndefined();
  expect(improvementSchema.safeParse(sent).success).toBe(true);
});

test('only the part that was changed is sent, and its items keep their ids', () => {
  const record = [...registry.cases.values()].find(({ facts }) => (facts.lessons?.length ?? 0) > 1)!;
  const opened = openForm('improve', 'es', 0, record, registry);
  const values = { ...opened.values, ...consent, 'case.lessons.1.text': ['Something else was learned.'] };
  const sent = toSubmission({ ...opened, values }) as { case: { lessons: { id: string; text: string }[] }; action: unknown };
  expect(Object.keys(sent.case)).toEqual(['lessons']);
  expect(sent.case.lessons.map(({ id }) => id)).toEqual(record.facts.lessons!.map(({ id }) => id));
  expect(sent.action).toEqual({ improve: record.id, digest: record.digest });
});

test('a part that was emptied goes, and so does a goal that is named no more', () => {
  const record = [...registry.cases.values()].find(({ facts }) => facts.sdgs !== undefined && facts.period !== undefined)!;
  const opened = openForm('improve', 'es', 0, record, registry);
  const goal = record.facts.sdgs![0]!.goal;
  const other = goal === 9 ? 10 : 9;
  const kept = Object.entries(opened.values).filter(([name]) => !name.startsWith('case.period.'));
  const values = { ...Object.fromEntries(kept), ...consent, 'case.sdgs.0.goal': [String(other)] };
  const sent = toSubmission({ ...opened, values }) as { case: { sdgs: { goal: number }[] }; remove: string[] };
  expect(sent.remove.toSorted()).toEqual(['period', `sdgs/${goal}`]);
  expect(sent.case.sdgs.map((sdg) => sdg.goal)).toContain(other);
  expect(improvementSchema.safeParse(sent).error).toBeUndefined();
  expect(toSubmission({ ...opened, values: { ...opened.values, ...consent } })).not.toHaveProperty('remove');
});

test('boxes that come back in the order of the page are not a change', () => {
  const record = [...registry.cases.values()][0]!;
  const opened = openForm('improve', 'es', 0, record, registry);
  const facts = { ...record.facts, instruments: ['procurement', 'regulation', 'infrastructure'] };
  const base = baseOf(prefill({ ...record, facts }, sections));
  const values = { ...opened.values, ...consent, 'case.instruments': ['infrastructure', 'procurement', 'regulation'] };
  const improves = { ...opened.improves!, base };
  expect(toSubmission({ ...opened, values, improves })['case']).toEqual({});
  const other = { ...values, 'case.instruments': ['infrastructure', 'procurement'] };
  expect(Object.keys(toSubmission({ ...opened, values: other, improves })['case'] as object)).toEqual(['instruments']);
});

test('a form that was open while the case changed still knows what its writer changed', () => {
  const record = [...registry.cases.values()][0]!;
  const base = baseOf(prefill(record, sections));
  const later = {
    ...record,
    digest: 'aaaaaaaaaaaa',
    facts: { ...record.facts, summary: 'Somebody else rewrote this meanwhile.' },
  };
  const fields = { ...prefill(record, sections), 'case.title': ['A better title'], digest: record.digest, base: writeBase(base) };
  const flat = Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, Array.isArray(value) && value.length === 1 ? value[0] : value]),
  );
  const sent = toSubmission(readState(flat, 'improve', 'es', 1, later));
  expect(Object.keys(sent['case'] as object)).toEqual(['title']);
});

test('a base travels as one line and comes back the same; what is none is dropped', () => {
  const base = baseOf(prefill([...registry.cases.values()][0]!, sections));
  expect(readFormBase(writeBase(base))).toEqual(base);
  expect(readFormBase('__proto__=x case.nothing=1 case.title')).toEqual({});
});
