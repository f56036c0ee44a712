import { shortName } from './short-name.ts';

/**
 * Migrates a case from schema 1 to schema 2. It loses nothing and adds no claim: the one outcome becomes the verdict on the
 * case's purpose, "not measured" becomes "the sources do not say" (schema 1 had no word for that), and conditions become a
 * caveat, which most of them were.
 */

type Fields = Record<string, unknown>;

/** Words that schema 2 needs and schema 1 lacks, in the record's language. */
export interface MigrationWords {
  /** The subject of a verdict without a stated one. */
  purpose: string;
}

/** The id of the verdict that replaces the one outcome. */
const PURPOSE = 'purpose';
const MONEY: Readonly<Record<string, number>> = { usd: 1, 'usd-million': 1e6, 'usd-billion': 1e9 };
/** Concepts that became method records, with the records' ids; the missing ones were instruments. */
const METHODS: Readonly<Record<string, string>> = {
  'mission-mapping': 'mission-mapping',
  'experimentalist-governance': 'experimentalist-governance',
  pdia: 'pdia',
  'value-chain-analysis': 'value-chain-analysis',
  'delivery-lab': 'delivery-lab',
  'peer-review': 'peer-learning-session',
  'sector-roundtable': 'sector-roundtable',
  'regulatory-sandbox': 'regulatory-sandbox',
};

/** Whether an original's front matter follows schema 1. */
export const isFirstSchema = (facts: Fields): boolean => 'outcome' in facts;

/** Converts an original's front matter to schema 2. */
export function migrateFacts(facts: Fields, words: MigrationWords): Fields {
  const { outcome, outcomeBasis, evidence, period, lifecycle, stopReasons, methods, results, lessons, cost, ...kept } = facts;
  const known = list(methods as string[] | undefined)?.flatMap((id) => METHODS[id] ?? []);
  return defined({
    ...kept,
    name: shortName(String(facts['title'])),
    period: period && { ...(period as Fields), basis: 'stated' },
    lifecycle: lifecycle && { stage: lifecycle, basis: 'inferred' },
    stopReasons: list(stopReasons as string[] | undefined)?.map((reason) => ({ reason, basis: 'inferred' })),
    methods: known && known.length > 0 ? known : undefined,
    verdicts: [{ id: PURPOSE, about: words.purpose, outcome, basis: outcomeBasis, evidence }],
    results: list(results as Fields[] | undefined)?.map((result) => ({
      ...result,
      verdict: PURPOSE,
      direction: result['direction'] === 'not-measured' ? 'not-reported' : result['direction'],
    })),
    lessons: list(lessons as Fields[] | undefined)?.map((lesson) => ({ ...toCaveat(lesson), basis: 'stated' })),
    cost: cost && [migrateCost(cost as Fields)],
  });
}

/** Converts a translation's words to the field names of schema 2. */
export function migrateTranslation(translation: Fields, words: MigrationWords): Fields {
  const { evidence, lessons, cost, ...kept } = translation;
  return defined({
    ...kept,
    name: shortName(String(translation['title'])),
    verdicts: { [PURPOSE]: defined({ about: words.purpose, evidence }) },
    lessons:
      lessons &&
      Object.fromEntries(Object.entries(lessons as Record<string, Fields>).map(([id, lesson]) => [id, toCaveat(lesson)])),
    cost: cost && { total: cost },
  });
}

function toCaveat({ conditions, ...lesson }: Fields): Fields {
  return conditions === undefined ? lesson : { ...lesson, caveat: conditions };
}

function migrateCost({ unit, value, ...cost }: Fields): Fields {
  const factor = MONEY[String(unit)];
  return defined({
    id: 'total',
    ...cost,
    value: typeof value === 'number' && factor ? value * factor : value,
    currency: factor && 'USD',
  });
}

const list = <Item>(items: readonly Item[] | undefined) => (items && items.length > 0 ? items : undefined);
const defined = (fields: Fields): Fields => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
