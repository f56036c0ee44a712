import { isSound, SOS } from './jpeg-segment.ts';
import { readOrientation, writeOrientation } from './orientation.ts';
import { demand, demandSize, type Picture } from './picture.ts';

const [SOI, EOI, APP0, APP1, APP2, APP14, DNL] = [0xd8, 0xd9, 0xe0, 0xe1, 0xe2, 0xee, 0xdc];
/** Start of a frame, with the size; the other markers of that range are tables. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
const isBare = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);
/** Huffman, arithmetic and quantisation tables, scans, number of lines, restart interval (ITU-T T.81, table B.1). */
const isDecoders = (marker: number) => isFrame(marker) || [0xc4, 0xcc, 0xdb, SOS, DNL, 0xdd].includes(marker);
/** A progressive picture has some ten scans; each covers all pixels. */
const MAX_SCANS = 100;

/**
 * Keeps the parts of a JPEG that a decoder needs: tables, frames, scans, colour profile and Adobe's colour mark. Removes
 * everything else: EXIF but for the orientation, XMP, IPTC, comments, thumbnails, and data after the picture (second pictures,
 * films). Throws NotAPicture.
 */
export function cleanJpeg(data: Buffer): Picture {
  demand(data.readUInt16BE(0) === 0xff00 + SOI);
  const kept: Buffer[] = [];
  let [orientation, width, height, at, scans] = [1, 0, 0, 2, 0];
  let [hasFrame, hasJfif] = [false, false];
  for (;;) {
    while (data[at] === 0xff && data[at + 1] === 0xff) at++;
    const marker = data[at + 1];
    // Decoders show a truncated picture as far as it goes.
    if (marker === EOI || (marker === undefined && scans > 0)) break;
    demand(data[at] === 0xff && marker !== undefined && marker !== SOI && at + 4 <= data.length);
    if (isBare(marker)) {
      at += 2;
      continue;
    }
    const end = at + 2 + data.readUInt16BE(at + 2);
    demand(end >= at + 4 && end <= data.length);
    const content = data.subarray(at + 4, end);
    const begins = (name: string) => content.toString('latin1', 0, name.length) === name;
    if (marker === APP1 && begins('Exif\0\0')) orientation = readOrientation(content.subarray(6));
    if (isFrame(marker)) {
      demand(!hasFrame && content.length >= 6);
      [hasFrame, height, width] = [true, content.readUInt16BE(1), content.readUInt16BE(3)];
    }
    if (marker === DNL && height === 0) height = content.readUInt16BE(0);
    if (marker === SOS) demand(++scans <= MAX_SCANS);
    const scanEnd = marker === SOS ? endOfScan(data, end) : end;
    if (isDecoders(marker)) {
      demand(isSound(marker, content));
      kept.push(data.subarray(at, scanEnd));
    } else if (marker === APP0 && begins('JFIF\0') && content.length >= 12 && !hasJfif) {
      hasJfif = true;
      // The segment without its thumbnail.
      kept.unshift(jpegSegment(APP0, Buffer.concat([content.subarray(0, 12), Buffer.alloc(2)])));
    } else if (marker === APP2 && begins('ICC_PROFILE\0')) kept.push(data.subarray(at, end));
    else if (marker === APP14 && begins('Adobe') && content.length >= 12) kept.push(jpegSegment(APP14, content.subarray(0, 12)));
    at = scanEnd;
  }
  demand(scans > 0);
  demandSize(width, height);
  const turned =
    orientation === 1
      ? []
      : [jpegSegment(APP1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), writeOrientation(orientation)]))];
  const bytes = Buffer.concat([Buffer.from([0xff, SOI]), ...turned, ...kept, Buffer.from([0xff, EOI])]);
  return orientation < 5 ? { bytes, width, height } : { bytes, width: height, height: width };
}

/** The end of a scan's coded data: the next marker that is not part of it. */
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
