import { basename } from 'node:path';
import type { SubmittedAttachment } from '#registry/submission/schema.ts';
import { detectType } from './file-type.ts';
import type { SentFile } from './multipart.ts';

/** A file and what it shows, as its sender says. */
export interface DescribedFile extends SentFile {
  description: string;
}

/** Whether somebody chose it, even if there is nothing in it. */
export const isChosen = ({ name, bytes }: SentFile): boolean => name !== '' || bytes.length > 0;

/**
 * Files sent with a form as the attachments of a submission: the type is what the bytes say, whatever the sender says. A file
 * of no type that we take keeps an impossible one, for validation to name it with everything else that is wrong.
 */
export function toAttachments(files: readonly DescribedFile[]): (Omit<SubmittedAttachment, 'type'> & { type: string })[] {
  return files.filter(isChosen).map(({ name, bytes, description }) => ({
    name: basename(name.replaceAll('\\', '/')).slice(0, 120) || 'file',
    type: detectType(bytes) ?? 'application/octet-stream',
    description,
    data: bytes.toString('base64'),
  }));
}
