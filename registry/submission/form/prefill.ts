import type { CaseRecord } from '../../case/record.ts';
import { SECTIONS, type SectionId } from '../../case/sections.ts';
import { sectionOf } from '../../record/sections.ts';
import { cutSections, parseMarkdown } from '../../markdown/parse.ts';
import { toString } from 'mdast-util-to-string';
import type { Vocabulary } from '../../vocabulary/vocabulary.ts';
import { allFields, type Field } from './field.ts';
import type { FormValues } from './values.ts';

/** The form filled in with what a case says, in the language of its original. */
export function prefill({ facts, body }: CaseRecord, sections: Vocabulary): FormValues {
  const told = { case: facts, body: Object.fromEntries(bodySources(body, sections, facts.language)) };
  const fields = allFields.filter(({ path }) => path === 'case' || path === 'body');
  return Object.fromEntries(fields.flatMap((field) => [...write(field, told, '')]));
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

/** Each section's Markdown as it stands in the file. */
function bodySources(body: string, vocabulary: Vocabulary, language: string): [SectionId, string][] {
  return cutSections(parseMarkdown(body)).flatMap(({ heading, children }) => {
    const id = heading && sectionOf(toString(heading), SECTIONS, vocabulary, language);
    const [start, end] = [children[0]?.position?.start.offset, children.at(-1)?.position?.end.offset];
    return id && start !== undefined ? [[id, body.slice(start, end)] as [SectionId, string]] : [];
  });
}
