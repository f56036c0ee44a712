import { findUnfitIn } from '../../content/read-file.ts';
import type { RecordRule } from '../record.ts';
import { nodesOf, placeInBody, textsOf } from '../text.ts';

/** The properties of a node in which Markdown decodes character references. */
const PARTS = ['value', 'url', 'title', 'alt', 'label', 'lang', 'meta'] as const;

/**
 * Hidden characters written as references: a file with `&#x202E;` looks harmless, but its page obeys U+202E. Literal hidden
 * characters are found when the file is read.
 */
export const checkHiddenCharacters: RecordRule = (record) =>
  textsOf(record).flatMap((text) =>
    nodesOf(text, 'text', 'link', 'linkReference', 'image', 'imageReference', 'definition', 'code').flatMap((node) => {
      const parts = PARTS.flatMap((part) => (node as Partial<Record<(typeof PARTS)[number], string | null>>)[part] ?? []);
      const start = node.position!.start.offset!;
      const reference = text.body.slice(start, node.position!.end.offset).search(/&[#\w]/);
      return findUnfitIn(parts.join('\n'), () => placeInBody(text, start + Math.max(0, reference)));
    }),
  );
