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

/** Whether a source says this of the case, or the record's author concluded it. */
const claimBasis = choice('transfer-bases', ['stated', 'derived']);

/** How far the evidence goes: a number, each with a name in the vocabulary. */
const strength = () => z.int().min(0).max(5).register(fieldMeta, { vocabulary: 'evidence-strength' });

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
  projects: keyed(
    z.strictObject({
      id: slug(),
      text: text(240),
      sectors: z.array(concept('sectors')).min(1).max(6).optional(),
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

/** What a verdict rests on, and what that does not show. */
export const evidenceSchema = z.strictObject({
  strength: strength(),
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
});

/**
 * Did it work, for what, and on what evidence. The first verdict is about what the case set out to do.
 * The outcome of the whole case is not stored: it follows from the verdicts (outcome.ts).
 */
const verdict = z.strictObject({
  id: slug(),
  about: text(60),
  outcome: choice('outcomes', OUTCOMES),
  basis: choice('outcome-bases', ['cited-estimate', 'outcome-data', 'output-counts', 'observer-judgement', 'none']),
  evidence: evidenceSchema,
  sources: citations.optional(),
});

const result = z.strictObject({
  id: slug(),
  /** The verdict that this result is about. */
  verdict: slug().optional(),
  text: text(300),
  /** For whom it was found: pupils of public schools, firms of one region. */
  who: text(120).optional(),
  ...figure,
  date: date().optional(),
  direction: choice('directions', ['positive', 'none', 'mixed', 'negative', 'unclear', 'not-measured', 'not-reported']),
  unintended: z.boolean().optional(),
  strength: strength().optional(),
  design: choice('designs', [
    'account',
    'count',
    'before-after',
    'measured',
    'comparison',
    'quasi-random',
    'randomised',
    'review',
  ]).optional(),
  sources: citations,
});

/** One thing that it took: words, and the figure if a source gives one. */
const effortItem = z.strictObject({ text: text(240), ...figure, sources: citations });

/** What it cost, as one source says it; sources that disagree are separate items. */
const cost = z.strictObject({
  id: slug(),
  text: text(240),
  value: figure.value,
  qualifier: figure.qualifier,
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .describe('ISO 4217')
    .optional(),
  /** The year of the prices, or the year in which it was spent. */
  year: date().optional(),
  /** Who says so; a rule asks for it. */
  by: text(120).optional(),
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
  basis: claimBasis,
  /** What must hold for it to be true elsewhere. */
  conditions: text(300).optional(),
  /** How far it goes: what the evidence for it does not show. */
  caveat: text(300).optional(),
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
  name: text(40),
  summary: text(400),
  problem: text(220),

  places: z.array(place).min(1).max(40),
  level: choice('levels', ['city', 'subnational', 'national', 'regional', 'international']),
  period: z.strictObject({ start: date().optional(), end: date().optional(), basis }).optional(),
  lifecycle: z
    .strictObject({
      stage: choice('lifecycle', ['planned', 'pilot', 'implemented', 'scaled', 'ended', 'stopped', 'reversed']),
      basis,
    })
    .optional(),
  stopReasons: keyed(z.strictObject({ reason: concept('stop-reasons'), basis }), 'reason', 6).optional(),

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

  verdicts: keyed(verdict, 'id', 5),
  results: keyed(result, 'id').optional(),

  effort: z
    .strictObject({
      time: effortItem.optional(),
      team: effortItem.optional(),
      agreements: keyed(z.strictObject({ id: slug(), text: text(240), sources: citations }), 'id', 12).optional(),
      law: z.strictObject({ text: text(240), sources: citations }).optional(),
    })
    .optional(),
  cost: keyed(cost, 'id', 12).optional(),
  /** Looked for in the sources that were read, and not found there. */
  notReported: z
    .array(choice('sought', ['results', 'cost', 'time', 'team', 'agreements', 'law', 'since']))
    .min(1)
    .max(7)
    .optional(),

  milestones: keyed(milestone, 'id').optional(),
  /** What became of it, as far as the sources read go. */
  since: z.strictObject({ asOf: date(), text: text(400), sources: citations }).optional(),

  lessons: keyed(lesson, 'id').optional(),
  transfer: keyed(
    z.strictObject({
      id: slug(),
      text: text(300),
      basis: claimBasis,
      sources: citations.optional(),
    }),
    'id',
  ).optional(),
  spillovers: keyed(z.strictObject({ id: slug(), text: text(300), sources: citations }), 'id').optional(),

  lineage: keyed(link, 'id').optional(),
  attachments: keyed(attachment, 'file', 12).optional(),
  sources: citations,
  /** Publications that only this record cites, and first-hand accounts; what several records cite is in content/sources.yml. */
  references: keyed(sourceSchema, 'id', 40).optional(),

  reviewed: z.strictObject({ by: reference('lab'), on: day() }).optional(),
  reviewBy: day(),
});

export const caseSchema = facts.describe('The facts of a case, and its words in the original language.');

export type Case = z.infer<typeof caseSchema>;
export type Verdict = Case['verdicts'][number];
export type Outcome = Verdict['outcome'];
export type Result = NonNullable<Case['results']>[number];
export type Attachment = NonNullable<Case['attachments']>[number];
export type LineageLink = NonNullable<Case['lineage']>[number];
export type Citation = z.infer<(typeof citations)['element']>;

export { fieldMeta };
