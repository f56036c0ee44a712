import { recordIdsIn } from '../../record/path.ts';
import { isNewRecord, type Payload } from '../schema.ts';
import { proposeCaseIds } from './case-id.ts';
import type { DraftContext } from './draft.ts';
import { newRecordIds } from './new-record.ts';

/** Ids for the new record of a submission, best first, without end. `isTaken` knows all current and former ids. */
export function proposeRecordIds(payload: Payload, lab: string | undefined, isTaken: (id: string) => boolean): Generator<string> {
  if (isNewRecord(payload)) return newRecordIds(payload, lab, isTaken);
  const { title = '', places } = payload.case;
  return proposeCaseIds(title, places?.map(({ country }) => country) ?? [], isTaken);
}

/** The id that a new record gets when nothing else is sent meanwhile. */
export function firstFreeId(payload: Payload, { registry, tree, lab }: DraftContext): string {
  const taken = recordIdsIn(tree, registry.kinds);
  return proposeRecordIds(payload, lab, (id) => taken.has(id) || registry.redirects.has(id)).next().value as string;
}
