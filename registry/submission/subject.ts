import { SENT_KINDS, type SentKindId } from './new-record.ts';
import { isNewRecord, type Payload } from './schema.ts';

/** What a submission is about: the kind of its record, its name for lists, and the case that it corrects. */
export interface SubmissionSubject {
  kind: 'case' | SentKindId;
  title: string;
  improves?: string;
}

export function subjectOf(payload: Payload): SubmissionSubject {
  if (isNewRecord(payload)) {
    const kind = payload.action.new;
    return { kind, title: payload.record[SENT_KINDS[kind].kind.title] as string };
  }
  const { title } = payload.case;
  if (payload.action === 'create') return { kind: 'case', title: title ?? '' };
  const { improve } = payload.action;
  return { kind: 'case', title: title ?? improve, improves: improve };
}
