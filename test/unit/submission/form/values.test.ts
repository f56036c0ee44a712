import { expect, test } from 'vitest';
import { parseFields } from '#registry/submission/form/parse-form.ts';
import { addItem, compact, nameBefore, positions, readValues, removeItem } from '#registry/submission/form/values.ts';

test('names that no question has are dropped, whatever they are called', () => {
  const body = JSON.parse(
    '{"__proto__":"x","case.title":"T","case.steward":"me","constructor":"x","case.lessons.0.id":"a","case.lessons":"x","go":"next"}',
  ) as Record<string, unknown>;
  expect(readValues(body)).toEqual({ 'case.title': ['T'], 'case.lessons.0.id': ['a'] });
  expect(({} as { polluted?: string }).polluted).toBeUndefined();
});

test('what cannot be seen is taken out, and accents and line ends are made regular', () => {
  const { 'case.title': title } = readValues({ 'case.title': 'Pro\u00adgra\u200bma\r\nde\u0301cada\u0000' });
  expect(title).toEqual(['Programa\ndécada']);
});

test('empty items of a list disappear, and the others move up with their ids', () => {
  const values = readValues({
    'case.lessons.0.text': ' ',
    'case.lessons.2.text': 'Second',
    'case.lessons.2.id': 'two',
    'case.lessons.5.kind': 'works',
    'case.lessons.7.id': 'alone',
  });
  expect(compact(values)).toEqual({
    'case.lessons.0.text': ['Second'],
    'case.lessons.0.id': ['two'],
    'case.lessons.1.kind': ['works'],
  });
});

test('a list in an item closes its own gaps, and each field is known by the name that it had', () => {
  const values = {
    'case.actors.3.name': ['Ministry'],
    'case.mission.targets.1.text': ['By 2030'],
    'case.mission.targets.1.values.4.value': ['7'],
    'case.mission.targets.1.values.2.value': [''],
    'case.mission.targets.0.values.0.value': [' '],
  };
  expect(compact(values)).toEqual({
    'case.actors.0.name': ['Ministry'],
    'case.mission.targets.0.text': ['By 2030'],
    'case.mission.targets.0.values.0.value': ['7'],
  });
  const before = nameBefore(values);
  expect(['case.actors.0.role', 'case.mission.targets.0.values.0', 'case.title', 'case.lessons.2.text'].map(before)).toEqual([
    'case.actors.3.role',
    'case.mission.targets.1.values.4',
    'case.title',
    'case.lessons.2.text',
  ]);
});

test('items are added at the end and taken from anywhere', () => {
  const values = readValues({ 'case.lessons.0.text': 'a', 'case.lessons.1.text': 'b' });
  expect(positions(addItem(values, 'case.lessons'), 'case.lessons')).toEqual([0, 1, 2]);
  expect(removeItem(values, 'case.lessons.0')).toEqual({ 'case.lessons.0.text': ['b'] });
  expect(addItem(values, 'case.title')).toBe(values);
});

test('the form says what a submission says', () => {
  const values = readValues({
    'case.title': ' T ',
    'case.challenges': ['water', 'climate'],
    'case.results.0.text': 'Wait',
    'case.results.0.value': '1.234,5',
    'case.results.0.date': '6/2023',
    'case.results.0.unintended': 'true',
    'case.verdicts.0.about': 'x',
    'case.verdicts.0.outcome': 'worked',
    'case.verdicts.0.evidence.strength': '1',
    'case.cost.0.value': '1.234',
    'contact.name': '',
    firstHand: 'true',
    'references.0.URL': 'https://example.org/',
    'consent.license': 'CC-BY-4.0',
  });
  expect(parseFields(values)).toEqual({
    case: {
      title: 'T',
      challenges: ['water', 'climate'],
      verdicts: [{ about: 'x', outcome: 'worked', evidence: { strength: 1 } }],
      results: [{ text: 'Wait', value: 1234.5, date: '2023-06', unintended: true }],
      cost: [{ value: '1.234' }],
    },
    references: [{ URL: 'https://example.org/' }, { firstHand: true }],
    consent: { license: 'CC-BY-4.0' },
  });
});
