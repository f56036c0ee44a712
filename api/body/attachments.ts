import { basename } from 'node:path';
import { detectType } from '#registry/submission/attachment-type.ts';
import type { SubmittedAttachment } from '#registry/submission/schema.ts';
import type { SentFile } from './multipart.ts';

/** A file and its description, both as sent. */
export interface DescribedFile extends SentFile {
  description: string;
}

/** Whether a file was chosen, even an empty one. */
export const isChosen = ({ name, bytes }: SentFile): boolean => name !== '' || bytes.length > 0;

/**
 * Turns files sent with a form into the attachments of a submission. The type comes from the bytes, not from the sender. A file
 * of an unsupported type keeps an impossible type, so that validation reports it together with all other errors.
 */
export function toAttachments(files: readonly DescribedFile[]): (Omit<SubmittedAttachment, 'type'> & { type: string })[] {
  return files.filter(isChosen).map(({ name, bytes, description }) => ({
    name: basename(name.replaceAll('\\', '/')).slice(0, 120) || 'file',
    type: detectType(bytes) ?? 'application/octet-stream',
    description,
    data: bytes.toString('base64'),
  }));
}
