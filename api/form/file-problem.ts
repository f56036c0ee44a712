import { ATTACHMENTS, type FormProblem } from '#registry/submission/form/form-problem.ts';
import { ATTACHMENT_TYPES } from '#registry/submission/schema.ts';
import type { FormBody } from './form-body.ts';

/** Problems of the form's files by name; the files must be chosen again anyway. */
export function findWrongFiles(files: FormBody['attachments']): FormProblem[] {
  const list = (wrong: FormBody['attachments']) => wrong.map(({ name }) => name).join(', ');
  const empty = files.filter(({ data }) => data === '');
  if (empty.length > 0) return [{ name: ATTACHMENTS, code: 'file-empty', params: { names: list(empty) } }];
  const untaken = files.filter(({ type }) => !(ATTACHMENT_TYPES as readonly string[]).includes(type));
  if (untaken.length > 0) return [{ name: ATTACHMENTS, code: 'file-type', params: { names: list(untaken) } }];
  const undescribed = files.filter(({ description }) => description === '');
  return undescribed.length > 0 ? [{ name: ATTACHMENTS, code: 'file-shows', params: { names: list(undescribed) } }] : [];
}
