import type { Locale } from '../locale/locale.ts';
import type { Payload } from './outbox.ts';
import { problem, type SubmissionProblem } from './problem.ts';
import type { Attachment } from './schema.ts';

const KINDS: Readonly<
  Record<Attachment['type'], { extension: string; starts: readonly (readonly [offset: number, text: string])[] }>
> = {
  'image/png': { extension: 'png', starts: [[0, '\u0089PNG\r\n\u001a\n']] },
  'image/jpeg': { extension: 'jpg', starts: [[0, '\u00ff\u00d8\u00ff']] },
  'image/webp': {
    extension: 'webp',
    starts: [
      [0, 'RIFF'],
      [8, 'WEBP'],
    ],
  },
  'application/pdf': { extension: 'pdf', starts: [[0, '%PDF-']] },
};

/** Attachments that are not what they are said to be, by their first bytes. */
export function findWrongAttachments({ attachments = [] }: Payload, locale: Locale): SubmissionProblem[] {
  return attachments.flatMap(({ type, data, name }, index) => {
    const head = Buffer.from(data.slice(0, 32), 'base64').toString('latin1');
    const isRight = KINDS[type].starts.every(([offset, text]) => head.startsWith(text, offset));
    return isRight ? [] : [problem('attachment-type', `/attachments/${index}/data`, locale, { name, type })];
  });
}

/** Attachments as files of a record's folder, under names of ours; existing files of an improved record keep theirs. */
export function attachmentFiles(
  { attachments = [] }: Payload,
  existing: ReadonlySet<string>,
): { path: string; content: Uint8Array }[] {
  let number = 0;
  return attachments.map(({ type, data }) => {
    let path = '';
    do path = `files/${++number}.${KINDS[type].extension}`;
    while (existing.has(path));
    return { path, content: Buffer.from(data, 'base64') };
  });
}
