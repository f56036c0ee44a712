import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanPicture, type PictureKind } from '#registry/photo/clean.ts';
import { jpegSegment } from '#registry/photo/jpeg.ts';
import { NotAPicture, TooManyPixels } from '#registry/photo/picture.ts';
import { hasWholePixels } from '#registry/photo/png-pixels.ts';
import { pngChunk } from '#registry/photo/png.ts';
import { riffChunk } from '#registry/photo/webp.ts';
import { PNG } from '../../api/submissions/sample.ts';
import { JPEG, pngOf, WEBP } from './pictures.ts';

const CANARY = 'GPS-CANARY -34.48';
const said = Buffer.from(CANARY);

const afterHead = (...segments: Buffer[]) => Buffer.concat([JPEG.subarray(0, 2), ...segments, JPEG.subarray(2)]);
const jpegOf = (width: number, height: number) => {
  const bytes = Buffer.from(JPEG);
  const frame = bytes.indexOf(Buffer.from([0xff, 0xc2]));
  bytes.writeUInt16BE(height, frame + 5);
  bytes.writeUInt16BE(width, frame + 7);
  return bytes;
};

const VP8L = WEBP.simple.subarray(20, 20 + WEBP.simple.readUInt32LE(16));
const webpOf = (...chunks: Buffer[]) => riffChunk('RIFF', Buffer.concat([Buffer.from('WEBP'), ...chunks]));
const canvas = (width: number, height: number) => {
  const content = Buffer.alloc(10);
  content[0] = 0x02;
  content.writeUIntLE(width - 1, 4, 3);
  content.writeUIntLE(height - 1, 7, 3);
  return riffChunk('VP8X', content);
};
const frameOf = (...chunks: Buffer[]) => riffChunk('ANMF', Buffer.concat([Buffer.alloc(16), ...chunks]));
const ANIM = riffChunk('ANIM', Buffer.alloc(6));
const losslessOf = (width: number, height: number) => {
  const content = Buffer.from(VP8L);
  content.writeUInt32LE((width - 1) | ((height - 1) << 14), 1);
  return riffChunk('VP8L', content);
};

describe('words do not hide in what a decoder skips', () => {
  const markers = Array.from({ length: 0xfe - 0xc0 + 1 }, (_, at) => 0xc0 + at).filter(
    (marker) => marker < 0xd0 || marker > 0xda,
  );

  test.each(markers)('of a JPEG: a segment %i is left out or refused', (marker) => {
    let bytes: Buffer;
    try {
      ({ bytes } = cleanPicture(afterHead(jpegSegment(marker, said)), 'jpg'));
    } catch (error) {
      return expect(error).toBeInstanceOf(NotAPicture);
    }
    expect(bytes.includes(CANARY)).toBe(false);
  });

  test.each([
    ['behind a table', jpegSegment(0xdb, Buffer.concat([Buffer.alloc(65), said]))],
    ['behind a restart interval', jpegSegment(0xdd, Buffer.concat([Buffer.alloc(2), said]))],
  ])('of a JPEG: %s', (_where, segment) => expect(() => cleanPicture(afterHead(segment), 'jpg')).toThrow(NotAPicture));

  test('of a JPEG: behind the marks of JFIF and Adobe', () => {
    const jfif = jpegSegment(0xe0, Buffer.concat([Buffer.from('JFIF\0'), Buffer.alloc(9), said]));
    const adobe = jpegSegment(0xee, Buffer.concat([Buffer.from('Adobe'), Buffer.alloc(7), said]));
    const { bytes } = cleanPicture(afterHead(jfif, adobe), 'jpg');
    expect(bytes.includes(CANARY)).toBe(false);
    expect(bytes.includes('Adobe')).toBe(true);
  });

  test.each(['cHRM', 'gAMA', 'sBIT', 'sRGB', 'cICP', 'bKGD', 'pHYs', 'tEXt', 'zzZz'])('of a PNG: %s', (name) => {
    const { bytes } = cleanPicture(pngOf(1, 1, undefined, { chunks: [pngChunk(name, said)] }), 'png');
    expect(bytes.equals(pngOf(1, 1))).toBe(true);
  });

  test.each(['fcTL', 'fdAT'])('of a PNG: %s that belongs to no moving picture', (name) => {
    const chunk = pngChunk(name, Buffer.concat([said, Buffer.alloc(26)]).subarray(0, 26));
    expect(() => cleanPicture(pngOf(1, 1, undefined, { chunks: [chunk] }), 'png')).toThrow(NotAPicture);
  });

  test('of a WebP: in a frame', () => {
    const frame = frameOf(riffChunk('EXIF', said), losslessOf(1, 1), riffChunk('XMP ', said), riffChunk('TEXT', said));
    const { bytes } = cleanPicture(webpOf(canvas(1, 1), ANIM, frame), 'webp');
    expect(bytes.equals(webpOf(canvas(1, 1), ANIM, frameOf(losslessOf(1, 1))))).toBe(true);
  });
});

describe('a picture that would fill the memory of whoever opens it', () => {
  test.each<[string, PictureKind, Buffer]>([
    ['a PNG', 'png', pngOf(2_147_483_647, 2_147_483_647, Buffer.alloc(1))],
    ['a PNG with a long side', 'png', pngOf(20_001, 1)],
    ['a PNG of 40 million pixels and some', 'png', pngOf(8_000, 5_001, Buffer.alloc(1))],
    ['a JPEG', 'jpg', jpegOf(65_535, 65_535)],
    ['a WebP', 'webp', webpOf(losslessOf(16_384, 16_384))],
    ['a WebP with a small canvas', 'webp', webpOf(canvas(1, 1), losslessOf(16_384, 16_384))],
    ['a WebP with a large canvas', 'webp', webpOf(canvas(16_000_000, 16_000_000), losslessOf(1, 1))],
    ['a frame of a WebP', 'webp', webpOf(canvas(1, 1), ANIM, frameOf(losslessOf(16_384, 16_384)))],
  ])('is refused: %s', (_name, kind, data) => expect(() => cleanPicture(data, kind)).toThrow(TooManyPixels));

  test('is not what a telephone takes', () => {
    expect(cleanPicture(jpegOf(7_300, 5_400), 'jpg')).toMatchObject({ width: 7_300, height: 5_400 });
  });

  test('is refused for its frames', () => {
    const control = Buffer.alloc(8);
    control.writeUInt32BE(10_000);
    expect(() => cleanPicture(pngOf(1, 1, undefined, { chunks: [pngChunk('acTL', control)] }), 'png')).toThrow(NotAPicture);
    const few = pngChunk('acTL', Buffer.alloc(8));
    const withFrames = (count: number) =>
      pngOf(1, 1, undefined, { chunks: [few, ...Array.from({ length: count }, () => pngChunk('fcTL', Buffer.alloc(26)))] });
    expect(() => cleanPicture(withFrames(201), 'png')).toThrow(NotAPicture);
    expect(cleanPicture(withFrames(200), 'png').bytes.equals(withFrames(200))).toBe(true);
    const moving = (count: number) =>
      webpOf(canvas(1, 1), ANIM, ...Array.from({ length: count }, () => frameOf(losslessOf(1, 1))));
    expect(() => cleanPicture(moving(201), 'webp')).toThrow(NotAPicture);
    expect(cleanPicture(moving(200), 'webp').bytes.equals(moving(200))).toBe(true);
  });
});

describe('a broken PNG', () => {
  test('is told by the check sum of any chunk', () => {
    fc.assert(
      fc.property(fc.nat(PNG.length - 9), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const broken = Buffer.from(PNG);
        broken[at + 8]! ^= change;
        expect(() => cleanPicture(broken, 'png')).toThrow(NotAPicture);
      }),
    );
  });

  test.each([
    ['a palette that ends within a colour', pngChunk('PLTE', Buffer.alloc(4))],
    ['a palette of 257 colours', pngChunk('PLTE', Buffer.alloc(771))],
    ['more transparencies than colours there may be', pngChunk('tRNS', Buffer.alloc(257))],
  ])('is one with %s', (_what, chunk) =>
    expect(() => cleanPicture(pngOf(1, 1, undefined, { chunks: [chunk] }), 'png')).toThrow(NotAPicture),
  );

  const rows = (count: number) => deflateSync(Buffer.alloc(count));
  test.each([
    ['its pixels', 3, 2, rows(8), true],
    ['a pixel too few', 3, 2, rows(7), false],
    ['a pixel too many', 3, 2, rows(9), false],
    ['no compressed data', 3, 2, Buffer.from('not zlib'), false],
    ['a text behind its pixels', 3, 2, Buffer.concat([rows(8), said]), false],
    ['pixels that break off', 3, 2, rows(8).subarray(0, -5), false],
    ['a thousand times its pixels', 3, 2, rows(8_000_000), false],
  ])('or has %s', async (_what, width, height, pixels, isWhole) => {
    expect(await hasWholePixels(pngOf(width, height, pixels))).toBe(isWhole);
  });

  test('is not one whose rows come in seven passes', async () => {
    // Of 3 by 2 pixels, passes 1, 4 and 6 have one each and the last pass three; each row has a filter byte.
    const interlaced = (count: number) => pngOf(3, 2, rows(count), { interlaced: true });
    expect(await hasWholePixels(interlaced(2 + 2 + 2 + 4))).toBe(true);
    expect(await hasWholePixels(interlaced(8))).toBe(false);
  });

  test('is one whose frames are not whole', async () => {
    const frame = (data: Buffer) => {
      const control = Buffer.alloc(26);
      control.writeUInt32BE(1, 4);
      control.writeUInt32BE(1, 8);
      return [pngChunk('fcTL', control), pngChunk('fdAT', Buffer.concat([Buffer.alloc(4), data]))];
    };
    expect(await hasWholePixels(pngOf(1, 1, undefined, { chunks: frame(rows(2)) }))).toBe(true);
    expect(await hasWholePixels(pngOf(1, 1, undefined, { chunks: frame(said) }))).toBe(false);
  });
});
