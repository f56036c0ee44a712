import { isFinal, lastReport, statusOf } from '../commitment/status.ts';
import { type CaseRecord, caseUnder } from '../case/record.ts';
import type { Case } from '../case/schema.ts';
import { outcomeOf } from '../case/outcome.ts';
import { readStatementName, statementsIn } from '../case/statement.ts';
import type { Registry } from '../registry.ts';
import type { Session } from '../session/schema.ts';
import { casesFound } from '../session/selection.ts';

export const CHANGE_WEIGHTS = ['headline', 'notable', 'minor'] as const;
export type Weight = (typeof CHANGE_WEIGHTS)[number];

/** What can have changed since an edition, the weightiest first. */
export const CHANGES = {
  'commitment-done': 'headline',
  'commitment-dropped': 'headline',
  'commitment-silent': 'headline',
  outcome: 'headline',
  evidence: 'headline',
  'lesson-withdrawn': 'headline',
  'lesson-turned': 'headline',
  stopped: 'headline',
  'milestone-missed': 'headline',
  'support-lost': 'headline',
  'case-new': 'notable',
  'case-gone': 'notable',
  'lesson-added': 'notable',
  'result-added': 'notable',
  'milestone-added': 'notable',
  figure: 'notable',
  lineage: 'notable',
  'review-overdue': 'notable',
  'peer-disagrees': 'notable',
  'quoted-reworded': 'notable',
  'grid-mark': 'notable',
  wording: 'minor',
  source: 'minor',
} as const satisfies Record<string, Weight>;
export type ChangeKind = keyof typeof CHANGES;

export interface Change {
  kind: ChangeKind;
  weight: Weight;
  /** The record that it is about. */
  record: string;
  /** The item of it: `lesson-no-subsidies`; absent for the whole. */
  anchor?: string;
  /** What stood there and what stands there now, in ids and figures, or in words where an edition quoted them. */
  before?: string;
  after?: string;
  /** The field of an assessment grid that it is about. */
  field?: { grid: string; row: string; column: string };
}

/** The registry at one time: what was published, and the day. */
export interface Moment {
  registry: Registry;
  /** YYYY-MM-DD. */
  date: string;
}

interface Compared {
  session: Session;
  /** Names of statements that the edition quotes; those of partners' cases may be among them. */
  quoted: ReadonlySet<string>;
  earlier: Moment;
  now: Moment;
}

/**
 * What has changed since an edition in what it is about: its commitments, its cases, and what its filters find. Items of lists are
 * compared by id. Words that differ are no news, but for those that the edition quoted: they are shown old and new.
 */
export function changesSince({ session, quoted, earlier, now }: Compared, id: string): Change[] {
  const add = (kind: ChangeKind, record: string, more: Partial<Change> = {}): Change => ({
    kind,
    weight: CHANGES[kind],
    record,
    ...more,
  });
  const chosen = new Set(session.selection.cases.map((each) => each.case));
  // What is quoted of a partner's case names none of ours: its changes are for its own registry to tell.
  const ofCases = [...quoted].flatMap((name) => readStatementName(name)?.case ?? []);
  const watched = [...new Set([...chosen, ...ofCases])];
  const cases = watched.flatMap((name) => {
    const [old, current] = [earlier, now].map(({ registry }) => caseUnder(name, registry));
    if (!old) return [];
    return current ? compareCase(old, current, { quoted, earlier, now }, add) : [add('case-gone', name)];
  });
  // A case that was there under an id that was given up since is no new one.
  const known = new Set([...earlier.registry.cases.keys()].map((name) => now.registry.redirects.get(name) ?? name));
  const added = casesFound(session.selection.query, now.registry).filter((each) => !known.has(each.id));
  const changes = [
    ...compareCommitments(id, earlier, now, add),
    ...cases,
    ...added.map((each) => add('case-new', each.id)),
    ...comments(chosen, earlier, now, add),
    ...gridMarks(earlier.registry.sessions.get(id)?.facts, session, id, add),
  ];
  const rank = Object.keys(CHANGES);
  return changes.toSorted((a, b) => rank.indexOf(a.kind) - rank.indexOf(b.kind));
}

type Add = (kind: ChangeKind, record: string, more?: Partial<Change>) => Change;
type Times = Pick<Compared, 'quoted' | 'earlier' | 'now'>;

function compareCommitments(session: string, earlier: Moment, now: Moment, add: Add): Change[] {
  return [...now.registry.commitments.values()].flatMap((record) => {
    if (record.facts.session !== session) return [];
    const status = statusOf(record.facts, now.date);
    const old = earlier.registry.commitments.get(record.id);
    const before = old && statusOf(old.facts, earlier.date);
    if (status === before || !(isFinal(status) || status === 'silent')) return [];
    const text = lastReport(record.facts)?.text;
    return [
      add(
        `commitment-${status as 'done' | 'dropped' | 'silent'}`,
        record.id,
        text === undefined || status === 'silent' ? {} : { after: text },
      ),
    ];
  });
}

/** Pairs of the items of two lists that have the same id, those that came, and those that went. */
function pair<Item extends { id: string }>(old: readonly Item[] = [], now: readonly Item[] = []) {
  const known = new Map(old.map((item) => [item.id, item]));
  const left = new Set(now.map(({ id }) => id));
  return {
    both: now.flatMap((item) => (known.has(item.id) ? [[known.get(item.id)!, item] as const] : [])),
    added: now.filter(({ id }) => !known.has(id)),
    gone: old.filter(({ id }) => !left.has(id)),
  };
}

const OVER = ['ended', 'stopped', 'reversed'];
const sourcesOf = ({ sources }: { sources?: readonly { id: string }[] | undefined }) =>
  new Set((sources ?? []).map(({ id }) => id));

function compareCase(old: CaseRecord, current: CaseRecord, { quoted, earlier, now }: Times, add: Add): Change[] {
  const [a, b] = [old.facts, current.facts];
  const change = (kind: ChangeKind, more: Partial<Change> = {}) => add(kind, current.id, more);
  const differs = (kind: ChangeKind, before: string | undefined, after: string | undefined, anchor?: string) =>
    (before ?? '') === (after ?? '')
      ? []
      : [change(kind, { before: before ?? '', after: after ?? '', ...(anchor === undefined ? {} : { anchor }) })];
  const lessons = pair(a.lessons, b.lessons);
  const results = pair(a.results, b.results);
  const milestones = pair(a.milestones, b.milestones);
  const evidence = (facts: Case) => facts.verdicts.map((each) => `${each.id} ${each.evidence.strength} ${each.basis}`).join(', ');
  const stage = b.lifecycle?.stage;
  const links = (facts: Case) =>
    (facts.lineage ?? []).map((link) => `${link.relation} ${link.case ?? link.name} ${link.confirmedBy ?? ''}`.trim());
  const was = new Set(links(a));
  const [quotedThen, quotedNow] = [statementsIn(a), statementsIn(b)];
  const reworded = [...quotedThen].flatMap(([anchor, statement]) => {
    const after = quotedNow.get(anchor);
    if (!quoted.has(`${old.id}#${anchor}`) || !after || after.text === statement.text) return [];
    return [change('quoted-reworded', { anchor, before: statement.text, after: after.text })];
  });
  const lost = [...quotedThen].flatMap(([anchor, statement]) => {
    const after = quotedNow.get(anchor);
    const gone = after ? [...sourcesOf(statement)].filter((id) => !sourcesOf(after).has(id)) : [];
    return gone.length > 0 ? [change('support-lost', { anchor, before: gone.join(', ') })] : [];
  });
  const figureOf = ({ direction, value, unit, date }: NonNullable<Case['results']>[number]) =>
    [direction, value, unit, date].join(' ').trim();
  const found = [
    ...differs('outcome', outcomeOf(a.verdicts), outcomeOf(b.verdicts)),
    ...differs('evidence', evidence(a), evidence(b)),
    ...lessons.gone.map(({ id, text }) => change('lesson-withdrawn', { anchor: `lesson-${id}`, before: text })),
    ...lessons.both.flatMap(([x, y]) => differs('lesson-turned', x.kind, y.kind, `lesson-${y.id}`)),
    ...(stage !== undefined && OVER.includes(stage) ? differs('stopped', a.lifecycle?.stage, stage) : []),
    ...milestones.both.flatMap(([x, y]) =>
      y.status === 'late' || y.status === 'missed' ? differs('milestone-missed', x.status, y.status, `milestone-${y.id}`) : [],
    ),
    ...lost,
    ...lessons.added.map(({ id }) => change('lesson-added', { anchor: `lesson-${id}` })),
    ...results.added.map(({ id }) => change('result-added', { anchor: `result-${id}` })),
    ...milestones.added.map(({ id }) => change('milestone-added', { anchor: `milestone-${id}` })),
    ...results.both.flatMap(([x, y]) => differs('figure', figureOf(x), figureOf(y), `result-${y.id}`)),
    ...links(b).flatMap((link) => (was.has(link) ? [] : [change('lineage', { after: link })])),
    ...(b.reviewBy < now.date && !(a.reviewBy < earlier.date && a.reviewBy === b.reviewBy)
      ? [change('review-overdue', { after: b.reviewBy })]
      : []),
    ...reworded,
  ];
  const newSources = [...sourcesOf(b)].filter((id) => !sourcesOf(a).has(id));
  const minor = [
    ...(newSources.length > 0 ? [change('source', { after: newSources.join(', ') })] : []),
    ...(found.length === 0 &&
    newSources.length === 0 &&
    (old.digest !== current.digest || JSON.stringify(a) !== JSON.stringify(b))
      ? [change('wording')]
      : []),
  ];
  return [...found, ...minor];
}

/** What peers say since then against a lesson of a chosen case. */
function comments(chosen: ReadonlySet<string>, earlier: Moment, now: Moment, add: Add): Change[] {
  return [...now.registry.comments.values()].flatMap(({ id, facts }) =>
    earlier.registry.comments.has(id) || !chosen.has(facts.case)
      ? []
      : (facts.lessons ?? [])
          .filter(({ holds }) => holds === 'no')
          .map((lesson) => add('peer-disagrees', facts.case, { anchor: `lesson-${lesson.id}`, after: facts.lab })),
  );
}

/** Marks of assessment grids that peers have set, changed or taken away; a field without one is open. */
function gridMarks(earlier: Session | undefined, now: Session, id: string, add: Add): Change[] {
  const marksOf = (grids: Session['grids'] = []) =>
    new Map(
      grids.flatMap(({ id: grid, marks = [] }) =>
        marks.map(({ row, column, mark }) => [`${grid} ${row} ${column}`, { field: { grid, row, column }, mark }] as const),
      ),
    );
  const [before, after] = [marksOf(earlier?.grids), marksOf(now.grids)];
  return [...new Map([...before, ...after])].flatMap(([key, { field }]) => {
    const [was, is] = [before.get(key)?.mark ?? 'open', after.get(key)?.mark ?? 'open'];
    return was === is ? [] : [add('grid-mark', id, { before: was, after: is, field })];
  });
}
