import { randomUUID } from 'node:crypto';
import type { Case } from '#registry/case/schema.ts';
import type { CaseRecord } from '#registry/case/record.ts';
import type { Registry } from '#registry/registry.ts';
import { REMOVAL } from '#registry/submission/draft/removal.ts';
import { CONFIRMS } from '#registry/submission/form/form-problem.ts';
import { type FormBase, baseOf, changedUnits, keepChanged, readFormBase, writeBase } from '#registry/submission/form/change.ts';
import { parseFields } from '#registry/submission/form/parse-form.ts';
import { prefill } from '#registry/submission/form/prefill.ts';
import { removedFrom } from '#registry/submission/form/removed.ts';
import { type PathName, formPaths, REVIEW } from '#registry/submission/form/step.ts';
import { compact, type FormValues, readValues } from '#registry/submission/form/values.ts';

/** The whole state of a form, carried from page to page: the server stores none of it. */
export interface FormState {
  path: PathName;
  /** Id of the current step, or REVIEW. */
  step: string;
  values: FormValues;
  /** The idempotency key of this attempt: sent twice, it is accepted once. */
  draft: string;
  /** Milliseconds since 1970 when the form was opened. */
  started: number;
  /** Locale of the words. */
  language: string;
  /** For a correction: the case, the digest of the words it was made from, and the values at that time. */
  improves?: { id: string; facts: Case; digest: string; base: FormBase };
  /** For a correction: the items to remove, as a submission names them. */
  removals: readonly string[];
  /** For a correction: its lab says that all the rest still holds. */
  confirms: boolean;
}

/** A new form, filled in with the case to correct, if any. */
export function openForm(path: PathName, language: string, now: number, record?: CaseRecord, registry?: Registry): FormState {
  const fresh = { path, step: formPaths[path][0]!.id, draft: randomUUID(), started: now, removals: [], confirms: false };
  if (!record) return { ...fresh, language, values: path === 'pilot' ? PLANNED : {} };
  const values = prefill(record, registry!.vocabularies.get('sections')!);
  const improves = { id: record.id, facts: record.facts, digest: record.digest, base: baseOf(values) };
  return { ...fresh, language: record.facts.language, values, improves };
}

/** What everybody says who registers something before it begins: they tell it themselves, and it is on its way. */
const PLANNED: FormValues = {
  firstHand: ['true'],
  'case.milestones.0.status': ['on-track'],
};

/** Reads the state from a posted form. Invalid parts count as if the form had just been opened. */
export function readState(
  body: Readonly<Record<string, unknown>>,
  path: PathName,
  language: string,
  now: number,
  record?: CaseRecord,
): FormState {
  const text = (name: string) => (typeof body[name] === 'string' ? body[name] : '');
  const steps = [...formPaths[path].map(({ id }) => id), REVIEW];
  const started = Number(text('started'));
  const submitted = text('language');
  const removals = record ? [body['remove'] ?? []].flat().filter((each) => typeof each === 'string' && REMOVAL.test(each)) : [];
  return {
    path,
    step: steps.includes(text('at')) ? text('at') : steps[0]!,
    values: readValues(body),
    draft: /^[0-9a-f-]{36}$/.test(text('draft')) ? text('draft') : randomUUID(),
    started: Number.isSafeInteger(started) && started > 0 && started <= now ? started : now,
    removals: [...new Set(removals as string[])],
    confirms: record !== undefined && text(CONFIRMS) === 'true',
    language: record ? record.facts.language : /^[a-z]{2,3}$/.test(submitted) ? submitted : language,
    ...(record
      ? {
          improves: {
            id: record.id,
            facts: record.facts,
            digest: /^[0-9a-f]{12}$/.test(text('digest')) ? text('digest') : record.digest,
            base: readFormBase(text('base')),
          },
        }
      : {}),
  };
}

/** The state as hidden fields, without the values that the page shows. */
export function carried(state: FormState, asked: (name: string) => boolean): [string, string][] {
  const { draft, started, language, improves, removals, confirms, step } = state;
  return [
    ['at', step],
    ['draft', draft],
    ['started', String(started)],
    ['language', language],
    ...(improves
      ? ([
          ['digest', improves.digest],
          ['base', writeBase(improves.base)],
        ] as [string, string][])
      : []),
    ...removals.flatMap((each) => (asked(`case.${each.split('/')[0]!}`) ? [] : [['remove', each] as [string, string]])),
    ...(confirms && !asked(CONFIRMS) ? [[CONFIRMS, 'true'] as [string, string]] : []),
    ...Object.entries(state.values).flatMap(([name, values]) =>
      asked(name) ? [] : values.filter((value) => value !== '').map((value) => [name, value] as [string, string]),
    ),
  ];
}

/** Leaves out empty list items. */
export const tidy = (state: FormState): FormState => ({ ...state, values: compact(state.values) });

/** The form as a submission, not validated; for a correction only the changed parts. */
export function toSubmission(state: FormState): Record<string, unknown> {
  const { path, values, language, improves } = state;
  const submitted = parseFields(path === 'pilot' ? { ...values, 'case.lifecycle.stage': ['planned'] } : values);
  if (!improves) return { locale: language, action: 'create', ...submitted };
  const { id, digest, base } = improves;
  const removals = removalsIn(state);
  return {
    locale: language,
    action: { improve: id, digest },
    ...keepChanged(submitted, changedUnits(values, base)),
    ...(removals.length > 0 ? { remove: removals } : {}),
  };
}

/** The removals of a correction: marked items, and values that were emptied. */
export const removalsIn = ({ values, improves, removals }: FormState): string[] =>
  improves ? [...removals, ...removedFrom(improves.facts, values, improves.base)] : [];
