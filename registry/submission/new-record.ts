import * as z from 'zod';
import { commentKind } from '../comment/kind.ts';
import { commentSchema } from '../comment/schema.ts';
import { commitmentKind } from '../commitment/kind.ts';
import { commitmentSchema } from '../commitment/schema.ts';
import { partsOf } from '../schema/walk.ts';
import { sessionKind } from '../session/kind.ts';
import { sessionSchema } from '../session/schema.ts';
import { closing, type Contact, loosen, opening } from './parts.ts';

/** How a comment may come by itself; one of a publication is written by the registry. */
const COMMENT_DOORS = ['form', 'word', 'spreadsheet'] as const;

/**
 * The kinds besides cases that people send: the fields of each that the registry sets, the one that a lab's token may set, and
 * the fields that its id is made of.
 */
export const SENT_KINDS = {
  comment: {
    kind: commentKind,
    shape: commentSchema.shape,
    own: ['language', 'received', 'consent', 'sources', 'references'],
    id: ['case', 'lab'],
  },
  commitment: {
    kind: commitmentKind,
    shape: commitmentSchema.shape,
    own: ['language', 'made', 'reports', 'case', 'sources', 'references'],
    id: ['lab', 'text'],
  },
  session: {
    kind: sessionKind,
    shape: sessionSchema.shape,
    own: ['language', 'status', 'curators', 'proposed', 'participants', 'date', 'place'],
    id: ['name'],
  },
} as const;

export type SentKindId = keyof typeof SENT_KINDS;
export const SENT_KIND_IDS = Object.keys(SENT_KINDS) as SentKindId[];

/** A new record of a kind besides cases. */
export interface NewRecord {
  locale: string;
  action: { new: SentKindId };
  record: Record<string, unknown>;
  door?: (typeof COMMENT_DOORS)[number];
  contact?: Contact;
  consent: { license: 'CC-BY-4.0'; credit?: string };
}
export type RecordPayload = Omit<NewRecord, 'contact'>;

/** The schema of a new record of a kind. A lab's token says which lab speaks. */
export function newRecordSchema(id: SentKindId) {
  const { shape, own } = SENT_KINDS[id];
  const fields = Object.entries(shape as Record<string, z.ZodType>).filter(([key]) => !(own as readonly string[]).includes(key));
  return z.strictObject({
    ...opening,
    action: z.strictObject({ new: z.literal(id) }),
    record: z.strictObject(
      Object.fromEntries(
        fields.map(([key, field]) => [
          key,
          partsOf(field).isOptional || key === 'lab' ? loosen(field).optional() : loosen(field),
        ]),
      ),
    ),
    ...(id === 'comment'
      ? { door: z.enum(COMMENT_DOORS).optional().describe('How it came: by itself, when nothing is said.') }
      : {}),
    ...closing,
  });
}

export const newRecordSchemas = Object.fromEntries(SENT_KIND_IDS.map((id) => [id, newRecordSchema(id)])) as Record<
  SentKindId,
  ReturnType<typeof newRecordSchema>
>;
