import { makeTree } from '../../content/tree.ts';
import { originalPath } from '../../record/path.ts';
import { readRecords } from '../../record/read-records.ts';
import type { Kind, RegistryRecord } from '../../record/record.ts';
import { writeRecord } from '../../record/write.ts';
import { type RecordPayload, SENT_KINDS, type SentKindId } from '../new-record.ts';
import { proposeIds } from './case-id.ts';
import { nameItems } from './complete.ts';
import type { DraftContext } from './draft.ts';
import { registrysOwnLab } from './own-lab.ts';
import { tidyTexts } from './tidy.ts';

/** A new record of a kind besides cases, as a file in canonical form; `record` is the file read back. */
export interface MadeNewRecord {
  id: string;
  /** `<kind's folder>/<id>/index.md` below the content folder. */
  file: string;
  text: string;
  record: RegistryRecord;
  /** What was submitted, with ids for its items. */
  submitted: { record: Readonly<Record<string, unknown>> };
}

/** Makes a new record and its file. Throws RecordNotWritable when only a person can resolve it. Does not apply the rules. */
export function makeNewRecord(raw: RecordPayload, id: string, context: DraftContext): MadeNewRecord {
  const payload = tidyTexts(raw);
  const kind = SENT_KINDS[payload.action.new].kind as Kind;
  const submitted = nameItems(payload.record, {}, kind.schema) as Record<string, unknown>;
  const facts = { language: payload.locale, ...submitted, ...registrysFields(payload, context) };
  const file = originalPath(kind, id);
  const text = writeRecord(facts, '', kind.schema);
  const { records, findings } = readRecords(makeTree({ [file]: text }), [kind]);
  const record = records.get(kind.id)!.get(id);
  if (!record) throw new Error(`The record cannot be read back: ${findings.map(({ code }) => code).join(', ')}.`);
  return { id, file, text, record, submitted: { record: submitted } };
}

/** The fields that the registry sets: who says it, when and how it came. */
function registrysFields(payload: RecordPayload, { registry, day, lab }: DraftContext): Record<string, unknown> {
  const speaker = lab === undefined ? {} : { lab };
  const fields: Record<SentKindId, () => Record<string, unknown>> = {
    comment: () => ({ ...speaker, received: { on: day, door: payload.door ?? 'form' }, consent: true }),
    commitment: () => ({ ...speaker, made: day }),
    session: () => ({
      status: 'proposed',
      curators: [lab !== undefined && registry.labs.has(lab) ? lab : registrysOwnLab(registry)],
      proposed: day,
    }),
  };
  return fields[payload.action.new]();
}

/** Ids for a new record, best first, without end. `isTaken` knows all current and former ids. */
export function newRecordIds(
  payload: RecordPayload,
  lab: string | undefined,
  isTaken: (id: string) => boolean,
): Generator<string> {
  const { id } = SENT_KINDS[payload.action.new];
  const parts = id.map((field) => (field === 'lab' ? (lab ?? payload.record[field]) : payload.record[field]));
  return proposeIds(parts.filter((part) => typeof part === 'string').join(' '), payload.action.new, isTaken);
}
