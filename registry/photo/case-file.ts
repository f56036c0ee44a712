import { cleanPicture, isPictureKind } from './clean.ts';
import { NotAPicture } from './picture.ts';

/** A file beside a record with its description for people who cannot see it. */
interface Attachment {
  file: string;
  text: string;
}

/** The file as shown on a page. */
export interface CaseFile extends Attachment {
  /** Size of the file. */
  bytes: number;
  /** `PDF`, `JPEG`… */
  kind: string;
  /** Size in pixels of a picture shown on the page. */
  size?: { width: number; height: number };
}

/** The largest picture that a page loads by itself; readers decide about larger ones, which may cost them money. */
const SHOWN_BYTES = 200 * 1024;

/** A record's file with its size and format. */
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
