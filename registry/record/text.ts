import type { Nodes, Root } from 'mdast';
import type { MarkdownFile } from '../content/front-matter.ts';
import { lineFinder, type LinePlace } from '../content/lines.ts';
import type { Place } from '../finding/finding.ts';
import { nodesIn } from '../markdown/nodes.ts';
import { MarkdownTooDeep, parseMarkdown } from '../markdown/parse.ts';
import { forLast } from './for-last.ts';
import type { RegistryRecord } from './record.ts';

/** Some inputs take the Markdown parser quadratic time; the longest real body is a fifth of this. */
export const MAX_BODY_CHARACTERS = 40_000;

/** One language version of a record's body. */
export interface RecordText {
  locale: string;
  isOriginal: boolean;
  file: string;
  body: string;
  source: MarkdownFile;
  /** Absent when the body cannot be parsed. */
  root: Root | undefined;
  /** All nodes of the body in order, outermost first. */
  nodes: readonly Nodes[];
}

/** The bodies of a record, the original first; parsed once for all that look at a record. */
export const textsOf: (record: RegistryRecord) => RecordText[] = forLast(({ facts, file, body, source, translations }) => [
  { locale: facts.language, isOriginal: true, file, body, source, ...parse(body) },
  ...[...translations.values()].map((translation) => ({
    locale: translation.locale,
    isOriginal: false,
    file: translation.file,
    body: translation.body,
    source: translation.source,
    ...parse(translation.body),
  })),
]);

/** The nodes of given types in a body, in order. */
export const nodesOf = <Type extends Nodes['type']>({ nodes }: RecordText, ...types: Type[]): Extract<Nodes, { type: Type }>[] =>
  nodes.filter((node): node is Extract<Nodes, { type: Type }> => (types as string[]).includes(node.type));

function parse(body: string): Pick<RecordText, 'root' | 'nodes'> {
  if (body.length > MAX_BODY_CHARACTERS) return NOT_PARSED;
  try {
    const root = parseMarkdown(body);
    return { root, nodes: nodesIn(root) };
  } catch (error) {
    if (error instanceof MarkdownTooDeep) return NOT_PARSED;
    throw error;
  }
}

const NOT_PARSED = { root: undefined, nodes: [] };

const finders = new WeakMap<RecordText, (offset: number) => LinePlace>();

/** The position in the file of a character of the body. */
export function placeInBody(text: RecordText, offset: number): Place {
  let find = finders.get(text);
  if (!find) finders.set(text, (find = lineFinder(text.body)));
  const { line, column } = find(offset);
  return { file: text.file, line: text.source.bodyLine + line - 1, column };
}
