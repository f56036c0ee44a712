import { readFile } from 'node:fs/promises';

export interface CachedFile {
  body: Buffer;
  etag: string;
}

export interface FileCache {
  /** The file's bytes and entity tag; undefined when there is no such file. */
  read(path: string, etagOf: (body: Buffer) => string): Promise<CachedFile | undefined>;
}

/** Programs ask for the same cases many times a second; a site that is built in place changes less often. */
const SECONDS = 1;
const MAX_BYTES = 16 * 1024 * 1024;

/**
 * Caches files for a second, up to a number of bytes in all. `versionOf` tells which edition is served: files of another one are
 * dropped at once.
 */
export function openFileCache(versionOf: () => unknown, now = () => performance.now(), maxBytes = MAX_BYTES): FileCache {
  let version: unknown;
  let bytes = 0;
  const files = new Map<string, { until: number; file: Promise<CachedFile | undefined> }>();
  const clear = () => {
    files.clear();
    bytes = 0;
  };
  return {
    async read(path, etagOf) {
      const current = versionOf();
      if (current !== version) clear();
      version = current;
      const known = files.get(path);
      if (known && known.until > now()) return await known.file;
      const file = readFile(path).then(
        (body) => ({ body, etag: etagOf(body) }),
        () => undefined,
      );
      files.set(path, { until: now() + SECONDS * 1000, file });
      bytes += (await file)?.body.length ?? path.length;
      if (bytes > maxBytes) clear();
      return await file;
    },
  };
}
