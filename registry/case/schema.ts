import * as z from 'zod';
import {
  amount,
  choice,
  citations,
  compiled,
  concept,
  date,
  day,
  fieldMeta,
  itemId,
  keyed,
  languageId,
  reference,
  slug,
  text,
} from '../schema/fields.ts';
import { foreignCase } from '../settings.ts';
import { sourceSchema } from '../source/source.ts';

export const OUTCOMES = ['worked', 'mixed', 'did-not-work', 'too-early', 'unknown'] as const;
/** The level of detail of a case: `snapshot` when its sources say little. */
export const CASE_KINDS = ['case', 'snapshot'] as const;
export const LESSON_KINDS = ['works', 'fails', 'depends'] as const;
/** Characters of a summary. */
export const SUMMARY_LENGTH = 400;
export const MISSION_CRITERIA = ['bold', 'targeted', 'ambitious', 'cross-sector', 'bottom-up', 'participatory'] as const;

/** A figure as a source gives it; `qualifier` keeps "more than" and "about". */
const figure = {
  value: amount().describe('The number alone, as the source gives it.').optional(),
  qualifier: choice('qualifiers', ['about', 'at-least', 'at-most'])
    .describe('Whether the source says «about», «more than» or «up to».')
    .optional(),
  unit: concept('units').describe('What the number counts.').optional(),
};

const basis = choice('bases', ['stated', 'inferred']).describe('Whether a source says so or we infer it.');

const claimBasis = choice('transfer-bases', ['stated', 'derived']).describe(
  'Whether a source says this of the case, or whoever wrote the record concluded it.',
);

/** The rungs of the published rule for evidence. */
export const STRENGTHS = [0, 1, 2, 3, 4, 5] as const;

const strength = () =>
  z
    .int()
    .min(STRENGTHS[0])
    .max(STRENGTHS[5])
    .register(fieldMeta, { vocabulary: 'evidence-strength' })
    .describe('How far the evidence goes, by the published rule.');

const place = z.strictObject({
  country: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .describe('Country: ISO 3166-1 alpha-3.'),
  region: z
    .string()
    .regex(/^[A-Z]{2}-[A-Z0-9]{1,3}$/)
    .describe('State, province or department: ISO 3166-2.')
    .optional(),
  name: z.string().min(1).max(80).describe('City or place, where it is smaller than a region.').optional(),
});

const sdg = z.strictObject({
  goal: z.int().min(1).max(17).register(fieldMeta, { vocabulary: 'sdgs' }).describe('Number of the goal.'),
  target: z
    .string()
    .regex(/^(?:1[0-7]|[1-9])\.(?:[1-9]\d?|[a-d])$/)
    .describe('Target of the goal, when one is meant.')
    .optional(),
  why: text(240).describe('What in the case serves this goal.'),
  basis,
});

const actor = z.strictObject({
  name: z.string().trim().min(1).max(120).describe('Name of the organisation or group, in its own language.'),
  role: choice('roles', ['lead', 'implementer', 'funder', 'partner', 'evaluator', 'beneficiary']).describe('What it did.'),
  type: concept('actor-types').describe('What kind of organisation or group it is.'),
  lab: reference('lab').describe('Its record, if the registry has one.').optional(),
});

const criterion = z
  .strictObject({
    met: choice('assessments', ['met', 'partly', 'not', 'unknown']).describe('Whether the mission meets it.'),
    basis,
    note: text(300).describe('Why we say so.'),
  })
  .describe('How the mission stands to one of the six criteria.');

const mission = z.strictObject({
  statement: text(300).describe('The mission in a sentence.'),
  sources: citations,
  targets: keyed(
    z.strictObject({
      id: itemId(),
      text: text(240).describe('What is to be reached.'),
      metric: slug().describe('What is measured, by a name that other targets can share.').optional(),
      ...figure,
      deadline: date().describe('When it is to be reached.').optional(),
      sources: citations,
    }),
    'id',
  )
    .describe('What the mission is to reach, and by when.')
    .optional(),
  projects: keyed(
    z.strictObject({
      id: itemId(),
      text: text(240).describe('What the project does.'),
      sectors: z.array(concept('sectors')).min(1).max(6).describe('Sectors that it belongs to.').optional(),
      sources: citations,
    }),
    'id',
  )
    .describe('Projects under the mission.')
    .optional(),
  criteria: z
    .strictObject(
      Object.fromEntries(MISSION_CRITERIA.map((name) => [name, criterion.optional()])) as Record<
        (typeof MISSION_CRITERIA)[number],
        z.ZodOptional<typeof criterion>
      >,
    )
    .register(fieldMeta, { keysOf: 'mission-criteria' })
    .describe('The six criteria of a mission, each by itself.')
    .optional(),
});

export const evidenceSchema = z
  .strictObject({
    strength: strength(),
    kind: choice('evidence-kinds', [
      'mention',
      'narrative',
      'participant-account',
      'descriptive-statistics',
      'firm-level-study',
      'evaluation',
      'proposal',
    ]).describe('The best kind of evidence that there is.'),
    note: text(400).describe('What the evidence is, and what it does not show.'),
  })
  .describe('What the verdict rests on.');

/**
 * Did it work, for what, on which evidence. The first verdict is about what the case set out to do. The outcome of the whole
 * case is computed from the verdicts (outcome.ts), not stored.
 */
const verdict = z.strictObject({
  id: itemId(),
  about: text(60).describe('For what it worked or not: a few words that go on after «Worked for».'),
  outcome: choice('outcomes', OUTCOMES).describe('How it went.'),
  basis: choice('outcome-bases', ['cited-estimate', 'outcome-data', 'output-counts', 'observer-judgement', 'none']).describe(
    'What the outcome rests on.',
  ),
  evidence: evidenceSchema,
  sources: citations.optional(),
});

const result = z.strictObject({
  id: itemId(),
  verdict: slug().describe('Id of the verdict that this result is about.').optional(),
  text: text(300).describe('What was found, in a sentence.'),
  who: text(120).describe('For whom it was found: pupils of public schools, firms of one region.').optional(),
  ...figure,
  date: date().describe('When it was so.').optional(),
  direction: choice('directions', ['positive', 'none', 'mixed', 'negative', 'unclear', 'not-measured', 'not-reported']).describe(
    'Which way it went; `not-measured` if a source says that nobody measured, `not-reported` if the sources read are silent.',
  ),
  unintended: z.boolean().describe('Nobody had aimed at it.').optional(),
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
  ])
    .describe('How it was found out.')
    .optional(),
  sources: citations,
});

const effortItem = z.strictObject({ text: text(240).describe('What it took.'), ...figure, sources: citations });

/** A cost as one source states it; disagreeing sources are separate items. */
const cost = z.strictObject({
  id: itemId(),
  text: text(240).describe('What was paid, and what for.'),
  value: figure.value,
  qualifier: figure.qualifier,
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .describe('Currency: ISO 4217.')
    .optional(),
  year: date().describe('Year of the prices, or in which it was spent.').optional(),
  by: text(120).describe('Who gives the figure.').optional(),
  sources: citations,
});

const milestone = z.strictObject({
  id: itemId(),
  text: text(240).describe('What was to happen.'),
  due: date().describe('When it was due.').optional(),
  status: choice('milestone-statuses', ['done', 'on-track', 'at-risk', 'late', 'missed', 'unknown']).describe(
    'How it stands, on the day of the report.',
  ),
  reportedOn: date().describe('When somebody last said how it stands.').optional(),
  sources: citations,
});

const lesson = z.strictObject({
  id: itemId(),
  kind: choice('lesson-kinds', LESSON_KINDS).describe('Whether it says what works, what fails or what it depends on.'),
  text: text(400).describe('One claim that can be quoted alone.'),
  basis: claimBasis,
  conditions: text(300).describe('What must hold for it to be true elsewhere.').optional(),
  caveat: text(300).describe('How far it goes: what the evidence for it does not show.').optional(),
  sources: citations,
});

/** A typed link to a case before, beside or after this one; `name` is for cases outside the registry. */
const link = z.strictObject({
  id: itemId(),
  relation: concept('relations').describe('How this case stands to the other.'),
  case: reference('case').describe('Id of the other case.').optional(),
  name: z.string().trim().min(1).max(120).describe('Name of the other, when the registry does not hold it.').optional(),
  elsewhere: foreignCase().describe('The case that the name stands for, where another registry holds it.').optional(),
  note: text(300).describe('What links the two.'),
  basis: choice('lineage-bases', ['stated', 'implied', 'inferred']).describe(
    'Whether a source says so, lets us gather it, or we infer it.',
  ),
  sources: citations,
  confirmedBy: reference('lab').describe('Lab of the other side that has confirmed it.').optional(),
});

/** A picture or document in the record's folder `files`. */
const attachment = z.strictObject({
  file: z
    .string()
    .max(80)
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*\.(?:png|jpg|jpeg|webp|pdf)$/)
    .describe('Name of the file in the folder `files` beside the record.'),
  text: text(240).describe('What it shows, for people who cannot see it; the name of a document.'),
});

/**
 * A case as its original file states it: facts, and the words of the original language.
 * The single source of truth for types, checks, translations, JSON Schema, forms and the site.
 * Key order here is the canonical order in files. Rules across fields live in ./rules/.
 */
const facts = z.strictObject({
  language: languageId().describe('Language of the original: the id of a locale.'),

  title: text(90).describe('What somebody would recognise in a list: what was done and where.'),
  name: text(40).describe('Short name, for lists and pictures.'),
  summary: text(SUMMARY_LENGTH).describe('What was tried, what came of it and what is not known, in two or three sentences.'),
  problem: text(220).describe('The question that somebody with the same problem would ask.'),

  places: z.array(place).min(1).max(40).describe('Where it happened.'),
  level: choice('levels', ['city', 'subnational', 'national', 'regional', 'international']).describe(
    'Level of government that carried it.',
  ),
  period: z
    .strictObject({
      start: date().describe('When it began.').optional(),
      end: date().describe('When it ended; left out while it goes on.').optional(),
      basis,
    })
    .describe('From when until when: real dates only.')
    .optional(),
  lifecycle: z
    .strictObject({
      stage: choice('lifecycle', ['planned', 'pilot', 'implemented', 'scaled', 'ended', 'stopped', 'reversed']).describe(
        'How far it has come.',
      ),
      basis,
    })
    .describe('Whether it is planned, runs or has ended.')
    .optional(),
  stopReasons: keyed(z.strictObject({ reason: concept('stop-reasons').describe('One reason.'), basis }), 'reason', 6)
    .describe('Why it ended, stopped or was reversed.')
    .optional(),

  kind: choice('kinds', CASE_KINDS).describe('A snapshot when the sources say little, otherwise a case.'),
  challenges: z.array(concept('challenges')).min(1).max(6).describe('Problems that it is about.'),
  instruments: z.array(concept('instruments')).min(1).max(10).describe('Means that were used.'),
  sectors: z.array(concept('sectors')).min(1).max(6).describe('Sectors that it belongs to.'),
  sdgs: keyed(sdg, 'goal', 17).describe('Sustainable Development Goals that it serves.').optional(),
  policyMix: z
    .strictObject({
      scope: choice('policy-scopes', ['horizontal', 'vertical', 'mixed']).describe('For all sectors, or for some.'),
      type: choice('policy-types', ['public-input', 'market-intervention', 'mixed']).describe(
        'Whether it supplies public goods or intervenes in markets.',
      ),
      basis,
    })
    .describe('Its place among policies for production.')
    .optional(),
  methods: z
    .array(reference('method'))
    .min(1)
    .max(12)
    .describe('Ways of working that it used, or that it shows: a source need not say that somebody had the method in mind.')
    .optional(),

  actors: z.array(actor).min(1).max(30).describe('Who did what, one item for each.'),
  steward: reference('lab').describe('Lab that answers for this record.'),
  compiled: compiled(),

  mission: mission.describe('The mission behind it, if a source speaks of one.').optional(),

  verdicts: keyed(verdict, 'id', 5).describe('Did it work, for what, and on what evidence; first what it set out to do.'),
  results: keyed(result, 'id').describe('What was found, each finding with its source.').optional(),

  effort: z
    .strictObject({
      time: effortItem.describe('How long it took.').optional(),
      team: effortItem.describe('How many people, and who.').optional(),
      agreements: keyed(
        z.strictObject({ id: itemId(), text: text(240).describe('Who agreed to what.'), sources: citations }),
        'id',
        12,
      )
        .describe('Agreements that it needed.')
        .optional(),
      law: z
        .strictObject({ text: text(240).describe('What was changed or passed.'), sources: citations })
        .describe('Law or rule that it needed.')
        .optional(),
    })
    .describe('What it took to do it.')
    .optional(),
  cost: keyed(cost, 'id', 12).describe('What it cost, one item for each source that speaks of it.').optional(),
  notReported: z
    .array(choice('sought', ['results', 'cost', 'time', 'team', 'agreements', 'law', 'since']))
    .min(1)
    .max(7)
    .describe('Looked for in the sources that were read, and not found there.')
    .optional(),

  milestones: keyed(milestone, 'id').describe('What was to happen by when, and whether it did.').optional(),
  since: z
    .strictObject({
      asOf: date().describe('Day of which this is true.'),
      text: text(400).describe('How it stands.'),
      sources: citations,
    })
    .describe('What became of it, as far as the sources read go.')
    .optional(),

  lessons: keyed(lesson, 'id').describe('What others can take from it, one claim for each lesson.').optional(),
  transfer: keyed(
    z.strictObject({
      id: itemId(),
      text: text(300).describe('A condition that a reader can answer with yes or no.'),
      basis: claimBasis,
      sources: citations.optional(),
    }),
    'id',
  )
    .describe('What another place would need to do it.')
    .optional(),
  spillovers: keyed(
    z.strictObject({ id: itemId(), text: text(300).describe('What came of it, and where.'), sources: citations }),
    'id',
  )
    .describe('What came of it beyond its own field.')
    .optional(),

  lineage: keyed(link, 'id').describe('What came before, beside and after it.').optional(),
  previously: z
    .array(foreignCase())
    .min(1)
    .max(10)
    .describe('Where it was before it came here, when it was a case of another registry: readers of that address are sent on.')
    .optional(),
  attachments: keyed(attachment, 'file', 12).describe('Pictures and documents shown with it.').optional(),
  sources: citations.describe('What this record rests on, and which part of each publication.'),
  references: keyed(sourceSchema, 'id', 40)
    .describe('Publications that only this record cites, and first-hand accounts.')
    .optional(),

  reviewed: z
    .strictObject({
      by: reference('lab').describe('Lab that reviewed it.'),
      on: day().describe('Day of the review.'),
    })
    .describe('The last review by another lab.')
    .optional(),
  reviewBy: day().describe('Day until which it holds without somebody reviewing it.'),
});

export const caseSchema = facts.describe('The facts of a case, and its words in the original language.');

export type Case = z.infer<typeof caseSchema>;
export type Verdict = Case['verdicts'][number];
export type Outcome = Verdict['outcome'];
export type Lesson = NonNullable<Case['lessons']>[number];
export type Result = NonNullable<Case['results']>[number];
export type Attachment = NonNullable<Case['attachments']>[number];
export type LineageLink = NonNullable<Case['lineage']>[number];
export type { Citation } from '../schema/fields.ts';

export { fieldMeta };
