import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Attachment } from '#registry/case/schema.ts';
import { cleanPicture, isPictureKind } from '#registry/photo/clean.ts';
import { NotAPicture } from '#registry/photo/picture.ts';
import { folderOf } from '#registry/record/path.ts';
import { contentDir } from './environment.ts';

/** A file of a case as its page tells of it. */
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

export const readCaseFile = (caseFile: string, file: string) => readFile(join(contentDir, folderOf(caseFile), 'files', file));

/** A record's file, measured; `caseFile` is the path of the record's original. */
export async function describeFile(caseFile: string, attachment: Attachment): Promise<CaseFile> {
  const data = await readCaseFile(caseFile, attachment.file);
  const extension = extname(attachment.file).slice(1);
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
