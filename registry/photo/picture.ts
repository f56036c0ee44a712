/** A picture without metadata about its author, place or time. */
export interface Picture {
  bytes: Buffer;
  /** Its size as displayed, after the orientation is applied. */
  width: number;
  height: number;
}

/** The bytes are not a picture of that format, or too broken to know their content. */
export class NotAPicture extends Error {
  override readonly name: string = 'NotAPicture';
}

/** The picture has more pixels than a page shows or a reader's device can hold. */
export class TooManyPixels extends NotAPicture {
  override readonly name = 'TooManyPixels';
}

/** The pixels of a phone camera, and the longest side of a scanned plan; a few bytes can demand far more memory than that. */
export const MAX_PIXELS = 40_000_000;
const MAX_SIDE = 20_000;
/** Frames of an animation: each is drawn in full. */
export const MAX_FRAMES = 200;

/** Throws NotAPicture for a picture without pixels, and TooManyPixels. */
export function demandSize(width: number, height: number): void {
  if (width === 0 || height === 0) throw new NotAPicture();
  if (width > MAX_SIDE || height > MAX_SIDE || width * height > MAX_PIXELS) throw new TooManyPixels();
}

/** Throws NotAPicture when a condition of the format is false. */
export function demand(isMet: boolean): asserts isMet {
  if (!isMet) throw new NotAPicture();
}
