/** A picture without what it says of who took it, where and when. */
export interface Picture {
  bytes: Buffer;
  /** As it is shown, which is on its side when the camera was. */
  width: number;
  height: number;
}

/** The bytes are not such a picture, or broken so that nobody can say what they hold. */
export class NotAPicture extends Error {
  override readonly name = 'NotAPicture';
}
