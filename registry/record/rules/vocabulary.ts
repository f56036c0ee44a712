import * as z from 'zod';
import { finding } from '../../finding/finding.ts';
import { walkSchema } from '../../schema/walk.ts';
import { readVocabularies } from '../../vocabulary/vocabulary-file.ts';
import type { Kind, RegistryRule } from '../record.ts';

/** The vocabularies in use, each with the ids that code depends on. */
function expectedConcepts(kinds: readonly Kind[]): Map<string, Set<string>> {
  const expected = new Map<string, Set<string>>();
  const expect = (vocabulary: string, ids: readonly string[]) =>
    expected.set(vocabulary, new Set([...(expected.get(vocabulary) ?? []), ...ids]));
  for (const { schema, translationSchema, sections } of kinds) {
    if (sections.ids.length > 0) expect(sections.vocabulary, sections.ids);
    for (const { schema: field, meta, shape } of [...walkSchema(schema), ...walkSchema(translationSchema)]) {
      if (meta.vocabulary !== undefined) expect(meta.vocabulary, idsOf(field));
      if (meta.keysOf !== undefined) expect(meta.keysOf, Object.keys(shape!));
    }
  }
  return expected;
}

/** The ids that a field's schema allows, if not all of its vocabulary. */
function idsOf(field: z.ZodType): string[] {
  if (field instanceof z.ZodEnum) return field.options.map(String);
  if (!(field instanceof z.ZodNumber)) return [];
  const { minimum, maximum } = z.toJSONSchema(field) as { minimum: number; maximum: number };
  return Array.from({ length: maximum - minimum + 1 }, (_, index) => String(minimum + index));
}

/** Every vocabulary in use exists and has a concept for every id that schemas allow. */
export const checkVocabularies: RegistryRule = (tree, { kinds }) => {
  const files = new Map(readVocabularies(tree).map((file) => [file.name, file]));
  return [...expectedConcepts(kinds)].flatMap(([vocabulary, ids]) => {
    const path = `vocabularies/${vocabulary}.yml`;
    if (!tree.has(path)) return [finding('vocabulary-missing', { file: path }, { vocabulary })];
    const file = files.get(vocabulary);
    if (!file) return [];
    const has = new Set(file.data.concepts.map(({ id }) => String(id)));
    return [...ids]
      .filter((id) => !has.has(id))
      .map((id) => finding('vocabulary-incomplete', file.yaml.locate(['concepts'], { key: true }), { vocabulary, missing: id }));
  });
};
