import * as z from 'zod';
import { type Case, caseSchema, evidenceSchema, type Verdict } from '../case/schema.ts';
import { SECTIONS } from '../case/sections.ts';
import { citation, fieldMeta, reference } from '../schema/fields.ts';
import { inPlaceOf, partsOf } from '../schema/walk.ts';
import { sourceSchema } from '../source/source.ts';
import { REMOVAL } from './draft/removal.ts';

/** What only the registry says of a case: who answers for it, when it was written down, and what it rests on. */
const REGISTRYS_OWN = [
  ...(['language', 'kind', 'steward', 'compiled', 'sources', 'references', 'reviewed', 'reviewBy'] as const),
  // Sent as files, beside the case.
  'attachments',
] as const;
/** What a submission may leave to us wherever it occurs: ids of items, places in sources, whether somebody says so or infers it. */
const SUPPLIED = ['id', 'locator', 'sources', 'basis'] as const;
/** What a new case cannot do without; a correction needs none of it. */
const REQUIRED = ['title', 'problem', 'places', 'level', 'sectors', 'lessons'] as const;

/** Characters of one section; a whole body is bounded by MAX_BODY_CHARACTERS. */
const MAX_SECTION_CHARACTERS = 12_000;
/** Zod's own, and the names of countries in letters that are not ours, which come as punycode: "рф". */
const EMAIL = new RegExp(z.regexes.email.source.replace('[A-Za-z]{2,}$', '(?:[A-Za-z]{2,}|[Xx][Nn]--[A-Za-z0-9-]+)$'));
/** Bytes of one attachment before it is written in base64. */
export const MAX_ATTACHMENT_BYTES = 5 * 1024 * 1024;
export const ATTACHMENT_TYPES = ['image/png', 'image/jpeg', 'image/webp', 'application/pdf'] as const;

type Supplied = (typeof SUPPLIED)[number];
type Told<Value> = Value extends readonly (infer Item)[]
  ? Told<Item>[]
  : Value extends object
    ? { [Key in keyof Value as Exclude<Key, Supplied>]: Told<Value[Key]> } & {
        [Key in keyof Value as Key & Supplied]?: Told<Value[Key]>;
      }
    : Value;
type ToldVerdict = Omit<Told<Verdict>, 'evidence'> & { evidence?: Partial<Verdict['evidence']> };
/** A case as somebody tells it: the schema of a case with everything optional that a reviewer can complete. */
export type ToldCase = Partial<Told<Omit<Case, (typeof REGISTRYS_OWN)[number] | 'verdicts'>>> & { verdicts?: ToldVerdict[] };

/** Makes fields that we fill in optional, all the way down. Leaf schemas are reused, so that what is said of them survives. */
function loosen(schema: z.ZodType): z.ZodType {
  const { schema: inner, shape, element } = partsOf(schema);
  if (inner === (citation as z.ZodType)) return citation.extend({ locator: citation.shape.locator.optional() });
  if (inner instanceof z.ZodArray && element) return inPlaceOf(schema, inner.clone({ ...inner.def, element: loosen(element) }));
  if (!shape) return inner;
  if (inner === (evidenceSchema as z.ZodType)) return inPlaceOf(schema, evidenceSchema.partial());
  const fields = Object.entries(shape).map(([key, field]) => {
    const isLeftToUs = (SUPPLIED as readonly string[]).includes(key) || field === evidenceSchema;
    const loose = loosen(field);
    return [key, partsOf(field).isOptional || isLeftToUs ? loose.optional() : loose] as const;
  });
  return inPlaceOf(schema, z.strictObject(Object.fromEntries(fields)));
}

const told = Object.fromEntries(
  Object.entries(caseSchema.shape)
    .filter(([key]) => !(REGISTRYS_OWN as readonly string[]).includes(key))
    .map(([key, field]) => {
      return [key, loosen(field).optional()];
    }),
) as Record<string, z.ZodOptional<z.ZodType>>;
const required = Object.fromEntries(
  REQUIRED.map((key) => {
    const field = told[key]!.unwrap();
    return [key, field instanceof z.ZodArray && key === 'lessons' ? field.min(1).register(fieldMeta, { key: 'id' }) : field];
  }),
);

const actor = caseSchema.shape.actors.element;
const line = (max: number) => z.string().trim().min(1).max(max);

/** A source as people name one: as they would write it, by its address, one the registry has already, or their own account. */
const toldReference = sourceSchema
  .omit({ note: true, interest: true, read: true })
  .partial()
  .extend({
    citation: line(300)
      .describe('The source as written in a list of references, when its parts are not given one by one.')
      .optional(),
    firstHand: z.boolean().describe('The submitter did it, or saw it, and tells it here.').optional(),
    source: reference('source').describe('Id of a publication that the registry has already.').optional(),
    locator: citation.shape.locator.describe('Where in the source, for everything that names no place of its own.').optional(),
  });

const attachment = z.strictObject({
  name: line(120).describe('The file’s name on the submitter’s side; ours is made by us.'),
  type: z.enum(ATTACHMENT_TYPES).describe('What it is, which its first bytes must agree with.'),
  description: line(240).describe('What it shows, for people who cannot see it.'),
  data: z
    .string()
    .min(4)
    .max(Math.ceil(MAX_ATTACHMENT_BYTES / 3) * 4)
    .regex(/^[A-Za-z0-9+/]+={0,2}$/)
    .meta({ contentEncoding: 'base64' }),
});

const common = {
  /** The language that the words are in: the id of a locale. */
  locale: z.string().regex(/^[a-z]{2,3}$/),
};
const rest = {
  body: z
    .strictObject(
      Object.fromEntries(SECTIONS.map((id) => [id, z.string().max(MAX_SECTION_CHARACTERS).optional()])) as Record<
        (typeof SECTIONS)[number],
        z.ZodOptional<z.ZodString>
      >,
    )
    .optional()
    .describe('Markdown by section; no HTML.'),
  /** Who submits. In a new case it becomes an actor, the lead unless `role` says otherwise. */
  organisation: z.strictObject({ name: actor.shape.name, type: actor.shape.type, role: actor.shape.role.optional() }).optional(),
  contact: z
    .strictObject({ name: line(120).optional(), email: z.email({ pattern: EMAIL }).max(254), role: line(120).optional() })
    .optional()
    .describe('Stays with the registry, is never published, and is erased after the decision.'),
  consent: z.strictObject({ license: z.literal('CC-BY-4.0'), credit: line(120).optional() }),
  attachments: z.array(attachment).max(4).optional(),
};

/** A case that the registry does not have yet. */
export const creationSchema = z.strictObject({
  ...common,
  action: z.literal('create'),
  case: z.strictObject({ ...told, ...required }),
  otherChallenge: line(80)
    .optional()
    .describe(
      'The problem in the sender’s words, where no challenge of the list is it; for reviewers, who choose one or propose it.',
    ),
  references: z.array(toldReference).min(1).max(12),
  ...rest,
  organisation: rest.organisation.unwrap(),
});

/** A correction of a case, or an addition to it: what it does not say stays as it is. `digest` is that of the words it was made from. */
export const improvementSchema = z.strictObject({
  ...common,
  action: z.strictObject({ improve: reference('case'), digest: z.string().regex(/^[0-9a-f]{12}$/) }),
  case: z.strictObject(told),
  remove: z
    .array(z.string().max(120).regex(REMOVAL))
    .max(40)
    .optional()
    .describe(
      'What is wrong and goes: items, each as `<list>/<id>` (`lessons/one-menu`, `sdgs/4`), and whole parts that a case can do without (`cost`).',
    ),
  references: z.array(toldReference).max(12).optional(),
  ...rest,
});

/** What a lab sends. Wire types only: rules across fields are in check/validate.ts. */
export const submissionSchema = z.union([creationSchema, improvementSchema]);

type WithToldCase<Value> = Omit<Value, 'case'> & { case: ToldCase };
export type Creation = WithToldCase<z.infer<typeof creationSchema>>;
export type Improvement = WithToldCase<z.infer<typeof improvementSchema>>;
export type Submission = Creation | Improvement;
/** A submission without what is kept apart from it. */
export type Payload = Omit<Submission, 'contact'>;
export type ToldReference = z.infer<typeof toldReference>;
export type Attachment = z.infer<typeof attachment>;
export type Contact = z.infer<(typeof rest)['contact'] extends z.ZodOptional<infer Inner> ? Inner : never>;

/** What a new case is about, in words that no challenge of the list says; of anything else, nothing. */
export const otherChallengeOf = (submission: object): string | undefined => (submission as Partial<Creation>).otherChallenge;

/** What a correction takes away; of anything else, nothing. */
export const removalsOf = (submission: object): readonly string[] => (submission as Partial<Improvement>).remove ?? [];

export const isImprovement = (submission: Submission): submission is Improvement => submission.action !== 'create';

/** The one of the two schemas that an unread submission asks for: its errors name fields instead of alternatives. */
export const schemaFor = (input: unknown): typeof creationSchema | typeof improvementSchema =>
  typeof (input as { action?: unknown } | null)?.action === 'object' ? improvementSchema : creationSchema;
