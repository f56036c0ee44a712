import { type Zippable, unzipSync, zipSync } from 'fflate';

/** The first moment that a zip can name: nothing of the day on which it was made stays in it. */
const NO_TIME = new Date(1980, 0, 1);

/** Where an office document says when it was made and changed. */
const PROPERTIES = 'docProps/core.xml';
const MOMENTS = /(<dcterms:(?:created|modified)[^>]*>)[^<]*/g;

/**
 * An office document that a library made, with bytes that follow from what is in it: made and changed on `date` and at no other time,
 * its parts changed by `mend`.
 */
export function settleZip(
  zipped: Uint8Array,
  date: string,
  mend: (parts: Record<string, string>) => void = () => undefined,
): Uint8Array {
  const files = unzipSync(zipped);
  const texts: Record<string, string> = {};
  for (const [name, bytes] of Object.entries(files))
    if (/\.(?:xml|rels)$/.test(name)) texts[name] = new TextDecoder().decode(bytes);
  const properties = texts[PROPERTIES];
  if (properties !== undefined) texts[PROPERTIES] = properties.replaceAll(MOMENTS, `$1${date}T00:00:00Z`);
  mend(texts);
  return zipParts({ ...files, ...texts });
}

/** Pictures are packed already. */
const levelOf = (name: string) => (name.endsWith('.png') ? 0 : 6);

/**
 * The parts of an office document as its bytes: without times, in the order of their names. The list of types stands first, where
 * readers of such files look for it.
 */
export function zipParts(parts: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  const first = (name: string) => (name === '[Content_Types].xml' ? 0 : 1);
  const names = Object.keys(parts).toSorted((a, b) => first(a) - first(b) || (a < b ? -1 : 1));
  const files: Zippable = Object.fromEntries(
    names.map((name) => {
      const part = parts[name]!;
      return [name, [typeof part === 'string' ? new TextEncoder().encode(part) : part, { mtime: NO_TIME, level: levelOf(name) }]];
    }),
  );
  return zipSync(files);
}
