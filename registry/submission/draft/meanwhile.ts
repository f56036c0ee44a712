import { createHash } from 'node:crypto';
import type { Case } from '../../case/schema.ts';
import type { CaseRecord } from '../../case/record.ts';
import type { Registry } from '../../registry.ts';
import { isMap } from '../../schema/walk.ts';
import type { CasePayload, SubmittedCase } from '../schema.ts';
import { removalsOf } from '../schema.ts';
import { findRemoved, LISTS } from './removal.ts';
import { sectionTexts } from './section-text.ts';
import { tidyTexts } from './tidy.ts';

/** Digests of parts of a record by path: `case/level`, `case/lessons/one-menu/text`, `body/results`, `remove/cost`. */
export type PartDigests = Readonly<Record<string, string>>;

type Words = Pick<CaseRecord, 'facts' | 'body'>;
interface Part {
  path: readonly string[];
  /** The value of the correction at this path. */
  said: unknown;
}

/** Digests of the current values of all parts in a correction. Stored with it, to detect later changes. */
export function digestParts(payload: CasePayload, record: Words, registry: Registry): PartDigests {
  const valueAt = valuesOf(record, registry);
  const digests = partsOf(payload).map(({ path }) => [path.join('/'), digest(valueAt(path))] as const);
  return Object.fromEntries(digests.filter(([, value]) => value !== ''));
}

export interface Rebased {
  /** The correction after the merge. */
  payload: CasePayload;
  /** Parts that both the sender and somebody else have changed: a person must choose. */
  clashes: string[];
  /** Whether somebody else has changed any of its parts. */
  hasMoved: boolean;
}

/**
 * Merges a correction into a record that may have changed since: a three-way merge by part. Parts that the sender did not
 * change keep their current value, even if the form sent them; different changes to one part clash. `original` is the result of
 * digestParts when the correction was accepted.
 */
export function rebase(payload: CasePayload, original: PartDigests, record: Words, registry: Registry): Rebased {
  const valueAt = valuesOf(record, registry);
  const rebased = structuredClone(payload);
  const clashes: string[] = [];
  let hasMoved = false;
  for (const { path, said } of partsOf(payload)) {
    const name = path.join('/');
    const [was, now] = [original[name] ?? '', valueAt(path)];
    if (digest(now) === was) continue;
    hasMoved = true;
    const isRemoval = path[0] === 'remove';
    if (!isRemoval && digest(said) === digest(now)) continue;
    // Removing what is gone is already done; a part that somebody has just corrected must not be removed unseen.
    if (isRemoval ? now === undefined : digest(said) === was) put(rebased, path, now);
    else clashes.push(name);
  }
  return { payload: rebased, clashes, hasMoved };
}

function partsOf(payload: CasePayload): Part[] {
  const body = Object.entries(payload.body ?? {}).flatMap(([section, text]) =>
    text?.trim() ? [{ path: ['body', section], said: text }] : [],
  );
  const removals = removalsOf(payload).map((removal) => ({ path: ['remove', removal], said: undefined }));
  return [...partsIn(payload.case, ['case']), ...body, ...removals];
}

/** Items of keyed lists are separate parts, field by field; every other list is one part. */
function partsIn(value: unknown, path: readonly string[]): Part[] {
  if (isMap(value)) return Object.entries(value).flatMap(([name, inner]) => partsIn(inner, [...path, name]));
  const key = keyOf(path);
  if (!Array.isArray(value) || key === undefined) return [{ path, said: value }];
  return (value as unknown[]).flatMap((item) => {
    // An item without a key is new.
    if (!isMap(item) || item[key] === undefined) return [];
    const rest = Object.entries(item).filter(([name]) => name !== key);
    return rest.flatMap(([name, inner]) => partsIn(inner, [...path, String(item[key]), name]));
  });
}

const keyOf = (path: readonly string[]) => LISTS.get(path.slice(1).join('.'));

function valuesOf({ facts, body }: Words, registry: Registry): (path: readonly string[]) => unknown {
  const sections = registry.vocabularies.get('sections');
  let texts: Map<string, string> | undefined;
  return ([group, ...rest]) => {
    if (group === 'remove') return findRemoved(facts, rest)[0];
    if (group === 'case') return valueIn(facts, rest);
    texts ??= new Map(sections ? sectionTexts(body, sections, facts.language) : []);
    return texts.get(rest[0]!);
  };
}

function valueIn(facts: Case | SubmittedCase, steps: readonly string[]): unknown {
  let here: unknown = facts;
  for (const [index, step] of steps.entries()) {
    const key = LISTS.get(steps.slice(0, index).join('.'));
    here = Array.isArray(here) && key ? itemOf(here, key, step) : isMap(here) ? here[step] : undefined;
  }
  return here;
}

const itemOf = (items: readonly unknown[], key: string, id: string) =>
  items.find((item) => isMap(item) && String(item[key]) === id);

/** Sets the current value at a path of the correction, or removes the path. */
function put(payload: CasePayload, [group = '', ...steps]: readonly string[], value: unknown): void {
  if (group === 'remove') {
    const { remove } = payload as { remove?: string[] };
    if (remove) remove.splice(remove.indexOf(steps[0]!), 1);
    return;
  }
  const parents: { list?: unknown[]; map: Record<string, unknown> }[] = [];
  let here: unknown = (payload as unknown as Record<string, unknown>)[group];
  for (const [index, step] of steps.entries()) {
    const key = Array.isArray(here) ? LISTS.get(steps.slice(0, index).join('.')) : undefined;
    if (Array.isArray(here) && key) {
      const item = itemOf(here, key, step) as Record<string, unknown>;
      parents.push({ list: here, map: item });
      here = item;
    } else {
      const map = here as Record<string, unknown>;
      if (index === steps.length - 1) {
        if (value === undefined) delete map[step];
        else map[step] = value;
      } else here = map[step];
    }
  }
  // An item with only its key would be merged as one without values.
  const last = parents.at(-1);
  if (last?.list && Object.keys(last.map).length <= 1) last.list.splice(last.list.indexOf(last.map), 1);
}

function digest(value: unknown): string {
  if (value === undefined) return '';
  const text = JSON.stringify(regular(value));
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** Normalises texts, key order and the order of choices, because checkboxes are sent in page order. */
function regular(value: unknown): unknown {
  if (typeof value === 'string') return tidyTexts({ body: value }).body.trim();
  if (Array.isArray(value)) {
    const items = value.map(regular);
    return items.every((item) => typeof item === 'string') ? items.toSorted() : items;
  }
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, inner]) => [key, regular(inner)] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}
