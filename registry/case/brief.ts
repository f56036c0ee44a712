import type { Case, LineageLink } from './schema.ts';

/** How many items of each list a brief has at most. */
export interface BriefLimits {
  results: number;
  lessons: number;
  transfer: number;
  lineage: number;
  questions: number;
}

export const BRIEF_LIMITS: BriefLimits = { results: 5, lessons: 4, transfer: 3, lineage: 3, questions: 2 };
/** What is shortened first, and how far: lessons last, and never below two. */
const ORDER: readonly (readonly [keyof BriefLimits, least: number])[] = [
  ['questions', 0],
  ['lineage', 0],
  ['transfer', 1],
  ['results', 2],
  ['lessons', 2],
];
/** What fits on one A4 page, in characters; an item of a list takes as much as this many more. */
const ROOM = 3300;
const ITEM = 70;

/** The lists of a case that a brief takes from; links as their reader sees them. */
interface Lists<Link> extends Pick<Case, 'results' | 'lessons' | 'transfer'> {
  lineage?: readonly Link[] | undefined;
  questions?: readonly string[] | undefined;
}

type Results = NonNullable<Case['results']>;

/** A case on one page: whole items of its lists, and how many of each are left to the whole record. */
export interface Brief<Link = LineageLink> {
  results: Results;
  lessons: NonNullable<Case['lessons']>;
  transfer: NonNullable<Case['transfer']>;
  /** Those that somebody confirmed first. */
  lineage: readonly Link[];
  questions: readonly string[];
  leftOut: BriefLimits;
}

/** What stands in the brief of a case. Nothing is shortened: items stay whole, or are left out and counted. */
export function chooseBrief<Link extends Pick<LineageLink, 'confirmedBy'>>(
  { results = [], lessons = [], transfer = [], lineage = [], questions = [] }: Lists<Link>,
  limits: BriefLimits = BRIEF_LIMITS,
): Brief<Link> {
  // What was not aimed at or went wrong first, then figures; one that nobody measured is kept, because that is known too.
  const weight = ({ unintended, direction, value }: Results[number]) =>
    unintended || direction === 'negative' ? 0 : value === undefined ? 2 : 1;
  const unmeasured = results.find(({ direction }) => direction === 'not-measured');
  const told = results.toSorted((a, b) => weight(a) - weight(b));
  const kinds = (['fails', 'depends', 'works'] as const).flatMap((kind) => lessons.find((lesson) => lesson.kind === kind) ?? []);
  const confirmed = lineage.toSorted((a, b) => Number(b.confirmedBy !== undefined) - Number(a.confirmedBy !== undefined));
  const taken = {
    results: inOrder(results, unmeasured ? [unmeasured, ...told] : told, limits.results),
    lessons: inOrder(lessons, [...kinds, ...lessons], limits.lessons),
    transfer: transfer.slice(0, limits.transfer),
    lineage: confirmed.slice(0, limits.lineage),
    questions: questions.slice(0, limits.questions),
  };
  const leftOut = {
    results: results.length - taken.results.length,
    lessons: lessons.length - taken.lessons.length,
    transfer: transfer.length - taken.transfer.length,
    lineage: lineage.length - taken.lineage.length,
    questions: questions.length - taken.questions.length,
  };
  return { ...taken, leftOut };
}

/** The brief of a case that is set without asking whether it fits one page: fewer items are taken when all would not. */
export function fitBrief(facts: Case, questions: readonly string[]): Brief {
  const fixed = lengthOf([facts.title, facts.summary, facts.problem, facts.verdicts, facts.cost?.slice(0, 2), facts.effort]);
  let limits: BriefLimits = BRIEF_LIMITS;
  for (;;) {
    const chosen = chooseBrief({ ...facts, questions }, limits);
    const fewer = fixed + lengthOfLists(chosen) > ROOM ? fewerItems(limits) : undefined;
    if (!fewer) return chosen;
    limits = fewer;
  }
}

/** The next smaller brief: an item less of the list that is shortened first; none when every list is as short as it may be. */
export function fewerItems(limits: BriefLimits): BriefLimits | undefined {
  const next = ORDER.find(([list, least]) => limits[list] > least);
  return next && { ...limits, [next[0]]: limits[next[0]] - 1 };
}

/** The first of a ranking, in the record's order. */
function inOrder<Item>(list: readonly Item[], ranked: readonly Item[], count: number): Item[] {
  const chosen = new Set([...new Set(ranked)].slice(0, count));
  return list.filter((item) => chosen.has(item));
}

function lengthOfLists({ leftOut: _, ...lists }: Brief): number {
  const all = Object.values(lists);
  return lengthOf(all) + ITEM * all.reduce((sum, list) => sum + list.length, 0);
}

/** Characters of all words in a value; ids and places in sources are not shown. */
function lengthOf(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (Array.isArray(value)) return value.reduce((sum: number, each) => sum + lengthOf(each), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce((sum, [key, inner]) => sum + (WORDS.has(key) ? lengthOf(inner) : 0), 0);
}

const WORDS = new Set([
  'text',
  'about',
  'evidence',
  'note',
  'conditions',
  'caveat',
  'who',
  'by',
  'time',
  'team',
  'law',
  'agreements',
]);
