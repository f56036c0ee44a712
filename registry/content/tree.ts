/** One content file: its text, or the reason why there is none. */
export type TreeFile = { text: string } | { refused: 'too-large' | 'not-utf8' | 'not-a-file'; size?: number };

/** A registry's content: POSIX paths relative to the content folder, in code point order. */
export type Tree = ReadonlyMap<string, TreeFile>;

/** A record is prose for people; the largest honest one is a tenth of this. */
export const MAX_FILE_BYTES = 256 * 1024;

export function makeTree(files: Record<string, string>): Tree {
  const paths = Object.keys(files).sort();
  return new Map(paths.map((path) => [path, { text: files[path]! }]));
}
