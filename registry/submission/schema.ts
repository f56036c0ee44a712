import * as z from 'zod';
import { type Case, caseSchema, type Verdict } from '../case/schema.ts';
import { SECTIONS } from '../case/sections.ts';
import { citation, reference } from '../schema/fields.ts';
import { isMap } from '../schema/walk.ts';
import { sourceSchema } from '../source/source.ts';
import { REMOVAL } from './draft/removal.ts';
import { type NewRecord, newRecordSchema, type RecordPayload, newRecordSchemas, SENT_KIND_IDS } from './new-record.ts';
import { closing, line, loosen, opening, type Supplied } from './parts.ts';

/** Fields of a case that only the registry sets: steward, date of compilation, sources, and which registry had it before. */
const REGISTRYS_OWN = [
  ...(['language', 'kind', 'steward', 'compiled', 'sources', 'references', 'reviewed', 'reviewBy'] as const),
  'previously',
  // Sent as files, beside the case.
  'attachments',
] as const;
/** Required in a new case; none is required in a correction. Lessons are, too, but of what has not begun (check/untold.ts). */
const REQUIRED = ['title', 'problem', 'places', 'level', 'sectors'] as const;

/** Maximum characters of a section; MAX_BODY_CHARACTERS limits the whole body. */
const MAX_SECTION_CHARACTERS = 12_000;
/** Maximum bytes of an attachment before base64. */
export const MAX_ATTACHMENT_BYTES = 5 * 1024 * 1024;
/** Files that one submission may have. */
export const MOST_ATTACHMENTS = 4;
export const ATTACHMENT_TYPES = ['image/png', 'image/jpeg', 'image/webp', 'application/pdf'] as const;

type Submitted<Value> = Value extends readonly (infer Item)[]
  ? Submitted<Item>[]
  : Value extends object
    ? { [Key in keyof Value as Exclude<Key, Supplied>]: Submitted<Value[Key]> } & {
        [Key in keyof Value as Key & Supplied]?: Submitted<Value[Key]>;
      }
    : Value;
type SubmittedVerdict = Omit<Submitted<Verdict>, 'evidence'> & { evidence?: Partial<Verdict['evidence']> };
/** A submitted case: the schema of a case, with everything optional that a reviewer can complete. */
export type SubmittedCase = Partial<Submitted<Omit<Case, (typeof REGISTRYS_OWN)[number] | 'verdicts'>>> & {
  verdicts?: SubmittedVerdict[];
};

const submitted = Object.fromEntries(
  Object.entries(caseSchema.shape)
    .filter(([key]) => !(REGISTRYS_OWN as readonly string[]).includes(key))
    .map(([key, field]) => {
      return [key, loosen(field).optional()];
    }),
) as Record<string, z.ZodOptional<z.ZodType>>;
const required = Object.fromEntries(
  REQUIRED.map((key) => {
    const field = submitted[key]!.unwrap();
    return [key, field];
  }),
);

const actor = caseSchema.shape.actors.element;

/** A source as senders name it: as a citation, by its address, by a known id, or as their own account. */
const submittedReference = sourceSchema
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
  /** The sender's organisation. In a new case it becomes an actor, the lead unless `role` says otherwise. */
  organisation: z.strictObject({ name: actor.shape.name, type: actor.shape.type, role: actor.shape.role.optional() }).optional(),
  ...closing,
  attachments: z.array(attachment).max(MOST_ATTACHMENTS).optional(),
};

/** A new case. */
export const creationSchema = z.strictObject({
  ...opening,
  action: z.literal('create'),
  case: z.strictObject({ ...submitted, ...required }),
  otherChallenge: line(80)
    .optional()
    .describe(
      'The problem in the sender’s words, where no challenge of the list is it; for reviewers, who choose one or propose it.',
    ),
  references: z.array(submittedReference).min(1).max(12),
  ...rest,
  organisation: rest.organisation.unwrap(),
});

/** A correction or addition: omitted values stay as they are. `digest` is that of the words it was made from. */
export const improvementSchema = z.strictObject({
  ...opening,
  action: z.strictObject({ improve: reference('case'), digest: z.string().regex(/^[0-9a-f]{12}$/) }),
  case: z.strictObject(submitted),
  remove: z
    .array(z.string().max(120).regex(REMOVAL))
    .max(40)
    .optional()
    .describe(
      'What is wrong and goes: items, each as `<list>/<id>` (`lessons/one-menu`, `sdgs/4`), and whole parts that a case can do without (`cost`).',
    ),
  references: z.array(submittedReference).max(12).optional(),
  confirms: z
    .literal(true)
    .optional()
    .describe('The record still holds: said by the lab that answers for it, with its token. It is to be reviewed a year later.'),
  ...rest,
});

/** A lab's submission. Only types: rules across fields are in check/validate.ts. */
export const submissionSchema = z.union([creationSchema, improvementSchema, ...Object.values(newRecordSchemas)]);

type WithSubmittedCase<Value> = Omit<Value, 'case'> & { case: SubmittedCase };
export type Creation = WithSubmittedCase<z.infer<typeof creationSchema>>;
export type Improvement = WithSubmittedCase<z.infer<typeof improvementSchema>>;
/** A submission about a case. */
export type CaseSubmission = Creation | Improvement;
export type Submission = CaseSubmission | NewRecord;
/** Submissions without the contact, which is stored separately. */
export type CasePayload = Omit<CaseSubmission, 'contact'>;
export type Payload = CasePayload | RecordPayload;
export type SubmittedReference = z.infer<typeof submittedReference>;
export type SubmittedAttachment = z.infer<typeof attachment>;

/** The sender's words for a new case's subject, when no challenge of the list fits; undefined for other actions. */
export const otherChallengeOf = (submission: object): string | undefined => (submission as Partial<Creation>).otherChallenge;

/** Whether a lab says that its record still holds. */
export const confirmsRecord = (submission: object): boolean => (submission as Partial<Improvement>).confirms === true;

/** The removals of a correction; empty for other actions. */
export const removalsOf = (submission: object): readonly string[] => (submission as Partial<Improvement>).remove ?? [];

export const isNewRecord = <Sent extends Payload>(submission: Sent): submission is Extract<Sent, { record: unknown }> =>
  'record' in submission;

export const isImprovement = (submission: Submission): submission is Improvement =>
  !isNewRecord(submission) && submission.action !== 'create';

/** The kind that a new record says it is of, also one that nobody can send; undefined for a submission about a case. */
const kindNamed = (input: unknown): unknown => {
  const { action } = (input ?? {}) as { action?: unknown };
  return isMap(action) && 'new' in action ? action['new'] : undefined;
};

/** The schema for an unparsed submission, so that errors name fields instead of alternatives. */
export function schemaFor(input: unknown): typeof creationSchema | typeof improvementSchema | ReturnType<typeof newRecordSchema> {
  const named = kindNamed(input);
  if (named !== undefined) return newRecordSchemas[SENT_KIND_IDS.find((id) => id === named) ?? 'comment'];
  return typeof (input as { action?: unknown } | null)?.action === 'object' ? improvementSchema : creationSchema;
}
