import { cleanPicture, isPictureKind } from './clean.ts';
import { NotAPicture } from './picture.ts';

/** A file beside a record, and what it shows for people who cannot see it. */
interface Attachment {
  file: string;
  text: string;
}

/** The same as a page tells of it. */
export interface CaseFile extends Attachment {
  /** Size of the file. */
  bytes: number;
  /** `PDF`, `JPEG`… */
  kind: string;
  /** Of a picture that the page shows, in pixels. */
  size?: { width: number; height: number };
}

/** What a page loads by itself is at most this large; readers decide about larger pictures, which may cost them money. */
const SHOWN_BYTES = 200 * 1024;

/** A record's file, measured. */
export function describeFile(attachment: Attachment, data: Uint8Array): CaseFile {
  const extension = attachment.file.split('.').at(-1)!;
  const described = { ...attachment, bytes: data.length, kind: extension.replace('jpg', 'jpeg').toUpperCase() };
  if (!isPictureKind(extension) || data.length > SHOWN_BYTES) return described;
  try {
    const { width, height } = cleanPicture(data, extension);
    return { ...described, size: { width, height } };
  } catch (error) {
    if (error instanceof NotAPicture) return described;
    throw error;
  }
}
