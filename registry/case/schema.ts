import * as z from 'zod';
import { choice, citations, compiled, concept, date, day, fieldMeta, keyed, reference, slug, text } from '../schema/fields.ts';
import { sourceSchema } from '../source/source.ts';

export const OUTCOMES = ['worked', 'mixed', 'did-not-work', 'too-early', 'unknown'] as const;
export const MISSION_CRITERIA = ['bold', 'targeted', 'ambitious', 'cross-sector', 'bottom-up', 'participatory'] as const;

/** A figure as a source gives it; `qualifier` keeps "more than" and "about" from getting lost. */
const figure = {
  value: z.number().optional(),
  qualifier: choice('qualifiers', ['about', 'at-least', 'at-most']).optional(),
  unit: concept('units').optional(),
};

const basis = choice('bases', ['stated', 'inferred']);

const place = z.strictObject({
  country: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .describe('ISO 3166-1 alpha-3'),
  region: z
    .string()
    .regex(/^[A-Z]{2}-[A-Z0-9]{1,3}$/)
    .describe('ISO 3166-2')
    .optional(),
  name: z.string().min(1).max(80).optional(),
});

const sdg = z.strictObject({
  goal: z.int().min(1).max(17).register(fieldMeta, { vocabulary: 'sdgs' }),
  target: z
    .string()
    .regex(/^(?:1[0-7]|[1-9])\.(?:[1-9]\d?|[a-d])$/)
    .optional(),
  why: text(240),
  basis,
});

const actor = z.strictObject({
  name: z.string().trim().min(1).max(120),
  role: choice('roles', ['lead', 'implementer', 'funder', 'partner', 'evaluator', 'beneficiary']),
  type: concept('actor-types'),
  lab: reference('lab').optional(),
});

const criterion = z.strictObject({
  met: choice('assessments', ['met', 'partly', 'not', 'unknown']),
  basis,
  note: text(300),
});

const mission = z.strictObject({
  statement: text(300),
  sources: citations,
  targets: keyed(
    z.strictObject({
      id: slug(),
      text: text(240),
      metric: slug().optional(),
      ...figure,
      deadline: date().optional(),
      sources: citations,
    }),
    'id',
  ).optional(),
  criteria: z
    .strictObject(
      Object.fromEntries(MISSION_CRITERIA.map((name) => [name, criterion.optional()])) as Record<
        (typeof MISSION_CRITERIA)[number],
        z.ZodOptional<typeof criterion>
      >,
    )
    .register(fieldMeta, { keysOf: 'mission-criteria' })
    .optional(),
});

const result = z.strictObject({
  id: slug(),
  text: text(300),
  ...figure,
  date: date().optional(),
  direction: choice('directions', ['positive', 'none', 'mixed', 'negative', 'unclear', 'not-measured']),
  unintended: z.boolean().optional(),
  sources: citations,
});

const milestone = z.strictObject({
  id: slug(),
  text: text(240),
  due: date().optional(),
  status: choice('milestone-statuses', ['done', 'on-track', 'at-risk', 'late', 'missed', 'unknown']),
  reportedOn: date().optional(),
  sources: citations,
});

const lesson = z.strictObject({
  id: slug(),
  kind: choice('lesson-kinds', ['works', 'fails', 'depends']),
  text: text(400),
  conditions: text(300).optional(),
  sources: citations,
});

/** A typed link to the case that came before, beside or after; `name` is for what the registry does not hold. */
const link = z.strictObject({
  id: slug(),
  relation: concept('relations'),
  case: reference('case').optional(),
  name: z.string().trim().min(1).max(120).optional(),
  note: text(300),
  basis: choice('lineage-bases', ['stated', 'implied', 'inferred']),
  sources: citations,
  confirmedBy: reference('lab').optional(),
});

/** A picture or document in the record's folder `files`. */
const attachment = z.strictObject({
  file: z
    .string()
    .max(80)
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*\.(?:png|jpg|jpeg|webp|pdf)$/),
  /** What it shows, for who cannot see it; the name of a document. */
  text: text(240),
});

/**
 * A case as its original file states it: facts, and the words of the original language.
 * The single source of truth for types, checks, translations, JSON Schema, forms and the site.
 * Key order here is the canonical order in files. Rules across fields live in ./rules/.
 */
const facts = z.strictObject({
  language: z.string().regex(/^[a-z]{2,3}$/),

  title: text(90),
  summary: text(400),
  problem: text(220),

  places: z.array(place).min(1).max(40),
  level: choice('levels', ['city', 'subnational', 'national', 'regional', 'international']),
  period: z.strictObject({ start: date().optional(), end: date().optional() }).optional(),
  lifecycle: choice('lifecycle', ['planned', 'pilot', 'implemented', 'scaled', 'ended', 'stopped', 'reversed']).optional(),
  stopReasons: z.array(concept('stop-reasons')).min(1).max(6).optional(),

  kind: choice('kinds', ['case', 'snapshot']),
  challenges: z.array(concept('challenges')).min(1).max(6),
  instruments: z.array(concept('instruments')).min(1).max(10),
  sectors: z.array(concept('sectors')).min(1).max(6),
  sdgs: keyed(sdg, 'goal', 17).optional(),
  policyMix: z
    .strictObject({
      scope: choice('policy-scopes', ['horizontal', 'vertical', 'mixed']),
      type: choice('policy-types', ['public-input', 'market-intervention', 'mixed']),
      basis,
    })
    .optional(),
  methods: z.array(reference('method')).min(1).max(12).optional(),

  actors: z.array(actor).min(1).max(30),
  steward: reference('lab'),
  compiled: compiled(),

  mission: mission.optional(),

  outcome: choice('outcomes', OUTCOMES),
  outcomeBasis: choice('outcome-bases', ['cited-estimate', 'outcome-data', 'output-counts', 'observer-judgement', 'none']),
  evidence: z.strictObject({
    strength: z.int().min(0).max(5).register(fieldMeta, { vocabulary: 'evidence-strength' }),
    kind: choice('evidence-kinds', [
      'mention',
      'narrative',
      'participant-account',
      'descriptive-statistics',
      'firm-level-study',
      'evaluation',
      'proposal',
    ]),
    note: text(400),
  }),
  results: keyed(result, 'id').optional(),
  cost: z.strictObject({ text: text(240), ...figure, sources: citations }).optional(),

  milestones: keyed(milestone, 'id').optional(),

  lessons: keyed(lesson, 'id').optional(),
  transfer: keyed(
    z.strictObject({
      id: slug(),
      text: text(300),
      basis: choice('transfer-bases', ['stated', 'derived']),
      sources: citations.optional(),
    }),
    'id',
  ).optional(),
  spillovers: keyed(z.strictObject({ id: slug(), text: text(300), sources: citations }), 'id').optional(),

  lineage: keyed(link, 'id').optional(),
  attachments: keyed(attachment, 'file', 12).optional(),
  sources: citations,
  /** Publications that only this record cites, and first-hand accounts; what several records cite is in content/sources.yml. */
  references: keyed(sourceSchema, 'id', 20).optional(),

  reviewed: z.strictObject({ by: reference('lab'), on: day() }).optional(),
  reviewBy: day(),
});

export const caseSchema = facts.describe('The facts of a case, and its words in the original language.');

export type Case = z.infer<typeof caseSchema>;
export type Outcome = Case['outcome'];
export type Attachment = NonNullable<Case['attachments']>[number];
export type LineageLink = NonNullable<Case['lineage']>[number];
export type Citation = z.infer<(typeof citations)['element']>;

export { fieldMeta };
