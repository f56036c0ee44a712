import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Texts that are kept on the disk and read when they are asked for. */
export interface TextStore {
  /** Keeps a text; the function reads it. */
  keep(text: string): () => string;
  close(): void;
}

/**
 * Opens a store of texts that are too many for memory, in a file of its own that goes with the process. What is kept stays until the
 * store is closed.
 */
export function openTextStore(): TextStore {
  const folder = mkdtempSync(join(tmpdir(), 'lo-que-funciona-'));
  const file = openSync(join(folder, 'texts'), 'w+');
  removeQuietly(folder);
  const keep = textStoreIn(file);
  let isClosed = false;
  return {
    keep(text) {
      const read = keep(text);
      return () => {
        // The number of a closed file may be another file's by now.
        if (isClosed) throw new Error('The store of this text is closed.');
        return read();
      };
    },
    close() {
      if (isClosed) return;
      isClosed = true;
      closeSync(file);
      removeQuietly(folder);
    },
  };
}

/** Keeps texts in an open file. */
export function textStoreIn(file: number): TextStore['keep'] {
  let end = 0;
  return (text) => {
    const bytes = Buffer.from(text);
    const start = end;
    try {
      for (let written = 0; written < bytes.length;)
        written += writeSync(file, bytes, written, bytes.length - written, start + written);
    } catch {
      // A full disk: readers would rather have a server that takes more memory.
      return inMemory(text);
    }
    end += bytes.length;
    return readerOf(file, start, bytes.length);
  };
}

// Functions made in one place hold on to the same variables: each of these two is made in its own, or the first would keep all texts
// in memory for the second.

const readerOf = (file: number, start: number, length: number) => (): string => {
  const read = Buffer.allocUnsafe(length);
  for (let at = 0; at < length;) {
    const count = readSync(file, read, at, length - at, start + at);
    if (count === 0) throw new Error('A text that was kept on the disk is not there any more.');
    at += count;
  }
  return read.toString();
};

const inMemory = (text: string) => () => text;

/** An open file goes on to exist without its name; where a system does not have that, the name goes when it is closed. */
function removeQuietly(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // It is removed later, or by whoever tidies the folder for temporary files.
  }
}
