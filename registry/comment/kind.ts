import { checkSpeakingLab } from '../lab/rules/member.ts';
import { defineKind } from '../record/record.ts';
import { checkLessons } from './rules/lesson.ts';
import { type Comment, commentSchema } from './schema.ts';

/** A comment: what another lab says of a case. It says all in its fields, and has no body. */
export const commentKind = defineKind<Comment>({
  id: 'comment',
  folder: 'comments',
  title: 'summary',
  schema: commentSchema,
  sections: { vocabulary: 'sections', ids: [] },
  rules: [],
  rulesAmong: [checkSpeakingLab, checkLessons],
});
