import { crc32 } from 'node:zlib';
import { readOrientation, writeOrientation } from './orientation.ts';
import { NotAPicture, type Picture } from './picture.ts';

const SIGNATURE = Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1');
/** What a decoder needs (https://www.w3.org/TR/png-3/#11Chunks): pixels, palette, transparency, colours, frames. Texts, times and EXIF do not belong to it. */
const NEEDED = new Set('IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP bKGD pHYs acTL fcTL fdAT'.split(' '));

/** A PNG with the chunks that a decoder needs, and its orientation if it is turned. Throws NotAPicture. */
export function cleanPng(data: Buffer): Picture {
  if (!data.subarray(0, 8).equals(SIGNATURE)) throw new NotAPicture();
  const kept: Buffer[] = [];
  let [orientation, at, hasPixels, isEnded] = [1, 8, false, false];
  while (!isEnded) {
    if (at + 12 > data.length) throw new NotAPicture();
    const end = at + 12 + data.readUInt32BE(at);
    if (end > data.length) throw new NotAPicture();
    const name = data.toString('latin1', at + 4, at + 8);
    if ((at === 8) !== (name === 'IHDR')) throw new NotAPicture();
    if (name === 'eXIf') orientation = readOrientation(data.subarray(at + 8, end - 4));
    if (NEEDED.has(name)) kept.push(data.subarray(at, end));
    hasPixels ||= name === 'IDAT';
    isEnded = name === 'IEND';
    at = end;
  }
  const [width, height] = [data.readUInt32BE(16), data.readUInt32BE(20)];
  if (!hasPixels || width === 0 || height === 0) throw new NotAPicture();
  const [header, ...rest] = kept;
  const turned = orientation === 1 ? [] : [pngChunk('eXIf', writeOrientation(orientation))];
  const bytes = Buffer.concat([SIGNATURE, header!, ...turned, ...rest]);
  return orientation < 5 ? { bytes, width, height } : { bytes, width: height, height: width };
}

/** A chunk of a PNG: its length, name, content and check sum. */
export function pngChunk(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}
