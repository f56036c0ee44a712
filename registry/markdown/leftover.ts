import type { Nodes, Root } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { remark } from 'remark';

/** Markup that the parser did not recognise, so that readers would see it. */
export interface Leftover {
  index: number;
  given: string;
  /** The correct form of the intended markup. */
  better: string;
  /** Whether it is certainly wrong; otherwise it may be intended. */
  isCertain: boolean;
}

/** Replaces text that readers do not see; no expression below matches across it. */
const HIDDEN = '\u0000';

interface Pattern {
  find: RegExp;
  isCertain: boolean;
  better: (match: RegExpMatchArray, written: string) => string;
  /** Text that looks similar and is correct. */
  except?: RegExp;
}

/** A quick test: most texts contain none of these, and every pattern has one of them. */
const MARK = /[[\]<|*_~`]|##|==/;
/** The same in a part of a text. */
const SIGN = /[[\]<|*_~`#=]/;

const address = '(?:https?:|www\\.|mailto:|\\.{0,2}/)';

const PATTERNS: readonly Pattern[] = [
  { find: /\[\^([^\s[\]^]+)\]/g, isCertain: true, better: ([mark]) => `${mark}: …` },
  // A note in the line, as other programs have it, and one with blanks in its name.
  { find: /\^\[([^[\]\n]*)\]/g, isCertain: false, better: ([, words]) => `[^1] … ⏎ [^1]: ${words}` },
  { find: /\[\^([^[\]\n^]*)\]/g, isCertain: false, better: ([, name]) => `[^${name!.trim().replaceAll(/\s+/g, '-') || '1'}]` },
  {
    find: /^[ \t>]*(#{2,})([^\S\n]*)([^#\s\0][^\n]*)/gm,
    isCertain: true,
    better: ([, marks, , words]) => `${marks!.length > 6 ? '###' : marks} ${words}`,
  },
  {
    find: /\[([^[\]\n]*)\]\(([^()\n]*(?:\([^()\n]*\)[^()\n]*)*)/g,
    isCertain: true,
    better: ([, words, target]) => `[${words}](${target!.trim() === '' ? 'https://…' : `<${target!.trim()}>`})`,
  },
  {
    find: /\[([^[\]\n^@][^[\]\n]*)\]\[([^[\]\n^@]*)\]/g,
    isCertain: true,
    better: ([, words]) => `[${words}](https://…)`,
    // Source numbers, as in academic papers.
    except: /^\[[\d,;–-]+\]\[[\d,;–-]+\]$/,
  },
  {
    find: /<(?=https?:|www\.|mailto:)([^<>\n]*)>?/g,
    isCertain: true,
    better: ([, target]) => `<${target!.trim().replaceAll(/\s/g, '%20')}>`,
  },
  {
    find: new RegExp(`^[ \\t>]*(\\[[^[\\]\\n^@]+\\]:[ \\t]*<?${address}[^\\n]*)`, 'gm'),
    isCertain: true,
    better: ([, line]) => `⏎ ${line}`,
  },
  {
    find: new RegExp(`\\[([^[\\]\\n]*)\\][ \\t]+\\((?=${address})([^()\\n]*)\\)?`, 'g'),
    isCertain: false,
    better: ([, words, target]) => `[${words}](${target})`,
    except: /^\[(?:\d*|sic|…|\.\.\.)\]/,
  },
  {
    find: /\(((?:https?:|www\.)[^()\s]*)\)\[([^[\]\n]*)\]/g,
    isCertain: false,
    better: ([, target, words]) => `[${words}](${target})`,
  },
  { find: /\[\[([^[\]\n]+)\]\]/g, isCertain: false, better: ([, words]) => `[${words}](https://…)` },
  { find: /!\[([^[\]\n]*)\](?!\()/g, isCertain: false, better: ([, words]) => `[${words}](https://…)` },
  { find: /(?<!\*)\*\*(?!\*)([^\s*\0][^*\n\0]{0,40})?/g, isCertain: false, better: ([, words]) => `**${words ?? '…'}**` },
  { find: /(?<![\p{L}\p{N}_])__(?=[^\s_\0])([^_\n\0]{0,40})/gu, isCertain: false, better: ([, words]) => `**${words}**` },
  { find: /(?<![\p{L}\p{N}*])\*(?=[^\s*\0])([^*\n\0]{1,40})/gu, isCertain: false, better: ([, words]) => `*${words}*` },
  { find: /(?<![\p{L}\p{N}_])_(?=[^\s_\0])([^_\n\0]{1,40})/gu, isCertain: false, better: ([, words]) => `*${words}*` },
  { find: /(?<![=\p{L}\p{N}])==([^\s=\0][^=\n\0]{0,40})==(?!=)/gu, isCertain: false, better: ([, words]) => `**${words}**` },
  { find: /~~([^~\n\0]{0,40})/g, isCertain: false, better: ([, words]) => `~~${words || '…'}~~` },
  { find: /`+([^`\n\0]{0,40})/g, isCertain: false, better: ([, words]) => `\`${words || '…'}\`` },
  {
    find: /^[ \t>]*\|[^\n]*\|[ \t]*\n[ \t>]*\|[^\n]*\|[ \t]*$/gm,
    isCertain: false,
    better: ([rows]) => `${rows!.split('\n')[0]!.trim()} ⏎ |---|---|`,
  },
];

/**
 * Unrecognised markup in the texts of a body, by kind, each with its correct form. Escaped marks, code and citations do not
 * count.
 */
export function findLeftovers(root: Root, body: string): Leftover[] {
  const found: Leftover[] = [];
  const look = (node: Nodes): void => {
    if (node.type === 'code') found.push(...unclosedFence(node, body));
    if (node.type === 'paragraph') found.push(...findListSigns(node, body));
    if (node.type === 'paragraph' || node.type === 'heading' || node.type === 'tableCell') {
      if (!showsMark(node, body)) return;
      const start = node.position!.start.offset!;
      found.push(...leftoversIn(seenSource(node, body)).map((each) => ({ ...each, index: start + each.index })));
    } else if ('children' in node) for (const child of node.children) look(child);
  };
  look(root);
  return [...found, ...findReferences(root, body), ...findUnevenMarks(root, body), ...findSpacedNotes(root)];
}

/** The same for a text that is shown as written, without Markdown. */
export function leftoversIn(source: string): Leftover[] {
  if (!MARK.test(source)) return [];
  const taken: [number, number][] = [];
  return PATTERNS.flatMap(({ find, isCertain, better, except }) =>
    Array.from(source.matchAll(find)).flatMap((match): Leftover[] => {
      const [start, end] = [match.index, match.index + match[0].length];
      // The first matching kind wins.
      if (except?.test(match[0]) || taken.some(([from, to]) => start < to && end > from)) return [];
      taken.push([start, end]);
      const index = start + match[0].search(/[^\s>]/);
      const given = match[0].trim().replaceAll(HIDDEN, '').split('\n')[0]!;
      return [{ index, given, better: better(match, source).replaceAll(HIDDEN, ''), isCertain }];
    }),
  );
}

/** A punctuation mark that an escape shows as itself. */
const ESCAPED = /\\[!-/:-@[-`{-~]/g;
/** A quick test: whether readers see any sign of markup in a block. */
function showsMark(node: Nodes, body: string): boolean {
  if (isShown(node, body)) return SIGN.test(body.slice(node.position!.start.offset, node.position!.end.offset));
  return 'children' in node && node.children.some((child) => showsMark(child, body));
}

/** Readers see a text, and an address without markup, as written. */
const isShown = (node: Nodes, body: string) =>
  node.type === 'text' || (node.type === 'link' && !/[[<]/.test(body.charAt(node.position!.start.offset!)));

/** The source of a block with recognised markup, code and escapes hidden. Every character keeps its position. */
function seenSource(block: Nodes, body: string): string {
  const [from, to] = [block.position!.start.offset!, block.position!.end.offset!];
  const parts: string[] = [];
  let at = from;
  const hide = (end: number) => {
    parts.push(body.slice(at, end).replaceAll(/[^\n]/g, HIDDEN));
    at = end;
  };
  const show = (start: number, end: number) => {
    hide(start);
    // With the next character, which the last one may escape.
    const written = body.slice(start, end + 1).replaceAll(ESCAPED, HIDDEN + HIDDEN);
    parts.push(written.slice(0, end - start));
    at = end;
  };
  const look = (node: Nodes): void => {
    const [start, end] = [node.position!.start.offset!, node.position!.end.offset!];
    if (isShown(node, body)) show(start, end);
    else if ('children' in node) for (const child of node.children) look(child);
  };
  look(block);
  hide(to);
  return parts.join('');
}

/** Signs before items that Markdown takes for words: it joins the lines into one paragraph. */
const LIST_SIGNS = [
  '[•●▪■◦○‣∙⁃·][ \\t]*',
  '[–—][ \\t]*',
  '-(?=[\\p{L}«“¿¡])',
  '\\d{1,2}[.)](?=[\\p{L}«“¿¡])',
  '[a-z]\\)[ \\t]+',
].map((sign) => new RegExp(`^[ \\t>]*(${sign})([^\\n]*(?<!  |\\\\))\\n[ \\t>]*${sign}`, 'mu'));

/** Lists as other programs write them, each by its first item; lines that end in a forced break stay lines. */
function findListSigns(paragraph: Nodes, body: string): Leftover[] {
  const start = paragraph.position!.start.offset!;
  const source = body.slice(start, paragraph.position!.end.offset);
  if (!source.includes('\n')) return [];
  return LIST_SIGNS.flatMap((list): Leftover[] => {
    const found = list.exec(source);
    if (!found) return [];
    const [, sign = '', words = ''] = found;
    const item = /[\da-z]/.test(sign) ? `${sign.trim()} ${words}` : words;
    const better = /\d/.test(sign) ? item : `- ${item}`;
    return [{ index: start + found.index + found[0].indexOf(sign), given: `${sign}${words}`, better, isCertain: false }];
  });
}

function unclosedFence(node: Nodes, body: string): Leftover[] {
  const [start, end] = [node.position!.start.offset!, node.position!.end.offset!];
  const raw = body.slice(start, end);
  const fence = /^(?:`{3,}|~{3,})/.exec(raw)?.[0];
  const last = raw
    .split('\n')
    .at(-1)!
    .replaceAll(/[ \t>]/g, '');
  if (fence === undefined || (raw.includes('\n') && last.startsWith(fence) && /^(?:`+|~+)$/.test(last))) return [];
  return [{ index: start, given: raw.split('\n')[0]!, better: `${fence} … ⏎ ${fence}`, isCertain: true }];
}

/** Named character references that stay visible when they are escaped or unterminated. */
export const REFERENCE = new RegExp(
  `&(?:#\\d{1,7}|#x[\\da-f]{1,6}|(?:nbsp|amp|lt|gt|quot|apos|ndash|mdash|hellip|iexcl|iquest|ordf|ordm|deg|euro|laquo|raquo|[lr][sd]quo|shy|bull|middot|[ntaoc]tilde|ccedil|[aeiou](?:acute|grave|circ|uml))(?![\\da-z])(?!\\s*=));?`,
  'gi',
);

function findReferences(root: Root, body: string): Leftover[] {
  const found: Leftover[] = [];
  const look = (node: Nodes): void => {
    if (node.type === 'link' || node.type === 'linkReference') return;
    if (node.type === 'text' && node.value.includes('&')) {
      const start = node.position!.start.offset!;
      const raw = body.slice(start, node.position!.end.offset);
      for (const [given] of node.value.matchAll(REFERENCE)) {
        const index = start + Math.max(0, raw.indexOf('&'));
        found.push({ index, given, better: decode(given), isCertain: false });
      }
    } else if ('children' in node) for (const child of node.children) look(child);
  };
  look(root);
  return found;
}

/** A mark too many beside stressed words: `**word*`. */
function findUnevenMarks(root: Root, body: string): Leftover[] {
  const found: Leftover[] = [];
  const look = (node: Nodes): void => {
    if (!('children' in node)) return;
    for (const [at, child] of node.children.entries()) {
      look(child);
      if (child.type !== 'emphasis' && child.type !== 'strong') continue;
      const [start, end] = [child.position!.start.offset!, child.position!.end.offset!];
      const mark = body.charAt(start);
      const [before, after] = [node.children[at - 1], node.children[at + 1]];
      const hasBefore = before?.type === 'text' && body.charAt(start - 1) === mark && body.charAt(start - 2) !== '\\';
      const hasAfter = after?.type === 'text' && body.charAt(end) === mark;
      if (!hasBefore && !hasAfter) continue;
      const index = hasBefore ? start - 1 : start;
      const given = body.slice(index, hasAfter ? end + 1 : end);
      found.push({ index, given, better: `**${toString(child)}**`, isCertain: false });
    }
  };
  look(root);
  return found;
}

/** Marks of notes with blanks in their names, which Markdown takes for links. */
function findSpacedNotes(root: Root): Leftover[] {
  const found: Leftover[] = [];
  const look = (node: Nodes): void => {
    const label = node.type === 'definition' || node.type === 'linkReference' ? node.label : undefined;
    if (label?.startsWith('^')) {
      const better = `[${label.replaceAll(/\s+/g, '-')}]`;
      found.push({ index: node.position!.start.offset!, given: `[${label}]`, better, isCertain: true });
    } else if ('children' in node) for (const child of node.children) look(child);
  };
  look(root);
  return found;
}

const parser = remark().freeze();
const decode = (reference: string) => toString(parser.parse(reference.endsWith(';') ? reference : `${reference};`));
