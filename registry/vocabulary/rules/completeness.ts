import * as z from 'zod';
import { caseSchema, MISSION_CRITERIA } from '../../case/schema.ts';
import { SECTIONS } from '../../case/sections.ts';
import { finding } from '../../finding/finding.ts';
import { sourceSchema } from '../../source/source.ts';
import { labSchema } from '../../lab/lab.ts';
import { translationSchema } from '../../record/translation.ts';
import type { RegistryRule } from '../../rule.ts';
import { walkSchema } from '../../schema/walk.ts';
import { readVocabularies } from '../vocabulary-file.ts';

/** The vocabularies that the code reads, each with the ids it counts on. */
function expectedConcepts(): Map<string, string[]> {
  const range = (schema: z.ZodType) => {
    const { minimum, maximum } = z.toJSONSchema(schema) as { minimum: number; maximum: number };
    return Array.from({ length: maximum - minimum + 1 }, (_, index) => String(minimum + index));
  };
  const expected = new Map<string, string[]>([
    ['sections', [...SECTIONS]],
    ['mission-criteria', [...MISSION_CRITERIA]],
  ]);
  for (const schema of [caseSchema, translationSchema, labSchema, sourceSchema]) {
    for (const { schema: field, meta } of walkSchema(schema)) {
      if (meta.vocabulary === undefined) continue;
      const ids = field instanceof z.ZodEnum ? field.options.map(String) : field instanceof z.ZodNumber ? range(field) : [];
      expected.set(meta.vocabulary, [...new Set([...(expected.get(meta.vocabulary) ?? []), ...ids])]);
    }
  }
  return expected;
}

/** Every vocabulary that records use is there, with a concept for every id that the schema allows. */
export const checkVocabularies: RegistryRule = (tree) => {
  const files = new Map(readVocabularies(tree).map((file) => [file.name, file]));
  return [...expectedConcepts()].flatMap(([vocabulary, ids]) => {
    const path = `vocabularies/${vocabulary}.yml`;
    if (!tree.has(path)) return [finding('vocabulary-missing', { file: path }, { vocabulary })];
    const file = files.get(vocabulary);
    if (!file) return [];
    const has = new Set(file.data.concepts.map(({ id }) => String(id)));
    return ids
      .filter((id) => !has.has(id))
      .map((id) => finding('vocabulary-incomplete', file.yaml.locate(['concepts'], { key: true }), { vocabulary, missing: id }));
  });
};
