import { deflateSync } from 'node:zlib';
import { jpegSegment } from '#registry/photo/jpeg.ts';
import { pngChunk } from '#registry/photo/png.ts';
import { riffChunk } from '#registry/photo/webp.ts';

/** A grey JPEG, two pixels high and one wide. */
export const JPEG = Buffer.from(
  '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgALCAACAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxD/2Q==',
  'base64',
);

/** A phone's EXIF: orientation, camera, author and place. */
function block(orientation: number): Buffer {
  const text = Buffer.from('Canon EOS\0Ana Pérez\0GPS-CANARY -34.48 -54.33\0');
  const entry = (tag: number, type: number, count: number, value: number) => {
    const bytes = Buffer.alloc(12);
    bytes.writeUInt16LE(tag, 0);
    bytes.writeUInt16LE(type, 2);
    bytes.writeUInt32LE(count, 4);
    bytes.writeUInt32LE(value, 8);
    return bytes;
  };
  const entries = [entry(0x010f, 2, text.length, 50), entry(0x0112, 3, 1, orientation), entry(0x8825, 4, 1, 50)];
  const head = Buffer.from('II*\0\u0008\0\0\0', 'latin1');
  return Buffer.concat([head, Buffer.from([entries.length, 0]), ...entries, Buffer.alloc(4), text]);
}

const after = (jpeg: Buffer, ...segments: Buffer[]) => Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)]);

/** A JPEG with EXIF: orientation, camera, author and GPS. */
export const withExif = Object.assign(
  (jpeg: Buffer, orientation: number) =>
    after(jpeg, jpegSegment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), block(orientation)]))),
  { block },
);

/** A JPEG with XMP and a comment. */
export const withXmp = (jpeg: Buffer) =>
  after(
    jpeg,
    jpegSegment(0xe1, Buffer.from('http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>-34.48</x:xmpmeta>')),
    jpegSegment(0xfe, Buffer.from('taken by Ana Pérez')),
  );

const simple = Buffer.from('UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==', 'base64');

/** One pixel in WebP; the extended form has EXIF and XMP. */
export const WEBP = {
  simple,
  extended(exif: Buffer, xmp: Buffer): Buffer {
    const chunks = [
      riffChunk('VP8X', Buffer.from([0x0c, 0, 0, 0, 0, 0, 0, 0, 0, 0])),
      simple.subarray(12),
      riffChunk('EXIF', exif),
      riffChunk('XMP ', xmp),
    ];
    const body = Buffer.concat([Buffer.from('WEBP'), ...chunks]);
    return riffChunk('RIFF', body);
  },
};

/** A grey PNG of the given size, with `pixels` in its IDAT, or the right number of black ones. */
export function pngOf(
  width: number,
  height: number,
  pixels?: Buffer,
  { interlaced = false, chunks = [] as Buffer[] } = {},
): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  header[12] = Number(interlaced);
  const data = pixels ?? deflateSync(Buffer.alloc(height * (width + 1)));
  const parts = [pngChunk('IHDR', header), ...chunks, pngChunk('IDAT', data), pngChunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1'), ...parts]);
}
