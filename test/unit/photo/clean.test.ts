import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanPicture, isPictureKind, type PictureKind } from '#registry/photo/clean.ts';
import { readOrientation } from '#registry/photo/orientation.ts';
import { NotAPicture } from '#registry/photo/picture.ts';
import { pngChunk } from '#registry/photo/png.ts';
import { PNG } from '../../api/submissions/sample.ts';
import { JPEG, WEBP, withExif, withXmp } from './pictures.ts';

const TOLD = ['GPS-CANARY', 'Canon EOS', 'Ana Pérez', '-34.48', 'xmpmeta', 'a film'];

/** A PNG with chunks after its header. */
const pngWith = (...chunks: Buffer[]) => Buffer.concat([PNG.subarray(0, 33), ...chunks, PNG.subarray(33)]);
const exifIn = (bytes: Buffer, kind: PictureKind) =>
  readOrientation(
    bytes.subarray(
      bytes.indexOf(kind === 'jpg' ? 'Exif\0\0' : kind === 'png' ? 'eXIf' : 'EXIF') +
        (kind === 'jpg' ? 6 : kind === 'png' ? 4 : 8),
    ),
  );

const pictures: [string, PictureKind, Buffer][] = [
  ['a JPEG', 'jpg', Buffer.concat([withExif(JPEG, 6), Buffer.from('a film')])],
  ['a JPEG with XMP and a comment', 'jpg', withXmp(withExif(JPEG, 6))],
  [
    'a PNG',
    'png',
    pngWith(
      pngChunk('eXIf', withExif.block(6)),
      pngChunk('tEXt', Buffer.from('Author\0Ana Pérez')),
      pngChunk('iTXt', Buffer.from('XML:com.adobe.xmp\0xmpmeta')),
    ),
  ],
  ['a WebP', 'webp', WEBP.extended(withExif.block(6), Buffer.from('<x:xmpmeta>-34.48</x:xmpmeta>'))],
];

describe('a picture loses what it says of people', () => {
  test.each(pictures)('%s, and is still the right way up', (_name, kind, data) => {
    expect(TOLD.some((word) => data.includes(word))).toBe(true);
    const { bytes } = cleanPicture(data, kind);
    for (const word of TOLD) expect(bytes.includes(word), word).toBe(false);
    expect(exifIn(bytes, kind)).toBe(6);
    expect(cleanPicture(bytes, kind).bytes.equals(bytes)).toBe(true);
  });

  test('and a JPEG on its side is as wide as it is shown', () => {
    const upright = cleanPicture(JPEG, 'jpg');
    const turned = cleanPicture(withExif(JPEG, 6), 'jpg');
    expect([turned.width, turned.height]).toEqual([upright.height, upright.width]);
    expect(upright.bytes.includes('Exif')).toBe(false);
  });

  test('and its pixels and colours stay byte for byte', () => {
    const scan = JPEG.subarray(JPEG.indexOf(Buffer.from([0xff, 0xda])));
    expect(cleanPicture(withXmp(withExif(JPEG, 1)), 'jpg').bytes.includes(scan)).toBe(true);
    expect(cleanPicture(PNG, 'png')).toMatchObject({ width: 1, height: 1, bytes: PNG });
    expect(cleanPicture(WEBP.simple, 'webp')).toMatchObject({ width: 1, height: 1, bytes: WEBP.simple });
  });
});

describe('what is no picture', () => {
  test.each(pictures)('%s that breaks off is refused', (_name, kind, data) => {
    for (const part of [0, 1, 2, 8, 12, 20, 30])
      expect(() => cleanPicture(data.subarray(0, part), kind), String(part)).toThrow(NotAPicture);
  });

  test('whatever the bytes, it is cleaned or refused, and never takes long', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...pictures),
        fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { maxLength: 12 }),
        ([, kind, data], changes) => {
          const broken = Buffer.from(data);
          for (const [at, byte] of changes) broken[at % broken.length] = byte;
          try {
            const { bytes } = cleanPicture(broken, kind);
            expect(bytes.length).toBeLessThan(broken.length + 100);
          } catch (error) {
            expect(error).toBeInstanceOf(NotAPicture);
          }
        },
      ),
      { numRuns: 3000 },
    );
  });

  test.each(['svg', 'html', 'pdf', 'gif', 'constructor'])('%s is no kind of picture', (kind) =>
    expect(isPictureKind(kind)).toBe(false),
  );
});
