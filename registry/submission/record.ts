import { readCases } from '../case/read.ts';
import type { CaseRecord } from '../case/record.ts';
import { writeRecord } from '../case/write.ts';
import { makeTree } from '../content/tree.ts';
import type { CheckContext } from '../rule.ts';
import { citeFigures } from './body.ts';
import { draftCreation } from './creation.ts';
import type { Draft, DraftContext } from './draft.ts';
import { draftImprovement, rewriteRecord } from './improvement.ts';
import type { Payload } from './outbox.ts';
import { pruneTranslations } from './prune-translation.ts';
import { removalsOf } from './schema.ts';
import { tidyTexts } from './tidy.ts';

/** A record made from a submission, as a file in canonical form. */
export interface MadeRecord {
  id: string;
  /** `cases/<folder>/<id>/index.md` below the content folder. */
  file: string;
  text: string;
  /** The file read back. */
  record: CaseRecord;
  draft: Draft;
  /** Translations that lose the words of what was removed. */
  translations: readonly { file: string; text: string }[];
}

/** The case that an improvement is about is not in the registry, or not readable there. */
export class OriginalMissing extends Error {
  override readonly name = 'OriginalMissing';
}

/**
 * A submission as the file of a record; what it says has been read back from there and compared. Throws RecordNotWritable,
 * MarkdownTooDeep, OriginalMissing or CommentInTheWay for what only a person can put right; whether the record is good is for
 * the rules to say. `id` is the new case's; an improvement keeps its own.
 */
export function makeRecord(raw: Payload, id: string, context: DraftContext): MadeRecord {
  const payload = tidyTexts(raw);
  const { registry, tree } = context;
  const original = payload.action === 'create' ? undefined : registry.cases.get(payload.action.improve);
  if (payload.action !== 'create' && !original) throw new OriginalMissing();

  const draft = original ? draftImprovement(payload, original, context) : draftCreation(payload, context);
  const file = original?.file ?? `cases/${folderOf(draft)}/${id}/index.md`;
  const before = original && tree.get(original.file);
  const write = ({ facts, body }: Pick<Draft, 'facts' | 'body'>) =>
    before && 'text' in before ? rewriteRecord(before.text, { facts, body }) : writeRecord(facts, body);
  const told = new Set(Object.entries(payload.body ?? {}).flatMap(([section, text]) => (text?.trim() ? [section] : [])));
  const rules = checkContext(context, { id: original?.id ?? id, facts: draft.facts });
  const body = draft.fallback ? citeFigures(draft, draft.fallback, told, registry, rules) : draft.body;
  const text = write({ ...draft, body });
  const record = readBack(file, text);
  const translations = original ? pruneTranslations(original, record, removalsOf(payload), tree) : [];
  return { id: original?.id ?? id, file, text, record, draft: { ...draft, body }, translations };
}

const folderOf = ({ facts }: Draft) => {
  const countries = new Set(facts.places.map(({ country }) => country.toLowerCase()));
  return countries.size === 1 ? [...countries][0]! : 'int';
};

function readBack(file: string, text: string): CaseRecord {
  const { cases, findings } = readCases(makeTree({ [file]: text }));
  const [record] = cases.values();
  if (!record) throw new Error(`The record cannot be read back: ${findings.map(({ code }) => code).join(', ')}.`);
  return record;
}

/** What the rules of check need to look at this one record. */
export function checkContext(
  { registry, tree, day }: DraftContext,
  { id, facts }: Pick<CaseRecord, 'id' | 'facts'>,
): CheckContext {
  return {
    today: day,
    caseIds: new Set([...caseIdsOf(tree), id]),
    labIds: new Set(registry.labs.keys()),
    locales: new Set(registry.locales.keys()),
    sourceIds: new Set([...registry.sources.keys(), ...(facts.references ?? []).map((source) => source.id)]),
  };
}

const CASE_FILE = /^cases\/[a-z]{3}\/([a-z0-9-]+)\/index\.md$/;

/** Every id that has a file, also of a record that cannot be read. */
export const caseIdsOf = (tree: DraftContext['tree']) => [...tree.keys()].flatMap((file) => CASE_FILE.exec(file)?.[1] ?? []);
