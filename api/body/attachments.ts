import { basename } from 'node:path';
import type { Attachment } from '#registry/submission/schema.ts';
import { detectType } from './file-type.ts';
import type { SentFile } from './multipart.ts';

/**
 * Files sent with a form as the attachments of a submission: the type is what the bytes say, whatever the sender says. A file
 * of no type that we take keeps an impossible one, for validation to name it with everything else that is wrong.
 */
export function toAttachments(
  files: readonly SentFile[],
  descriptions: readonly string[],
): (Omit<Attachment, 'type'> & { type: string })[] {
  return files.map(({ name, bytes }, index) => ({
    name: basename(name.replaceAll('\\', '/')).slice(0, 120) || 'file',
    type: detectType(bytes) ?? 'application/octet-stream',
    description: descriptions[index] ?? '',
    data: bytes.toString('base64'),
  }));
}
