import { readOrientation, writeOrientation } from './orientation.ts';
import { NotAPicture, type Picture } from './picture.ts';

const [SOI, EOI, SOS, APP0, APP1, APP15, COMMENT] = [0xd8, 0xd9, 0xda, 0xe0, 0xe1, 0xef, 0xfe];
/** Start of a frame, which has the size; the others of that range are tables. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
const isBare = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);

/**
 * A JPEG with the parts that a decoder needs: tables, frames, scans, colour profile and Adobe's colour mark. Everything else
 * goes: EXIF but for the orientation, XMP, IPTC, comments, thumbnails, and what follows the picture (second pictures, films).
 * Throws NotAPicture.
 */
export function cleanJpeg(data: Buffer): Picture {
  if (data.readUInt16BE(0) !== 0xff00 + SOI) throw new NotAPicture();
  const kept: Buffer[] = [];
  let [orientation, width, height, at, hasScan] = [1, 0, 0, 2, false];
  for (;;) {
    while (data[at] === 0xff && data[at + 1] === 0xff) at++;
    const marker = data[at + 1];
    // A picture whose end is missing is shown as far as it goes.
    if (marker === EOI || (marker === undefined && hasScan)) break;
    if (data[at] !== 0xff || marker === undefined || marker === SOI || at + 4 > data.length) throw new NotAPicture();
    if (isBare(marker)) {
      at += 2;
      continue;
    }
    const end = at + 2 + data.readUInt16BE(at + 2);
    if (end < at + 4 || end > data.length) throw new NotAPicture();
    const content = data.subarray(at + 4, end);
    if (marker === APP1 && content.toString('latin1', 0, 6) === 'Exif\0\0') orientation = readOrientation(content.subarray(6));
    if (isFrame(marker) && content.length >= 5) [height, width] = [content.readUInt16BE(1), content.readUInt16BE(3)];
    const scanEnd = marker === SOS ? endOfScan(data, end) : end;
    // The same without its thumbnail.
    if (marker === APP0 && content.toString('latin1', 0, 5) === 'JFIF\0')
      kept.unshift(jpegSegment(APP0, Buffer.concat([content.subarray(0, 12), Buffer.alloc(2)])));
    if (isNeeded(marker, content)) kept.push(data.subarray(at, scanEnd));
    hasScan ||= marker === SOS;
    at = scanEnd;
  }
  if (width === 0 || height === 0 || !hasScan) throw new NotAPicture();
  const turned =
    orientation === 1
      ? []
      : [jpegSegment(APP1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), writeOrientation(orientation)]))];
  const bytes = Buffer.concat([Buffer.from([0xff, SOI]), ...turned, ...kept, Buffer.from([0xff, EOI])]);
  return orientation < 5 ? { bytes, width, height } : { bytes, width: height, height: width };
}

function isNeeded(marker: number, content: Buffer): boolean {
  if (marker === COMMENT) return false;
  if (marker < APP0 || marker > APP15) return true;
  const begins = (name: string) => content.toString('latin1', 0, name.length) === name;
  return (marker === APP0 + 2 && begins('ICC_PROFILE\0')) || (marker === APP0 + 14 && begins('Adobe'));
}

/** Where the coded data of a scan ends: at the next marker that is not part of it. */
function endOfScan(data: Buffer, from: number): number {
  for (let at = data.indexOf(0xff, from); at >= 0 && at + 1 < data.length; at = data.indexOf(0xff, at + 1)) {
    const next = data[at + 1]!;
    if (next !== 0x00 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return data.length;
}

/** A segment of a JPEG: its marker, length and content. */
export function jpegSegment(marker: number, content: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
}
