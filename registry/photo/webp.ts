import { readOrientation, writeOrientation } from './orientation.ts';
import { demand, demandSize, MAX_FRAMES, type Picture } from './picture.ts';

interface Chunk {
  name: string;
  content: Buffer;
}

/** https://developers.google.com/speed/webp/docs/riff_container */
const NEEDED = new Set(['VP8X', 'ICCP', 'ANIM', 'ANMF', 'ALPH', 'VP8 ', 'VP8L']);
const [EXIF_FLAG, XMP_FLAG] = [0x08, 0x04];
/** Length of a frame's position, size and duration, before its picture's chunks. */
const FRAME_HEAD = 16;

/** Keeps the pixels, frames and colour profile of a WebP, and its orientation if it is turned. Throws NotAPicture. */
export function cleanWebp(data: Buffer): Picture {
  demand(data.toString('latin1', 0, 4) === 'RIFF' && data.toString('latin1', 8, 12) === 'WEBP');
  const chunks = readChunks(data.subarray(12, data.readUInt32LE(4) + 8));
  const exif = chunks.findLast(({ name }) => name === 'EXIF')?.content;
  let orientation = exif ? readOrientation(exif.toString('latin1', 0, 6) === 'Exif\0\0' ? exif.subarray(6) : exif) : 1;
  const kept = chunks.filter(({ name }) => NEEDED.has(name)).map(cleanChunk);
  for (const name of NEEDED) demand(kept.filter((chunk) => chunk.name === name).length <= (name === 'ANMF' ? MAX_FRAMES : 1));
  const extended = kept.find(({ name }) => name === 'VP8X');
  // Only the extended format can hold an orientation.
  if (!extended) orientation = 1;
  else {
    const flags = Buffer.from(extended.content);
    flags[0] = (flags[0]! & ~(EXIF_FLAG | XMP_FLAG)) | (orientation === 1 ? 0 : EXIF_FLAG);
    extended.content = flags;
  }
  const { width, height } = sizeOf(kept);
  if (orientation !== 1) kept.push({ name: 'EXIF', content: writeOrientation(orientation) });
  const body = Buffer.concat([Buffer.from('WEBP', 'latin1'), ...kept.map(toBytes)]);
  return { bytes: riffChunk('RIFF', body), width, height };
}

function readChunks(data: Buffer): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = 0; at + 8 <= data.length;) {
    const size = data.readUInt32LE(at + 4);
    const content = data.subarray(at + 8, at + 8 + size);
    demand(content.length === size);
    chunks.push({ name: data.toString('latin1', at, at + 4), content });
    at += 8 + size + (size % 2);
  }
  return chunks;
}

/** A chunk without the parts that decoders ignore: a frame is a small file itself. Throws NotAPicture. */
function cleanChunk({ name, content }: Chunk): Chunk {
  if (name === 'VP8 ' || name === 'VP8L') {
    const { width, height } = pixelsOf({ name, content });
    demandSize(width, height);
  }
  if (name === 'VP8X') demand(content.length === 10);
  if (name === 'ANIM') demand(content.length === 6);
  if (name !== 'ANMF') return { name, content };
  demand(content.length > FRAME_HEAD);
  const inner = readChunks(content.subarray(FRAME_HEAD)).filter((chunk) => ['ALPH', 'VP8 ', 'VP8L'].includes(chunk.name));
  demand(inner.length <= 2 && inner.some((chunk) => chunk.name !== 'ALPH'));
  return { name, content: Buffer.concat([content.subarray(0, FRAME_HEAD), ...inner.map(cleanChunk).map(toBytes)]) };
}

function sizeOf(chunks: readonly Chunk[]): { width: number; height: number } {
  const first = chunks[0];
  demand(first !== undefined && chunks.some((chunk) => ['VP8 ', 'VP8L', 'ANMF'].includes(chunk.name)));
  if (first.name !== 'VP8X') return pixelsOf(first);
  const size = { width: first.content.readUIntLE(4, 3) + 1, height: first.content.readUIntLE(7, 3) + 1 };
  demandSize(size.width, size.height);
  return size;
}

function pixelsOf({ name, content }: Chunk): { width: number; height: number } {
  if (name === 'VP8 ') {
    demand(content.toString('latin1', 3, 6) === '\u009d\u0001*');
    return { width: content.readUInt16LE(6) & 0x3fff, height: content.readUInt16LE(8) & 0x3fff };
  }
  demand(name === 'VP8L' && content[0] === 0x2f);
  const bits = content.readUInt32LE(1);
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}

const toBytes = ({ name, content }: Chunk): Buffer => riffChunk(name, content);

/** A chunk of a RIFF file: name, length and content, padded to an even number of bytes. */
export function riffChunk(name: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(name, 0, 'latin1');
  head.writeUInt32LE(content.length, 4);
  return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
}
