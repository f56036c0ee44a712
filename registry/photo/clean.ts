import { cleanJpeg } from './jpeg.ts';
import { NotAPicture, type Picture } from './picture.ts';
import { cleanPng } from './png.ts';
import { cleanWebp } from './webp.ts';

const CLEANERS = { png: cleanPng, jpg: cleanJpeg, jpeg: cleanJpeg, webp: cleanWebp } as const;
export type PictureKind = keyof typeof CLEANERS;

export const isPictureKind = (extension: string): extension is PictureKind => Object.hasOwn(CLEANERS, extension);

/**
 * A picture without what it says of people: where and when it was taken, by whom, with what. Its pixels are the same bytes, and
 * it is still shown the right way up. Throws NotAPicture when it is not of that kind, or broken.
 */
export function cleanPicture(data: Uint8Array, kind: PictureKind): Picture {
  try {
    return CLEANERS[kind](Buffer.from(data.buffer, data.byteOffset, data.byteLength));
  } catch (error) {
    // Reading past the end.
    if (error instanceof RangeError) throw new NotAPicture();
    throw error;
  }
}
