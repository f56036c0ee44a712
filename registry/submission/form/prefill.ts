import type { CaseRecord } from '../../case/record.ts';
import type { Vocabulary } from '../../vocabulary/vocabulary.ts';
import { sectionTexts } from '../draft/section-text.ts';
import { allFields, type Field } from './field.ts';
import type { FormValues } from './values.ts';

/** Fills in the form from a case, in its original language. */
export function prefill({ facts, body }: CaseRecord, sections: Vocabulary): FormValues {
  const submitted = { case: facts, body: Object.fromEntries(sectionTexts(body, sections, facts.language)) };
  const fields = allFields.filter(({ path }) => path === 'case' || path === 'body');
  return Object.fromEntries(fields.flatMap((field) => [...write(field, submitted, '')]));
}

function* write(field: Field, parent: unknown, prefix: string): Generator<[string, string[]]> {
  const key = field.path.split('.').at(-1)!;
  const name = prefix ? `${prefix}.${key}` : key;
  const value = (parent as Record<string, unknown>)[key];
  if (value === undefined) return;
  if (field.kind === 'group') {
    for (const inner of field.fields!) yield* write(inner, value, name);
  } else if (field.kind === 'list') {
    for (const [position, item] of (value as Record<string, unknown>[]).entries()) {
      if (typeof item['id'] === 'string') yield [`${name}.${position}.id`, [item['id']]];
      for (const inner of field.fields!) yield* write(inner, item, `${name}.${position}`);
    }
  } else if (Array.isArray(value)) {
    yield [name, value.map(String)];
  } else if (value !== false) {
    yield [name, [String(value as string | number | true)]];
  }
}
