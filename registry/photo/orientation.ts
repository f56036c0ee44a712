/**
 * EXIF's tag for the orientation of the camera (https://exiftool.org/TagNames/EXIF.html): 1 is upright, 2 to 8 are turned or
 * mirrored.
 */
const ORIENTATION = 0x0112;
const SHORT = 3;

/** The orientation in a block of EXIF data (a TIFF file without pictures); 1 when none can be read. */
export function readOrientation(tiff: Buffer): number {
  const order = tiff.toString('latin1', 0, 2);
  if (tiff.length < 8 || (order !== 'II' && order !== 'MM')) return 1;
  const isLittle = order === 'II';
  const short = (at: number) => (at + 2 > tiff.length ? 0 : isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const start = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  for (let entry = 0; entry < short(start); entry++) {
    const at = start + 2 + entry * 12;
    if (at + 12 > tiff.length) break;
    const value = short(at + 8);
    if (short(at) === ORIENTATION && short(at + 2) === SHORT) return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}

/** EXIF data with the orientation only. */
export function writeOrientation(orientation: number): Buffer {
  const tiff = Buffer.alloc(26);
  tiff.write('MM\0*', 0, 'latin1');
  tiff.writeUInt32BE(8, 4);
  tiff.writeUInt16BE(1, 8);
  tiff.writeUInt16BE(ORIENTATION, 10);
  tiff.writeUInt16BE(SHORT, 12);
  tiff.writeUInt32BE(1, 14);
  tiff.writeUInt16BE(orientation, 18);
  return tiff;
}
