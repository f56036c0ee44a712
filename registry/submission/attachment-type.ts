import type { SubmittedAttachment } from './schema.ts';

type AttachmentType = SubmittedAttachment['type'];

interface TypeTraits {
  extension: string;
  starts: readonly (readonly [offset: number, text: string])[];
}

const TRAITS: Readonly<Record<AttachmentType, TypeTraits>> = {
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

/** The type of a file by its first bytes, ignoring its name (https://mimesniff.spec.whatwg.org/#matching-an-image-type-pattern). */
export function detectType(bytes: Buffer): AttachmentType | undefined {
  const head = bytes.toString('latin1', 0, 16);
  const types = Object.keys(TRAITS) as AttachmentType[];
  return types.find((type) => TRAITS[type].starts.every(([offset, text]) => head.startsWith(text, offset)));
}

/** The extension of a file of ours of this type, without a dot. */
export const extensionOf = (type: AttachmentType): string => TRAITS[type].extension;
