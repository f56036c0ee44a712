import { caseKind } from '../../case/kind.ts';
import type { CaseRecord } from '../../case/record.ts';
import { folderOfPlaces } from '../../case/rules/folder.ts';
import { caseSchema } from '../../case/schema.ts';
import { makeTree } from '../../content/tree.ts';
import { MarkdownTooDeep } from '../../markdown/parse.ts';
import { originalPath } from '../../record/path.ts';
import { readRecords } from '../../record/read-records.ts';
import { recordsOf } from '../../record/record.ts';
import { textsOf, MAX_BODY_CHARACTERS } from '../../record/text.ts';
import { writeRecord } from '../../record/write.ts';
import { type CasePayload, removalsOf } from '../schema.ts';
import { citeFigures } from './merge-body.ts';
import { draftCreation } from './creation.ts';
import type { Draft, DraftContext } from './draft.ts';
import { draftImprovement, rewriteRecord } from './improvement.ts';
import { pruneTranslations } from './prune-translation.ts';
import { tidyTexts } from './tidy.ts';
import { makeUnwritten } from './unwritten.ts';

/** A record made from a submission, without a file. */
export interface DraftedRecord {
  id: string;
  /** `cases/<folder>/<id>/index.md` below the content folder. */
  file: string;
  /** See makeUnwritten. */
  record: CaseRecord;
  draft: Draft;
  /** The corrected case. */
  original?: CaseRecord;
}

/** A record made from a submission, as a file in canonical form; `record` is the file read back. */
export interface MadeRecord extends DraftedRecord {
  text: string;
  /** Translations that lose the words of removed parts. */
  translations: readonly { file: string; text: string }[];
}

/** The corrected case does not exist or cannot be read. */
export class OriginalMissing extends Error {
  override readonly name = 'OriginalMissing';
}

/**
 * Drafts the record of a submission with normalised texts, without a file. `id` is the new case's; a correction keeps its own.
 * Throws MarkdownTooDeep or OriginalMissing.
 */
export function draftRecord(payload: CasePayload, id: string, context: DraftContext): DraftedRecord {
  const { registry } = context;
  const original = payload.action === 'create' ? undefined : registry.cases.get(payload.action.improve);
  if (payload.action !== 'create' && !original) throw new OriginalMissing();

  const draft = original ? draftImprovement(payload, original, context) : draftCreation(payload, context);
  const place = original
    ? { id: original.id, file: original.file, original }
    : { id, file: originalPath(caseKind, id, folderOfPlaces(draft.facts.places)) };
  const submitted = new Set(Object.entries(payload.body ?? {}).flatMap(([section, text]) => (text?.trim() ? [section] : [])));
  const record = makeUnwritten(place.id, place.file, draft.facts, draft.body.trim());
  if (submitted.size > 0 && record.body.length <= MAX_BODY_CHARACTERS && !textsOf(record)[0]!.root) throw new MarkdownTooDeep();
  if (!draft.fallback) return { ...place, record, draft };
  const body = citeFigures(record, draft.fallback, submitted, registry);
  if (body === record.body) return { ...place, record, draft };
  return { ...place, record: makeUnwritten(place.id, place.file, draft.facts, body), draft: { ...draft, body } };
}

/**
 * Writes a drafted record to its file and compares the result after reading it back. Throws RecordNotWritable or
 * CommentInTheWay when only a person can resolve it. Does not apply the rules.
 */
export function writeDrafted(drafted: DraftedRecord, payload: CasePayload, { tree }: Pick<DraftContext, 'tree'>): MadeRecord {
  const { file, draft, original } = drafted;
  const before = original && tree.get(original.file);
  const text = before && 'text' in before ? rewriteRecord(before.text, draft) : writeRecord(draft.facts, draft.body, caseSchema);
  const record = readBack(file, text);
  const translations = original ? pruneTranslations(original, record, removalsOf(payload), tree) : [];
  return { ...drafted, text, record, translations };
}

/** Drafts and writes the record of a submission: draftRecord and writeDrafted in one. */
export function makeRecord(raw: CasePayload, id: string, context: DraftContext): MadeRecord {
  const payload = tidyTexts(raw);
  return writeDrafted(draftRecord(payload, id, context), payload, context);
}

function readBack(file: string, text: string): CaseRecord {
  const { records, findings } = readRecords(makeTree({ [file]: text }), [caseKind]);
  const [record] = recordsOf({ records }, caseKind).values();
  if (!record) throw new Error(`The record cannot be read back: ${findings.map(({ code }) => code).join(', ')}.`);
  return record;
}
