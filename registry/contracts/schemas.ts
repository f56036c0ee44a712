import * as z from 'zod';
import { caseSchema } from '../case/schema.ts';
import { labSchema } from '../lab/lab.ts';
import { localeSchema } from '../locale/locale.ts';
import { translationSchema } from '../record/translation.ts';
import { fieldMeta } from '../schema/fields.ts';
import { registrySchema } from '../settings.ts';
import { sourcesSchema } from '../source/source.ts';
import { type Vocabularies, vocabularySchema } from '../vocabulary/vocabulary.ts';

const PUBLISHED: readonly { name: string; schema: z.ZodType; title: string; description: string }[] = [
  {
    name: 'case',
    schema: caseSchema,
    title: 'Case',
    description:
      'Front matter of content/cases/<country>/<id>/index.md: the facts of a case, and its words in the original language.',
  },
  {
    name: 'translation',
    schema: translationSchema,
    title: 'Translation of a case',
    description: 'Front matter of content/cases/<country>/<id>/<locale>.md: only words; items of lists are named by their ids.',
  },
  {
    name: 'lab',
    schema: labSchema,
    title: 'Lab',
    description: 'Front matter of content/labs/<id>.md: an organisation that contributes.',
  },
  {
    name: 'sources',
    schema: sourcesSchema,
    title: 'Sources',
    description: 'content/sources.yml: every publication that a record cites, in CSL-JSON fields.',
  },
  {
    name: 'vocabulary',
    schema: vocabularySchema,
    title: 'Vocabulary',
    description: 'content/vocabularies/<name>.yml: the concepts that a field can hold, with their names in each language.',
  },
  {
    name: 'locale',
    schema: localeSchema,
    title: 'Locale',
    description: 'content/locales/<locale>.json: the words of the interface and of findings.',
  },
  {
    name: 'registry',
    schema: registrySchema,
    title: 'Registry',
    description: 'content/registry.yml: what the registry is called, and the languages it offers.',
  },
];

/** The registry's file formats as JSON Schema (draft 2020-12), by file name, for editors and for peers. */
export function describeSchemas(vocabularies: Vocabularies): Map<string, string> {
  return new Map(
    PUBLISHED.map(({ name, schema, title, description }) => {
      const file = `${name}.schema.json`;
      const { $schema, ...rest } = z.toJSONSchema(schema, {
        target: 'draft-2020-12',
        io: 'input',
        override: ({ zodSchema, jsonSchema }) => void addConcepts(zodSchema as unknown as z.ZodType, jsonSchema, vocabularies),
      });
      return [file, `${JSON.stringify({ $schema, $id: file, title, description, ...rest }, null, 2)}\n`];
    }),
  );
}

/** A field that holds a concept takes the ids of its vocabulary, so that editors can complete them. */
function addConcepts(schema: z.ZodType, json: Record<string, unknown>, vocabularies: Vocabularies): void {
  const vocabulary = vocabularies.get(fieldMeta.get(schema)?.vocabulary ?? '');
  // A number that has names stays a number: its range says which there are.
  if (!vocabulary || 'enum' in json || json['type'] === 'integer') return;
  delete json['pattern'];
  delete json['maxLength'];
  json['enum'] = [...vocabulary.concepts.keys()];
}
