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
import { localeOf } from './draft.ts';
import { readReferences } from './references.ts';
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
  const first = readBack(file, write(draft));

  const locale = localeOf(registry, draft.facts.language);
  const { fallback } = readReferences(payload, { registry, locale, day: context.day, taken: ownIds(original) });
  const told = new Set(Object.entries(payload.body ?? {}).flatMap(([section, text]) => (text?.trim() ? [section] : [])));
  const body = fallback ? citeFigures(first, fallback, told, registry, checkContext(context, first)) : draft.body;
  const text = body === draft.body ? write(draft) : write({ ...draft, body });
  return { id: first.id, file, text, record: readBack(file, text), draft: { ...draft, body } };
}

const folderOf = ({ facts }: Draft) => {
  const countries = new Set(facts.places.map(({ country }) => country.toLowerCase()));
  return countries.size === 1 ? [...countries][0]! : 'int';
};

const ownIds = (original: CaseRecord | undefined) => new Set((original?.facts.references ?? []).map(({ id }) => id));

function readBack(file: string, text: string): CaseRecord {
  const { cases, findings } = readCases(makeTree({ [file]: text }));
  const [record] = cases.values();
  if (!record) throw new Error(`The record cannot be read back: ${findings.map(({ code }) => code).join(', ')}.`);
  return record;
}

/** What the rules of check need to look at this one record. */
export function checkContext({ registry, day }: DraftContext, { id, facts }: CaseRecord): CheckContext {
  return {
    today: day,
    caseIds: new Set([...registry.cases.keys(), id]),
    labIds: new Set(registry.labs.keys()),
    locales: new Set(registry.locales.keys()),
    sourceIds: new Set([...registry.sources.keys(), ...(facts.references ?? []).map((source) => source.id)]),
  };
}
