import { codePointName, showBlanks } from '../../content/characters.ts';
import { finding, type Finding } from '../../finding/finding.ts';
import { findLeftovers, type Leftover, leftoversIn, REFERENCE } from '../../markdown/leftover.ts';
import type { Here } from '../../schema/walk.ts';
import type { MarkdownFile } from '../../content/front-matter.ts';
import { valuesByFile } from '../field-values.ts';
import type { RecordRule } from '../record.ts';
import { nodesOf, placeInBody, type RecordText, textsOf } from '../text.ts';

/** Readers see no markup: unrecognised markup in a body, and any markup in the texts of the front matter, which have none. */
export const checkMarkup: RecordRule = (record) => [
  ...textsOf(record).flatMap((text) =>
    text.root
      ? findLeftovers(text.root, text.body).map((found) =>
          finding(found.isCertain ? 'markup-left' : 'markup-doubtful', placeInBody(text, found.index), shown(found)),
        )
      : [],
  ),
  ...textsOf(record).flatMap(findIndentedCode),
  ...valuesByFile(record).flatMap(({ values, source }) => values.flatMap((value) => inField(value, source))),
];

/**
 * A paragraph set in by four blanks or a tab, as typists do: Markdown takes it for code, in which citations and stress are left as
 * they are written.
 */
const findIndentedCode = (text: RecordText): Finding[] =>
  nodesOf(text, 'code').flatMap(({ position }) => {
    const lineStart = text.body.lastIndexOf('\n', position!.start.offset! - 1) + 1;
    const blanks = /^[\s>]*/.exec(text.body.slice(lineStart))![0];
    if (/^(?:```|~~~)/.test(text.body.slice(position!.start.offset))) return [];
    return [finding('blank-misplaced', placeInBody(text, lineStart), { character: codePointName(blanks.slice(-1)) })];
  });

/** Shows unusual blanks as code points, because both texts could look the same. */
const shown = ({ given, better }: Leftover) => ({
  given: given.replaceAll(/\s/g, ' ') === better ? showBlanks(given.slice(0, 60)) : given.slice(0, 60),
  better: better.slice(0, 80),
});

function inField({ value, path, meta }: Here, { yaml }: MarkdownFile): Finding[] {
  if (!meta?.translatable || typeof value !== 'string') return [];
  if (!/[[\]<|*_~`#=&]/.test(value)) return [];
  const given = leftoversIn(value)[0]?.given ?? /\[@[^[\]\n]*\]?/.exec(value)?.[0] ?? value.match(REFERENCE)?.[0];
  return given ? [finding('markup-in-field', yaml.locate(path), { given: given.slice(0, 60), field: path.join('.') })] : [];
}
