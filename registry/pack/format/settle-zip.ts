import { type Zippable, unzipSync, zipSync } from 'fflate';

/** The first moment that a zip can name: nothing of the day on which it was made stays in it. */
const NO_TIME = new Date(1980, 0, 1);

/** Where an office document says when it was made and changed. */
const PROPERTIES = 'docProps/core.xml';
const MOMENTS = /(<dcterms:(?:created|modified)[^>]*>)[^<]*/g;

/**
 * An office document whose bytes follow from what is in it: made and changed on `date` and at no other time, its parts changed by
 * `mend`, in the order of their names. The list of types stands first, where readers of such files look for it.
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
  const first = (name: string) => (name === '[Content_Types].xml' ? 0 : 1);
  const names = Object.keys(files).toSorted((a, b) => first(a) - first(b) || (a < b ? -1 : 1));
  const parts: Zippable = Object.fromEntries(
    names.map((name) => {
      const text = texts[name];
      const bytes = text === undefined ? files[name]! : new TextEncoder().encode(text);
      return [name, [bytes, { mtime: NO_TIME, level: 6 }]];
    }),
  );
  return zipSync(parts);
}
