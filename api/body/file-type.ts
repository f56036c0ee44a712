import type { SubmittedAttachment } from '#registry/submission/schema.ts';

type AttachmentType = SubmittedAttachment['type'];

const startsWith = (bytes: Buffer, text: string, at = 0) => bytes.subarray(at, at + text.length).toString('latin1') === text;

/**
 * The type of a file by its first bytes, ignoring its name (https://mimesniff.spec.whatwg.org/#matching-an-image-type-pattern).
 */
export function detectType(bytes: Buffer): AttachmentType | undefined {
  if (startsWith(bytes, '\x89PNG\r\n\x1a\n')) return 'image/png';
  if (startsWith(bytes, '\xff\xd8\xff')) return 'image/jpeg';
  if (startsWith(bytes, 'RIFF') && startsWith(bytes, 'WEBP', 8)) return 'image/webp';
  if (startsWith(bytes, '%PDF-')) return 'application/pdf';
  return undefined;
}
