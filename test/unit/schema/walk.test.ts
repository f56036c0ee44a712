import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { fieldMeta, keyed, slug, text } from '#registry/schema/fields.ts';
import { keysAt, mapWithSchema, walkFields, walkSchema, walkValues } from '#registry/schema/walk.ts';

const schema = z.strictObject({
  title: text(20),
  tags: z.array(slug()).optional(),
  steps: keyed(z.strictObject({ id: slug(), text: text(40) }), 'id').optional(),
  notes: z.record(z.string(), z.strictObject({ text: text(40) })).optional(),
});
const data = {
  title: 'Uno',
  tags: ['a', 'b'],
  steps: [
    { id: 'first', text: 'ir' },
    { id: 'second', text: 'volver' },
  ],
  notes: { es: { text: 'hola' } },
};
const pathsOf = (found: readonly { path: readonly (string | number)[] }[]) => found.map(({ path }) => path.join('.'));

describe('a walk over data and its schema', () => {
  it('meets every value that the schema knows, outermost first, in lists and under free keys too', () => {
    expect(pathsOf(walkValues(data, schema))).toEqual(
      [
        ['', 'title', 'tags', 'tags.0', 'tags.1'],
        ['steps', 'steps.0', 'steps.0.id', 'steps.0.text', 'steps.1', 'steps.1.id', 'steps.1.text'],
        ['notes', 'notes.es', 'notes.es.text'],
      ].flat(),
    );
  });

  it('picks out the values that the schema says something about', () => {
    expect(pathsOf(walkFields(data, schema))).toEqual(['title', 'steps', 'steps.0.text', 'steps.1.text', 'notes.es.text']);
  });

  it('makes the same data again when nothing is changed, and leaves what the schema does not know', () => {
    const strange = { ...data, toString: 'kept', extra: { text: 'kept' }, title: null };
    const seen: string[] = [];
    const same = mapWithSchema(strange, schema, ({ path }, inside) => {
      seen.push(path.join('.'));
      return inside();
    });
    expect(same).toEqual(strange);
    expect(same).not.toBe(strange);
    expect(seen).not.toContain('toString');
    expect(seen).not.toContain('title');
  });

  it('takes no id for one that is neither a text nor a number', () => {
    const odd = { steps: [{ id: { toString: 'x' }, text: 'ir' }] };
    expect(mapWithSchema(odd, schema, (_here, inside) => inside(), data)).toEqual(odd);
  });

  it('takes a key away when nothing comes back for it, and keeps the place of an item', () => {
    const without = mapWithSchema(data, schema, ({ meta, path }, inside) =>
      meta?.translatable || path.at(-1) === 1 ? undefined : inside(),
    );
    expect(without).toEqual({ tags: ['a', undefined], steps: [{ id: 'first' }, undefined], notes: { es: {} } });
  });

  it('shows what another version has in the same place, in a list or under ids, whatever the order', () => {
    const merge = (other: unknown) =>
      mapWithSchema(
        data,
        schema,
        ({ value, beside, meta }, inside) => (meta?.translatable ? (beside ?? value) : inside()),
        other,
      );
    const wanted = { ...data, steps: [{ id: 'first', text: 'go' }, data.steps[1]] };
    expect(merge({ steps: { first: { text: 'go' } } })).toEqual(wanted);
    expect(
      merge({
        steps: [
          { id: 'third', text: 'x' },
          { id: 'first', text: 'go' },
        ],
      }),
    ).toEqual(wanted);
  });

  it('is not fooled by the name of something that every object has', () => {
    const tricky = { title: 'Uno', steps: [{ id: 'constructor', text: 'ir' }] };
    const besides = mapWithSchema(tricky, schema, ({ beside, path }, inside) => (path.length === 2 ? beside : inside()), {
      steps: {},
    });
    expect(besides).toEqual({ title: 'Uno', steps: [undefined] });
  });

  it('lists the fields that a schema can hold, used or not', () => {
    expect(pathsOf([...walkSchema(schema)])).toEqual([
      ...['', 'title', 'tags', 'tags.0', 'steps', 'steps.0', 'steps.0.id', 'steps.0.text'],
      ...['notes', 'notes.*', 'notes.*.text'],
    ]);
    const marked = [...walkSchema(schema)].find(({ path }) => path.join('.') === 'steps');
    expect(marked).toMatchObject({ meta: { key: 'id' }, isOptional: true });
  });

  it('names the keys that may stand at a path', () => {
    expect(keysAt(schema, [])).toEqual(['title', 'tags', 'steps', 'notes']);
    expect(keysAt(schema, ['steps', 3])).toEqual(['id', 'text']);
    expect(keysAt(schema, ['notes', 'pt'])).toEqual(['text']);
    expect(keysAt(schema, ['title', 'toString'])).toEqual([]);
  });

  it('reads a mark through a description', () => {
    expect(fieldMeta.get(text(20).describe('What it is called.'))).toEqual({ translatable: true });
  });
});
