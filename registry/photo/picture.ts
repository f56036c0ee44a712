/** A picture without what it says of who took it, where and when. */
export interface Picture {
  bytes: Buffer;
  /** As it is shown, which is on its side when the camera was. */
  width: number;
  height: number;
}

/** The bytes are not such a picture, or broken so that nobody can say what they hold. */
export class NotAPicture extends Error {
  override readonly name: string = 'NotAPicture';
}

/** The picture has more pixels than a page shows, or a reader's device can hold. */
export class TooManyPixels extends NotAPicture {
  override readonly name = 'TooManyPixels';
}

/** What a telephone takes, and the longest side of a scanned plan: a few bytes can ask for much more memory than that. */
export const MAX_PIXELS = 40_000_000;
const MAX_SIDE = 20_000;
/** Frames of a moving picture: each is drawn in full. */
export const MAX_FRAMES = 200;

/** Throws NotAPicture for what has no pixels, and TooManyPixels. */
export function demandSize(width: number, height: number): void {
  if (width === 0 || height === 0) throw new NotAPicture();
  if (width > MAX_SIDE || height > MAX_SIDE || width * height > MAX_PIXELS) throw new TooManyPixels();
}

/** Throws NotAPicture unless a file says what a file of that kind says. */
export function demand(isMet: boolean): asserts isMet {
  if (!isMet) throw new NotAPicture();
}
