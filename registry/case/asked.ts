import { gistOf } from '../record/gist.ts';
import type { CaseRecord } from './record.ts';
import type { Case } from './schema.ts';

/** What cases are found and linked by: sessions and links ask it of all of them. */
export const ASKED = [
  'places',
  'level',
  'kind',
  'challenges',
  'instruments',
  'sectors',
  'sdgs',
  'verdicts',
  'lineage',
] as const satisfies readonly (keyof Case)[];

/** The same of one case, which need not be read for it. */
export const askedOf = (record: CaseRecord) => gistOf(record).facts as unknown as Pick<Case, (typeof ASKED)[number]>;
