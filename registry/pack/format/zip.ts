import { crc32, deflateRawSync } from 'node:zlib';

/** Names are in UTF-8; the first moment that a zip can name, 1980-01-01: nothing of the day on which it was made stays in it. */
const [UTF8, NO_TIME, NO_DATE] = [0x800, 0, 0x21];
const [STORED, DEFLATED, VERSION] = [0, 8, 20];

/** A zip of some files in their order. Those that are packed already are put in as they are. */
export function zipOf(files: readonly { name: string; bytes: Uint8Array; isPacked: boolean }[]): Uint8Array {
  const written: Buffer[] = [];
  const list: Buffer[] = [];
  let at = 0;
  for (const { name, bytes, isPacked } of files) {
    const packed = isPacked ? bytes : deflateRawSync(bytes);
    const label = Buffer.from(name);
    const about = numbers(
      ...([
        [2, VERSION],
        [2, UTF8],
        [2, isPacked ? STORED : DEFLATED],
        [2, NO_TIME],
        [2, NO_DATE],
      ] as const),
      ...([
        [4, crc32(bytes)],
        [4, packed.length],
        [4, bytes.length],
        [2, label.length],
        [2, 0],
      ] as const),
    );
    const file = [numbers([4, 0x04034b50]), about, label, Buffer.from(packed)];
    // In the list each file has no note, is on the first disk, has no attributes, and begins where it was put.
    list.push(numbers([4, 0x02014b50], [2, VERSION]), about, numbers([2, 0], [2, 0], [2, 0], [4, 0], [4, at]), label);
    written.push(...file);
    at += file.reduce((sum, { length }) => sum + length, 0);
  }
  const size = list.reduce((sum, { length }) => sum + length, 0);
  const count = files.length;
  const end = numbers([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, size], [4, at], [2, 0]);
  return Buffer.concat([...written, ...list, end]);
}

/** Numbers of so many bytes each, the lowest byte first. */
function numbers(...all: readonly (readonly [size: number, value: number])[]): Buffer {
  const bytes = Buffer.alloc(all.reduce((sum, [size]) => sum + size, 0));
  let at = 0;
  for (const [size, value] of all) at = bytes.writeUIntLE(value, at, size);
  return bytes;
}
