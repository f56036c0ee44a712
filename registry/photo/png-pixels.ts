import { Readable } from 'node:stream';
import { createInflate } from 'node:zlib';
import { MAX_PIXELS } from './picture.ts';
import { pngChunks } from './png.ts';

/** The start and step of the seven passes of an interlaced picture (https://www.w3.org/TR/png-3/#8Interlace): columns, rows. */
const PASSES = [
  [0, 8, 0, 8],
  [4, 8, 0, 8],
  [0, 4, 4, 8],
  [2, 4, 0, 4],
  [0, 2, 2, 4],
  [1, 2, 0, 2],
  [0, 1, 1, 2],
] as const;
const SAMPLES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

interface Frame {
  width: number;
  height: number;
  data: Buffer[];
}

/**
 * Whether the IDAT and fdAT chunks of a PNG accepted by cleanPng hold exactly the pixels of its header, undamaged. Counts the
 * pixels while decompressing and does not keep them: a small file may hold hundreds of megabytes.
 */
export async function hasWholePixels(png: Buffer): Promise<boolean> {
  const header = png.subarray(16, 29);
  const frames = framesOf(png, header);
  // An animation of few bytes could take minutes.
  if (frames.reduce((sum, { width, height }) => sum + width * height, 0) > 4 * MAX_PIXELS) return false;
  for (const frame of frames) if (!(await inflatesTo(frame.data, lengthOf(frame, header)))) return false;
  return true;
}

function framesOf(png: Buffer, header: Buffer): Frame[] {
  const still: Frame = { width: header.readUInt32BE(0), height: header.readUInt32BE(4), data: [] };
  const moving: Frame[] = [];
  for (const { name, content } of pngChunks(png)) {
    if (name === 'IDAT') still.data.push(content);
    if (name === 'fdAT') moving.at(-1)?.data.push(content.subarray(4));
    if (name === 'fcTL') moving.push({ width: content.readUInt32BE(4), height: content.readUInt32BE(8), data: [] });
  }
  // The frame that is also the still picture has no fdAT.
  return [still, ...moving.filter(({ data }) => data.length > 0)];
}

/** Bytes of a picture's rows, each with its filter byte. */
function lengthOf({ width, height }: Frame, header: Buffer): number {
  const bits = header[8]! * SAMPLES[header[9]!]!;
  const rows = (columns: number, count: number) => (columns > 0 ? count * (1 + Math.ceil((columns * bits) / 8)) : 0);
  if (header[12] === 0) return rows(width, height);
  const count = (size: number, first: number, step: number) => Math.max(0, Math.ceil((size - first) / step));
  return PASSES.reduce((sum, [x, stepX, y, stepY]) => sum + rows(count(width, x, stepX), count(height, y, stepY)), 0);
}

async function inflatesTo(parts: readonly Buffer[], length: number): Promise<boolean> {
  const given = parts.reduce((sum, part) => sum + part.length, 0);
  const inflate = createInflate();
  const source = Readable.from(parts.filter((part) => part.length > 0));
  source.pipe(inflate);
  let read = 0;
  try {
    for await (const piece of inflate as AsyncIterable<Buffer>) if ((read += piece.length) > length) return false;
  } catch {
    return false;
  } finally {
    source.destroy();
    inflate.destroy();
  }
  return read === length && inflate.bytesWritten === given;
}
