import { cleanJpeg } from './jpeg.ts';
import { NotAPicture, type Picture } from './picture.ts';
import { cleanPng } from './png.ts';
import { cleanWebp } from './webp.ts';

const CLEANERS = { png: cleanPng, jpg: cleanJpeg, jpeg: cleanJpeg, webp: cleanWebp } as const;
export type PictureKind = keyof typeof CLEANERS;

export const isPictureKind = (extension: string): extension is PictureKind => Object.hasOwn(CLEANERS, extension);

/**
 * Removes personal metadata from a picture: when, where, by whom and with what it was taken. The pixel data stays the same, and
 * so does the orientation. Throws NotAPicture when it has another format or is broken.
 */
export function cleanPicture(data: Uint8Array, kind: PictureKind): Picture {
  try {
    return CLEANERS[kind](Buffer.from(data.buffer, data.byteOffset, data.byteLength));
  } catch (error) {
    // A read past the end.
    if (error instanceof RangeError) throw new NotAPicture();
    throw error;
  }
}
