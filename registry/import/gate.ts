import { Unzip, UnzipInflate } from 'fflate';
import { FileRefused } from './file-refused.ts';
import { readRelations } from './relations.ts';

/** Bytes of a file as it comes, of one part unpacked, of all of them together; and how many parts. */
const FILE_LIMITS = { packed: 5_000_000, part: 8_000_000, all: 24_000_000, parts: 400 } as const;

const PART_NAME = /^(?!\/)(?!.*(?:^|\/)\.\.(?:\/|$))[\w[\]./ -]{1,200}$/;
const FOREIGN = /(?:^|\/)(?:vbaProject\.bin|activeX|embeddings)(?:\/|$)|vbaProject/i;
/** The beginning of a document of before 2007, and of one with a password of today. */
const COMPOUND = '\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1';
/** The beginning of the list of parts, at the end of a file: one that was cut short has none. */
const ZIP_END = 'PK\u0005\u0006';
/** What is read: words and tables. Pictures are counted and left. */
const READ = /\.(?:xml|rels)$/i;

/**
 * The texts of a Word document or a workbook, by the names of its parts. Everything that could harm is refused before anybody reads
 * it: sizes are counted while parts are unpacked, since what a file says of its own sizes may be a lie.
 */
export function openParts(bytes: Uint8Array): Map<string, string> {
  if (bytes.length > FILE_LIMITS.packed) throw new FileRefused('too-large');
  const begins = (signature: string) => [...signature].every((sign, at) => bytes[at] === sign.charCodeAt(0));
  if (begins(COMPOUND)) throw new FileRefused('locked-or-old');
  if (!begins('PK\u0003\u0004')) throw new FileRefused('not-a-document');
  if (!Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(ZIP_END, 0, 'latin1')) throw new FileRefused('not-xml');
  const parts = new Map<string, string>();
  let total = 0;
  let count = 0;
  let refused: FileRefused | undefined;
  const unzip = new Unzip((file) => {
    count++;
    if (count > FILE_LIMITS.parts) throw new FileRefused('too-many-parts');
    if (!PART_NAME.test(file.name)) throw new FileRefused('bad-part-name');
    if (FOREIGN.test(file.name)) throw new FileRefused('macro-or-embedded');
    const chunks: Uint8Array[] = [];
    let size = 0;
    file.ondata = (error, chunk, isLast) => {
      if (error) throw (refused ??= new FileRefused('not-a-document'));
      size += chunk.length;
      total += chunk.length;
      // The library hands what is thrown here back to us, as an error of its own.
      if (size > FILE_LIMITS.part || total > FILE_LIMITS.all) throw (refused ??= new FileRefused('inflates-too-large'));
      if (READ.test(file.name)) chunks.push(chunk);
      if (isLast && READ.test(file.name)) parts.set(file.name, decode(chunks, size));
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  try {
    // In pieces: what unpacks to far more than it is gets noticed after a few of them.
    for (let at = 0; at < bytes.length; at += PIECE) unzip.push(bytes.subarray(at, at + PIECE), at + PIECE >= bytes.length);
  } catch (error) {
    throw error instanceof FileRefused ? error : new FileRefused('not-a-document');
  }
  if (!parts.has('[Content_Types].xml')) throw new FileRefused('not-a-document');
  for (const [name, text] of parts) lookInto(name, text);
  return parts;
}

const PIECE = 4096;

function decode(chunks: readonly Uint8Array[], size: number): string {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return new TextDecoder().decode(whole);
}

function lookInto(name: string, text: string): void {
  if (text.slice(0, 4096).includes('<!DOCTYPE') || text.includes('<!ENTITY')) throw new FileRefused('doctype');
  if (name === '[Content_Types].xml' && /macroEnabled|vbaProject/i.test(text)) throw new FileRefused('macro-or-embedded');
  if (name.endsWith('.rels') && readRelations(text).some(({ isExternal, type }) => isExternal && !type.endsWith('/hyperlink')))
    throw new FileRefused('external-part');
}
