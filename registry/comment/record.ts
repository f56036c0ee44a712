import type { RuleAmong, RegistryRecord } from '../record/record.ts';
import type { RecordView } from '../record/view.ts';
import type { Comment } from './schema.ts';

export type CommentRecord = RegistryRecord<Comment>;
export type CommentView = RecordView<Comment>;
/** Looks at one comment. */
export type CommentRule = RuleAmong<Comment>;
