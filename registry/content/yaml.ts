import {
  type Document,
  type ErrorCode,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Pair,
  parseDocument,
  type ParsedNode,
  Scalar,
} from 'yaml';
import { finding, type Finding, type Place } from '../finding/finding.ts';
import { codePointName } from './characters.ts';
import { lineFinder, type LinePlace } from './lines.ts';
import { readNumber } from './typed-number.ts';
import { ODD_BLANK, readPlainYaml } from './yaml-plain.ts';

type Path = readonly (string | number)[];

/** A value followed by a comment that may have been meant as part of it. */
export interface ValueWithComment {
  path: Path;
  /** The value as read; empty when nothing precedes the comment. */
  given: string;
  /** The comment with its number sign. */
  comment: string;
  place: Place;
}

/** Parsed YAML that knows the position of each value. */
export interface YamlFile {
  data: unknown;
  /** Line and column of the value at `path`, or of the nearest value around it. */
  locate(path: Path, options?: { key?: boolean }): Place;
  comments: readonly ValueWithComment[];
  /** Values have no characters but those of the text. */
  isWithoutEscapes?: boolean;
}

/** The most findings reported per file: a file that is not YAML at all has one in every line. */
const MAX_ERRORS = 50;

export type ReadYaml = { yaml: YamlFile; findings: Finding[] } | { yaml: undefined; findings: Finding[] };

/**
 * Parses YAML 1.2 core data: no aliases, no tags, no repeated keys; dates stay strings. Returns the parsed file with findings
 * about values that may be misread, or the findings that explain why it cannot be parsed. `line` is the line of the file on
 * which the YAML starts. Most files have nothing to report: the careful reader runs for the others, and for positions.
 */
export function readYaml(text: string, file: string, line = 1): ReadYaml {
  const plain = readPlainYaml(text);
  if (!plain) return readYamlCarefully(text, file, line);
  let careful: YamlFile | undefined;
  let lineAt: ((offset: number) => LinePlace) | undefined;
  const locate: YamlFile['locate'] = (path, options) => {
    const offset = plain.offsetOf(path, options?.key ?? false);
    if (offset !== undefined) {
      const place = (lineAt ??= lineFinder(text))(offset);
      return { file, line: place.line + line - 1, column: place.column };
    }
    careful ??= readYamlCarefully(text, file, line).yaml;
    return careful?.locate(path, options) ?? { file, line };
  };
  return { yaml: { data: plain.data, locate, comments: [], isWithoutEscapes: !text.includes('\\') }, findings: [] };
}

/** The same of any text, with the place of each value: what is known of a file is known here. */
export function readYamlCarefully(text: string, file: string, line = 1): ReadYaml {
  const counter = new LineCounter();
  // We look for repeated keys ourselves: the library compares all pairs.
  const options = { schema: 'core', strict: true, uniqueKeys: false, stringKeys: true, prettyErrors: false } as const;
  const document = parseDocument(text, { ...options, lineCounter: counter });
  const at = (offset: number): Place => {
    const position = counter.linePos(offset);
    return { file, line: position.line + line - 1, column: position.col };
  };
  if (document.errors.length > 0) {
    const blanks = blanksNear(text, document.errors[0]!.pos[0]).map((offset) => sayBlank(text, offset, at));
    return { yaml: undefined, findings: blanks.length > 0 ? blanks : sayErrors(document, at) };
  }
  const { refused, misread, comments } = lookAtNodes(text, document, at);
  if (refused.length > 0) return { yaml: undefined, findings: refused };
  const locate: YamlFile['locate'] = (path, options) => at(offsetOf(document.contents, path, options?.key ?? false));
  return { yaml: { data: document.toJS({ maxAliasCount: 0 }), locate, comments }, findings: misread };
}

type At = (offset: number) => Place;

/** What can be wrong with YAML, of which locales speak as `finding.report.yaml.<code>`; the rest, which is rare, is `OTHER`. */
const SAID: ReadonlySet<ErrorCode> = new Set([
  ...(['BAD_DIRECTIVE', 'BAD_DQ_ESCAPE', 'BAD_INDENT', 'BAD_SCALAR_START', 'BLOCK_AS_IMPLICIT_KEY', 'MISSING_CHAR'] as const),
  ...(['MULTILINE_IMPLICIT_KEY', 'MULTIPLE_DOCS', 'TAB_AS_INDENT', 'UNEXPECTED_TOKEN'] as const),
]);

function sayErrors(document: Document, at: At): Finding[] {
  const openings = openingsIn(document);
  return document.errors.slice(0, MAX_ERRORS).map(({ code, pos: [offset] }) => {
    const opening = code === 'MISSING_CHAR' || code === 'BAD_INDENT' ? openings.get(offset) : undefined;
    const detail = opening !== undefined ? 'MISSING_CHAR' : SAID.has(code) ? code : 'OTHER';
    return finding('yaml-syntax', at(opening ?? offset), { detail });
  });
}

/**
 * Where the quotes, brackets and braces begin that end at an offset, the innermost: where the parser misses a partner is often many lines
 * below. One walk for all errors, without the parser's own, which takes the square of the depth.
 */
function openingsIn(document: Document): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  const left: unknown[] = [document.contents];
  while (left.length > 0) {
    const node = left.pop();
    const isOpened = isScalar(node) ? node.type !== Scalar.PLAIN : isCollection(node) && node.flow === true;
    if (isOpened && isNode(node) && node.range) found.set(node.range[1], node.range[0]);
    if (isPair(node)) left.push(node.value, node.key);
    else if (isCollection(node)) for (const item of node.items) left.push(item);
  }
  return found;
}

const sayBlank = (text: string, offset: number, at: At): Finding =>
  finding('blank-misplaced', at(offset), { character: codePointName(text.slice(offset)) });

/** Such a blank in an indentation, after the hyphen of an item, or after the colon of a key. */
const ODD_BEFORE_VALUE = new RegExp(`^ *(?:- *)*(?:[${ODD_BLANK}]|\\w[\\w-]*:[${ODD_BLANK}])`);
const ODD = new RegExp(`[${ODD_BLANK}]`);
const ODD_AT_START = new RegExp(`(?<=^|\\n *)[${ODD_BLANK}]`);

/** Such blanks on the line of an error and the lines around it, because the parser may report the error late. */
function blanksNear(text: string, offset: number): number[] {
  const start = text.lastIndexOf('\n', text.lastIndexOf('\n', offset - 1) - 1) + 1;
  let at = start;
  return text
    .slice(start)
    .split('\n', 3)
    .flatMap((line) => {
      const before = ODD_BEFORE_VALUE.exec(line)?.[0];
      const found = before === undefined ? [] : [at + before.search(ODD)];
      at += line.length + 1;
      return found;
    });
}

/** A comment that begins with a word, behind a value in quotes, and below a block of text; there, a field may be commented out. */
const WORD_BESIDE = /[ \t]+(#[^\s#][^\n]*)/y;
const WORD_BELOW = /[ \t]*(#(?![\w-]+:(?:\s|$))[^\s#][^\n]*)/my;

/** Constructs that the parser accepts but that we refuse or report. */
function lookAtNodes(text: string, document: Document, at: At) {
  const refused: Finding[] = [];
  const misread: Finding[] = [];
  const anchors: Finding[] = [];
  const comments: ValueWithComment[] = [];

  const commentAt = (pattern: RegExp, offset: number): RegExpExecArray | null => {
    pattern.lastIndex = offset;
    return pattern.exec(text);
  };

  const lookAtScalar = (node: Scalar, path: Path): void => {
    const [start, end] = node.range!;
    const source = text.slice(start, end);
    if (node.type !== Scalar.PLAIN) {
      const isBlock = node.type === Scalar.BLOCK_FOLDED || node.type === Scalar.BLOCK_LITERAL;
      const [, comment] = commentAt(isBlock ? WORD_BELOW : WORD_BESIDE, end) ?? [];
      if (comment) comments.push({ path, given: String(node.value).trim(), comment, place: at(start) });
      return;
    }
    if (typeof node.value === 'number' && readNumber(source) !== node.value)
      misread.push(finding('number-unclear', at(start), { given: source }));
    // A continuation line with such a blank was meant as an item or field of its own.
    const odd = typeof node.value === 'string' ? source.search(ODD_AT_START) : -1;
    if (odd >= 0) refused.push(sayBlank(text, start + odd, at));
    // On a line of its own below the value, only a word directly after the sign is suspicious.
    const [, beside, below] = commentAt(/[ \t]+(#[^\n]*)|\n[ \t]+(#[^\s#][^\n]*)/y, end) ?? [];
    const behind = beside ?? below;
    if (behind && source) comments.push({ path, given: source, comment: behind, place: at(start) });
  };

  /** Anchors and tags precede a value and are not part of it. */
  const lookBefore = (node: ParsedNode): void => {
    if (isAlias(node)) return;
    const before = (sign: string) => text.lastIndexOf(sign, node.range[0] - 1);
    if (node.anchor) anchors.push(finding('yaml-anchor', at(before('&')), { anchor: node.anchor }));
    const tag = node.tag === undefined ? undefined : /^!\S*/.exec(text.slice(before('!')))?.[0];
    if (tag !== undefined) refused.push(finding('yaml-tag', at(before('!')), { tag }));
  };

  const look = (node: unknown, path: Path): void => {
    if (isNode(node)) lookBefore(node as ParsedNode);
    if (isAlias(node)) refused.push(finding('yaml-alias', at(node.range![0]), { alias: node.source }));
    else if (isScalar(node)) lookAtScalar(node, path);
    else if (isSeq(node)) for (const [index, item] of node.items.entries()) look(item, [...path, index]);
    else if (isMap(node)) {
      const seen = new Map<string, number>();
      for (const { key, value } of node.items as Pair<Scalar>[]) {
        const [start, end] = key.range!;
        const name = String(key.value);
        const first = seen.get(name);
        if (first === undefined) seen.set(name, start);
        else refused.push(finding('field-repeated', at(start), { field: [...path, name].join('.'), line: at(first).line! }));
        if (ODD.test(name)) refused.push(sayBlank(text, start + text.slice(start, end).search(ODD), at));
        const isEmpty = isScalar(value) && value.value === null && !value.source;
        const comment = isEmpty ? commentAt(/\s*:[ \t]+(#[^\s#][^\n]*)/y, end)?.[1] : undefined;
        if (comment !== undefined) comments.push({ path: [...path, name], given: '', comment, place: at(start) });
        look(value, [...path, name]);
      }
    }
  };
  look(document.contents, []);
  // An alias to an anchor is reported instead of the anchor.
  if (!refused.some(({ code }) => code === 'yaml-alias')) refused.push(...anchors);
  return { refused, misread, comments };
}

function offsetOf(root: unknown, path: Path, key: boolean): number {
  let node: unknown = root;
  let offset = isNode(root) ? (root.range?.[0] ?? 0) : 0;
  for (const [index, step] of path.entries()) {
    if (!isCollection(node)) return offset;
    const pair = isMap(node)
      ? (node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step)) as Pair | undefined)
      : undefined;
    const next = isMap(node) ? pair?.value : node.get(step, true);
    if (pair && isNode(pair.key)) offset = pair.key.range?.[0] ?? offset;
    if (!isNode(next)) return offset;
    const isLast = index === path.length - 1;
    if (!(pair && isLast && key)) offset = next.range?.[0] ?? offset;
    node = next;
  }
  return offset;
}
