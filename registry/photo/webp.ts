import { readOrientation, writeOrientation } from './orientation.ts';
import { NotAPicture, type Picture } from './picture.ts';

/** https://developers.google.com/speed/webp/docs/riff_container */
const NEEDED = new Set(['VP8X', 'ICCP', 'ANIM', 'ANMF', 'ALPH', 'VP8 ', 'VP8L']);
const [EXIF_FLAG, XMP_FLAG] = [0x08, 0x04];

/** A WebP with its pixels, frames and colour profile, and its orientation if it is turned. Throws NotAPicture. */
export function cleanWebp(data: Buffer): Picture {
  if (data.toString('latin1', 0, 4) !== 'RIFF' || data.toString('latin1', 8, 12) !== 'WEBP') throw new NotAPicture();
  const kept: { name: string; content: Buffer }[] = [];
  let orientation = 1;
  const length = Math.min(data.length, data.readUInt32LE(4) + 8);
  for (let at = 12; at + 8 <= length;) {
    const name = data.toString('latin1', at, at + 4);
    const size = data.readUInt32LE(at + 4);
    const content = data.subarray(at + 8, at + 8 + size);
    if (content.length < size) throw new NotAPicture();
    if (name === 'EXIF')
      orientation = readOrientation(content.toString('latin1', 0, 6) === 'Exif\0\0' ? content.subarray(6) : content);
    if (NEEDED.has(name)) kept.push({ name, content });
    at += 8 + size + (size % 2);
  }
  const extended = kept.find(({ name }) => name === 'VP8X');
  // Only the extended form has a place for an orientation.
  if (!extended) orientation = 1;
  else {
    const flags = Buffer.from(extended.content);
    flags[0] = (flags[0]! & ~(EXIF_FLAG | XMP_FLAG)) | (orientation === 1 ? 0 : EXIF_FLAG);
    extended.content = flags;
  }
  const { width, height } = sizeOf(kept);
  if (orientation !== 1) kept.push({ name: 'EXIF', content: writeOrientation(orientation) });
  const body = Buffer.concat([Buffer.from('WEBP', 'latin1'), ...kept.map(({ name, content }) => riffChunk(name, content))]);
  return { bytes: riffChunk('RIFF', body), width, height };
}

function sizeOf(chunks: readonly { name: string; content: Buffer }[]): { width: number; height: number } {
  const { name, content } = chunks[0] ?? { name: '', content: Buffer.alloc(0) };
  const hasPixels = chunks.some((chunk) => ['VP8 ', 'VP8L', 'ANMF'].includes(chunk.name));
  if (!hasPixels) throw new NotAPicture();
  if (name === 'VP8X') return { width: content.readUIntLE(4, 3) + 1, height: content.readUIntLE(7, 3) + 1 };
  if (name === 'VP8 ') return { width: content.readUInt16LE(6) & 0x3fff, height: content.readUInt16LE(8) & 0x3fff };
  if (name !== 'VP8L') throw new NotAPicture();
  const bits = content.readUInt32LE(1);
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}

/** A chunk of a RIFF file: its name, length and content, to an even number of bytes. */
export function riffChunk(name: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(name, 0, 'latin1');
  head.writeUInt32LE(content.length, 4);
  return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
}
