import { caseUnder } from '#registry/case/record.ts';
import { statementsIn } from '#registry/case/statement.ts';
import { chosenIds } from '#registry/compare/ids.ts';
import type { Registry } from '#registry/registry.ts';
import { MOST_CASES } from '#registry/session/schema.ts';
import { casesFound } from '#registry/session/selection.ts';
import type { NewRecord } from '#registry/submission/new-record.ts';

/** Questions that the form has places for; the first two are asked for. */
export const QUESTIONS = 5;

/** What somebody has said of a session so far. Everything is in the fields of the page. */
export interface SessionDraft {
  title: string;
  name: string;
  theme: string;
  why: string;
  /** The problem whose cases are looked at; it is the filter by which they are found. */
  challenge: string;
  /** In the order of the session. */
  cases: { id: string; why: string }[];
  /** What is said of cases that were found and not taken. */
  leftOut: { id: string; why: string }[];
  questions: string[];
  /** The question that each statement speaks to, from 0. */
  spoken: ReadonlyMap<string, number>;
  highlights: ReadonlySet<string>;
  allSuccess: string;
  email: string;
}

export type Fields = readonly (readonly [name: string, value: string])[];

/** Reads the fields of the page, or of an address with nothing but cases. */
export function readSessionDraft(fields: Fields, registry: Registry): SessionDraft {
  const values = Map.groupBy(fields, ([name]) => name);
  const all = (name: string) => (values.get(name) ?? []).map(([, value]) => value);
  const one = (name: string) => (all(name)[0] ?? '').trim();
  const given = (prefix: string) =>
    fields.flatMap(([name, value]) =>
      name.startsWith(prefix) && value.trim() !== '' ? [[name.slice(prefix.length), value.trim()] as const] : [],
    );
  const ids = chosenIds(all('case')).flatMap((id) => caseUnder(id, registry)?.id ?? []);
  const whys = new Map(given('why-'));
  return {
    ...{ title: one('title'), name: one('name'), theme: one('theme'), why: one('why') },
    challenge: one('challenge') || commonChallenge(ids, registry),
    cases: ids.map((id) => ({ id, why: whys.get(id) ?? '' })),
    leftOut: given('left-').flatMap(([id, why]) => (registry.cases.has(id) && !ids.includes(id) ? [{ id, why }] : [])),
    questions: Array.from({ length: QUESTIONS }, (_, index) => one(`question-${index}`)),
    spoken: new Map(given('speaks-').flatMap(([name, index]) => (/^[0-9]$/.test(index) ? [[name, Number(index)] as const] : []))),
    highlights: new Set(all('highlight')),
    ...{ allSuccess: one('all-success'), email: one('email') },
  };
}

/** The problem that most of the cases are about. */
function commonChallenge(ids: readonly string[], registry: Registry): string {
  const named = ids.flatMap((id) => registry.cases.get(id)!.facts.challenges);
  const counts = Map.groupBy(named, (challenge) => challenge);
  return [...counts].toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0] ?? '';
}

export const queryOfDraft = ({ challenge }: SessionDraft): string => `challenge=${encodeURIComponent(challenge)}`;

/** Cases about the problem that the session does not take. */
export const notTaken = (draft: SessionDraft, registry: Registry): string[] =>
  draft.challenge === ''
    ? []
    : casesFound(queryOfDraft(draft), registry)
        .map(({ id }) => id)
        .filter((id) => !draft.cases.some((each) => each.id === id));

/** The names of the statements of the session's cases. */
const statementNames = (draft: SessionDraft, registry: Registry): string[] =>
  draft.cases.flatMap(({ id }) => [...statementsIn(registry.cases.get(id)!.facts).keys()].map((anchor) => `${id}#${anchor}`));

/** Does what a button asks: `up:<case>`, `down:<case>`, `remove:<case>`, `take:<case>`. */
export function changed(draft: SessionDraft, asked: string): SessionDraft {
  const [, move, id = ''] = /^(up|down|remove|take):([a-z0-9-]+)$/.exec(asked) ?? [];
  const at = draft.cases.findIndex((each) => each.id === id);
  if (move === 'take' && at === -1 && draft.cases.length < MOST_CASES)
    return { ...draft, cases: [...draft.cases, { id, why: '' }] };
  if (at === -1) return draft;
  if (move === 'remove') return { ...draft, cases: draft.cases.toSpliced(at, 1) };
  const to = move === 'up' ? at - 1 : move === 'down' ? at + 1 : at;
  if (to < 0 || to >= draft.cases.length) return draft;
  return { ...draft, cases: draft.cases.with(at, draft.cases[to]!).with(to, draft.cases[at]!) };
}

/** The submission that the page would send: what is empty is left out, so that it is named as missing. */
export function toSessionSubmission(draft: SessionDraft, locale: string, registry: Registry): NewRecord {
  const said = (values: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
  const names = statementNames(draft, registry);
  const questions = draft.questions.flatMap((text, index) => {
    const lessons = names.filter((name) => draft.spoken.get(name) === index);
    return text === '' && lessons.length === 0 ? [] : [{ ...said({ text }), lessons }];
  });
  return {
    locale,
    action: { new: 'session' },
    record: {
      ...said({ title: draft.title, name: draft.name, theme: draft.theme, why: draft.why }),
      questions,
      selection: {
        query: queryOfDraft(draft),
        cases: draft.cases.map(({ id, why }) => ({ case: id, ...said({ why }) })),
        ...(draft.leftOut.length > 0 ? { leftOut: draft.leftOut.map(({ id, why }) => ({ case: id, why })) } : {}),
        ...said({ allSuccess: draft.allSuccess }),
      },
      highlights: names.filter((name) => draft.highlights.has(name)),
    },
    ...(draft.email === '' ? {} : { contact: { email: draft.email } }),
    consent: { license: 'CC-BY-4.0' },
  };
}

/** The element of the page that a problem is about. */
export function placeOf(pointer: string, draft: SessionDraft): string {
  const path = pointer.replace(/^\/record\//, '');
  const [, item, part] = /^questions\/(\d+)(?:\/(\w+))?/.exec(path) ?? [];
  if (item !== undefined) {
    const used = draft.questions.flatMap((text, index) =>
      text !== '' || [...draft.spoken.values()].includes(index) ? [index] : [],
    );
    return part === 'lessons' ? 'statements' : `question-${used[Number(item)] ?? 0}`;
  }
  if (path.startsWith('questions')) return 'question-0';
  if (path.startsWith('selection/allSuccess')) return 'all-success';
  if (path.startsWith('selection')) return 'cases';
  if (path.startsWith('highlights')) return 'statements';
  if (pointer.startsWith('/contact')) return 'email';
  return ['title', 'name', 'theme', 'why'].includes(path) ? path : 'cases';
}
