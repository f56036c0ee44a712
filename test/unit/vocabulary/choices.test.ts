import { expect, test } from 'vitest';
import * as z from 'zod';
import { describeSchemas } from '#registry/contracts/schemas.ts';
import { kinds } from '#registry/kinds.ts';
import { readRegistry } from '#registry/read.ts';
import { scaffoldRecord } from '#registry/record/scaffold.ts';
import { fieldAt } from '#registry/submission/form/field.ts';
import { optionsOf } from '#registry/submission/form/option.ts';
import { choicesIn } from '#registry/vocabulary/choices.ts';
import { readFixtureRegistry } from '../../fixtures/fixture-tree.ts';

const { registry } = readRegistry(await readFixtureRegistry());
const { vocabularies, locales } = registry;
const challenges = vocabularies.get('challenges')!;
/** Areas, and the placeholder: `check` refuses a record that names one. */
const refused = [...challenges.concepts.keys()].filter((id) => !choicesIn(challenges).includes(id));

test('what check refuses is offered by no template of a record', () => {
  expect(refused).toEqual(expect.arrayContaining(['economy', 'digital', 'unsorted']));
  for (const kind of kinds.filter(({ id }) => id === 'case' || id === 'method')) {
    const template = scaffoldRecord({ kind, kinds, language: locales.get('es')!, vocabularies, known: {} });
    // Other fields have concepts of the same name.
    const offered = /^(?:# )?# +(productive-transformation|economy) \([\s\S]*?^(?:# )?challenges:/m.exec(template)?.[0] ?? '';
    expect(offered).toContain(' digital-divide (');
    expect(refused.filter((id) => offered.includes(` ${id} (`))).toEqual([]);
  }
});

test('nor by the schema that editors complete fields with', () => {
  const item = z.object({ properties: z.object({ challenges: z.object({ items: z.object({ enum: z.array(z.string()) }) }) }) });
  const schema = item.parse(JSON.parse(describeSchemas(vocabularies).get('case.schema.json')!));
  expect(schema.properties.challenges.items.enum).toEqual(choicesIn(challenges));
});

test('the form offers all the others', () => {
  const field = fieldAt('case.challenges')!;
  expect(
    optionsOf(field, registry, locales.get('es')!)
      .map(({ value }) => value)
      .toSorted(),
  ).toEqual(choicesIn(challenges).toSorted());
});
