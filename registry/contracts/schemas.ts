import * as z from 'zod';
import { kinds } from '../kinds.ts';
import { localeSchema } from '../locale/locale.ts';
import { reviewersSchema } from '../review/reviewer.ts';
import { scorecardSchema } from '../review/scorecard.ts';
import { fieldMeta } from '../schema/fields.ts';
import { confirmedSchema, goneSchema, peersSchema, registrySchema, sameSchema } from '../settings.ts';
import { sourcesSchema } from '../source/source.ts';
import { glossarySchema, styleSchema } from '../style/style.ts';
import { choicesIn } from '../vocabulary/choices.ts';
import { type Vocabularies, vocabularySchema } from '../vocabulary/vocabulary.ts';

interface Published {
  name: string;
  schema: z.ZodType;
  title: string;
  description: string;
}

/** The original and the translations of each kind. */
const ofKinds = kinds.flatMap((kind): Published[] => {
  const folder = `content/${kind.folder}/${kind.group ? `<${kind.group.name}>/` : ''}<id>`;
  const title = kind.id[0]!.toUpperCase() + kind.id.slice(1);
  return [
    {
      name: kind.id,
      schema: kind.schema,
      title,
      description: `Front matter of ${folder}/index.md: ${kind.schema.description ?? ''}`,
    },
    {
      // Its address is older than the other kinds.
      name: kind.id === 'case' ? 'translation' : `${kind.id}-translation`,
      schema: kind.translationSchema,
      title: `Translation of a ${kind.id}`,
      description: `Front matter of ${folder}/<locale>.md: only words; items of lists are named by their ids.`,
    },
  ];
});

const PUBLISHED: readonly Published[] = [
  ...ofKinds,
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
    name: 'style',
    schema: styleSchema,
    title: 'Style',
    description: 'content/style/style.yml: how texts read, language by language; the checks of style look there.',
  },
  {
    name: 'glossary',
    schema: glossarySchema,
    title: 'Glossary',
    description: 'content/style/glossary.yml: words of the field in each language, and renderings to avoid.',
  },
  {
    name: 'registry',
    schema: registrySchema,
    title: 'Registry',
    description: 'content/registry.yml: what the registry is called, and the languages it offers.',
  },
  {
    name: 'gone',
    schema: goneSchema,
    title: 'Gone cases',
    description: 'content/gone.yml: cases that were published here and no longer are, and why.',
  },
  {
    name: 'same',
    schema: sameSchema,
    title: 'Look-alikes',
    description: 'content/same.yml: what was decided of cases that look alike, here and in other registries.',
  },
  {
    name: 'confirmed',
    schema: confirmedSchema,
    title: 'Confirmed links',
    description: 'content/confirmed.yml: links from cases of other registries to ours that we confirm.',
  },
  {
    name: 'peers',
    schema: peersSchema,
    title: 'Peers',
    description: 'content/peers.yml: the registries that this one reads.',
  },
  {
    name: 'reviewers',
    schema: reviewersSchema,
    title: 'Reviewers',
    description: 'content/reviewers.yml: who may decide on proposals, of which countries and in which languages.',
  },
  {
    name: 'scorecard',
    schema: scorecardSchema,
    title: 'Scorecard',
    description: 'content/reviews/<case>/<reviewer>-<round>.yml: how a reviewer would set the verdicts of a case.',
  },
];

/** The names of the published schemas: `case`, `translation`… */
export const schemaNames: readonly string[] = PUBLISHED.map(({ name }) => name);

/** The file formats as JSON Schema (draft 2020-12), by file name, for editors and peers. */
export function describeSchemas(vocabularies: Vocabularies): Map<string, string> {
  return new Map(
    PUBLISHED.map(({ name, schema, title, description }) => {
      const file = `${name}.schema.json`;
      const {
        $schema,
        description: _,
        ...rest
      } = z.toJSONSchema(schema, {
        target: 'draft-2020-12',
        io: 'input',
        override: ({ zodSchema, jsonSchema }) => void addConcepts(zodSchema as unknown as z.ZodType, jsonSchema, vocabularies),
      });
      return [file, `${JSON.stringify({ $schema, $id: file, title, description, ...rest }, null, 2)}\n`];
    }),
  );
}

/** Lists the concept ids of a field's vocabulary in its schema, so that editors can complete them. */
function addConcepts(schema: z.ZodType, json: Record<string, unknown>, vocabularies: Vocabularies): void {
  const vocabulary = vocabularies.get(fieldMeta.get(schema)?.vocabulary ?? '');
  // A number with named values stays a number: its range lists them.
  if (!vocabulary || 'enum' in json || json['type'] === 'integer') return;
  delete json['pattern'];
  delete json['maxLength'];
  json['enum'] = choicesIn(vocabulary);
}
