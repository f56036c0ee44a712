import { crc32 } from 'node:zlib';
import { readOrientation, writeOrientation } from './orientation.ts';
import { demand, demandSize, MAX_FRAMES, type Picture } from './picture.ts';

const SIGNATURE = Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1');

const isLong = (length: number) => (content: Buffer) => content.length === length;
const isAtMost = (length: number) => (content: Buffer) => content.length <= length;
const isAny = () => true;
/**
 * The chunks that a decoder needs (https://www.w3.org/TR/png-3/#11Chunks): pixels, palette, transparency, frames. Not texts,
 * times and EXIF.
 */
const NEEDED: Readonly<Record<string, (content: Buffer) => boolean>> = {
  IHDR: (content) => content.length === 13 && isHeader(content),
  PLTE: ({ length }) => length > 0 && length % 3 === 0 && length <= 768,
  tRNS: isAtMost(256),
  acTL: (content) => content.length === 8 && content.readUInt32BE(0) <= MAX_FRAMES,
  fcTL: isLong(26),
  fdAT: ({ length }) => length >= 4,
  IDAT: isAny,
  IEND: isLong(0),
};
/** Colour chunks; a picture is shown without invalid ones. */
const HELPFUL: typeof NEEDED = {
  ...{ cHRM: isLong(32), gAMA: isLong(4), iCCP: isAny, sBIT: isAtMost(4), sRGB: isLong(1), cICP: isLong(4) },
  ...{ bKGD: isAtMost(6), pHYs: isLong(9) },
};
const REPEATED = new Set(['IDAT', 'fcTL', 'fdAT']);
/** Allowed bits per sample for each colour type. */
const DEPTHS = new Map([
  [0, [1, 2, 4, 8, 16]],
  [2, [8, 16]],
  [3, [1, 2, 4, 8]],
  [4, [8, 16]],
  [6, [8, 16]],
]);

const isHeader = (content: Buffer) =>
  !!DEPTHS.get(content[9]!)?.includes(content[8]!) && content[10] === 0 && content[11] === 0 && content[12]! <= 1;

/** Keeps the chunks of a PNG that a decoder needs, and its orientation if it is turned. Throws NotAPicture. */
export function cleanPng(data: Buffer): Picture {
  const kept: Buffer[] = [];
  const seen = new Set<string>();
  let [orientation, frames] = [1, 0];
  for (const { name, content, bytes } of pngChunks(data)) {
    if (name === 'eXIf') orientation = readOrientation(content);
    const isOnce = !seen.has(name) || REPEATED.has(name);
    if (Object.hasOwn(NEEDED, name)) demand(isOnce && NEEDED[name]!(content));
    else if (!(Object.hasOwn(HELPFUL, name) && isOnce && HELPFUL[name]!(content))) continue;
    // Decoders ignore frames without the chunk that announces them.
    if (name === 'fcTL') demand(seen.has('acTL') && ++frames <= MAX_FRAMES);
    if (name === 'fdAT') demand(seen.has('fcTL'));
    seen.add(name);
    kept.push(bytes);
  }
  demand(seen.has('IHDR') && seen.has('IDAT'));
  const [width, height] = [data.readUInt32BE(16), data.readUInt32BE(20)];
  demandSize(width, height);
  const [header, ...rest] = kept;
  const turned = orientation === 1 ? [] : [pngChunk('eXIf', writeOrientation(orientation))];
  const bytes = Buffer.concat([SIGNATURE, header!, ...turned, ...rest]);
  return orientation < 5 ? { bytes, width, height } : { bytes, width: height, height: width };
}

/** The chunks of a PNG from its header to its end. Throws NotAPicture at an incomplete one. */
export function* pngChunks(data: Buffer): Generator<{ name: string; content: Buffer; bytes: Buffer }> {
  demand(data.subarray(0, 8).equals(SIGNATURE));
  for (let at = 8, name = ''; name !== 'IEND';) {
    demand(at + 12 <= data.length);
    const end = at + 12 + data.readUInt32BE(at);
    demand(end <= data.length);
    name = data.toString('latin1', at + 4, at + 8);
    demand((at === 8) === (name === 'IHDR'));
    demand(crc32(data.subarray(at + 4, end - 4)) === data.readUInt32BE(end - 4));
    yield { name, content: data.subarray(at + 8, end - 4), bytes: data.subarray(at, end) };
    at = end;
  }
}

/** A chunk of a PNG: its length, name, content and check sum. */
export function pngChunk(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}
