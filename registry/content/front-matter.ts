import matter from 'gray-matter';
import { finding, type Finding } from '../finding/finding.ts';
import { codePointName, withPlainLineEnds } from './characters.ts';
import { lineStarts } from './lines.ts';
import { readYaml, type YamlFile } from './yaml.ts';

/** A Markdown file split into its parts. `bodyLine` is the 1-based line on which the body starts. */
export interface MarkdownFile {
  file: string;
  yaml: YamlFile;
  body: string;
  bodyLine: number;
}

/** A line that opens or closes the front matter. Blanks after it are invisible and harmless. */
const FENCE = /^---[ \t]*$/;
const OPENING = /^---[ \t]*\n/;
const CLOSING = /\n---[ \t]*(?=\n|$)/;

const refuse = () => {
  throw new Error('only YAML front matter is read');
};
/** gray-matter evaluates `---js` front matter unless each of its engines is replaced (gray-matter#131). */
const engines = {
  ...{ yaml: () => ({}), json: refuse, javascript: refuse, js: refuse },
  ...{ coffee: refuse, coffeescript: refuse, cson: refuse, toml: refuse },
};

/** The front matter of a text with plain line ends, and the rest; undefined without an opening or a closing line. */
export function splitFrontMatter(text: string): { front: string; body: string; bodyLine: number } | undefined {
  const start = OPENING.exec(text)?.[0].length;
  if (start === undefined) return undefined;
  // With the end of the line before, so that there may be nothing between the two.
  const closing = CLOSING.exec(text.slice(start - 1));
  if (!closing) return undefined;
  const end = start + closing.index;
  // gray-matter gets only the fences: with what is between it would backtrack over empty lines, looking for comments, and take
  // `----` for the end. With options, because without them it caches failed reads (gray-matter#166).
  const { content } = matter(`---\n---${text.slice(end - 1 + closing[0].length)}`, { engines, language: 'yaml' });
  // Parts of the text, which share its memory; copies would double what a registry takes.
  const front = text.slice(start, end);
  const body = text.endsWith(content) ? text.slice(text.length - content.length) : content;
  return { front, body, bodyLine: lineStarts(front).length + 2 };
}

/** Splits a Markdown file into front matter and body; no other code does. */
export function readMarkdown(
  text: string,
  file: string,
): { markdown: MarkdownFile; findings: Finding[] } | { markdown: undefined; findings: Finding[] } {
  const source = withPlainLineEnds(text);
  const split = splitFrontMatter(source);
  if (!split) return { markdown: undefined, findings: [whyNotSplit(source, file)] };
  // Without the last line end, an error at the end is on the last line.
  const { yaml, findings } = readYaml(split.front.endsWith('\n') ? split.front.slice(0, -1) : split.front, file, 2);
  if (!yaml) return { markdown: undefined, findings };
  return { markdown: { file, yaml, body: split.body, bodyLine: split.bodyLine }, findings };
}

function whyNotSplit(source: string, file: string): Finding {
  const lines = source.split('\n');
  const first = lines[0]!;
  // The three hyphens look right, so the message must name the blank before them.
  const almost = FENCE.test(first) ? lines.findIndex((line, index) => index > 0 && line.trim() === '---') : first.trim() === '---' ? 0 : -1;
  if (almost >= 0) {
    const line = lines[almost]!;
    const column = line.startsWith('---') ? line.search(/[^\t -]/) : 0;
    return finding('blank-misplaced', { file, line: almost + 1, column: column + 1 }, { character: codePointName(line.slice(column)) });
  }
  if (FENCE.test(first) || !first.startsWith('---')) return finding('front-matter-missing', { file, line: 1 });
  return finding('front-matter-language', { file, line: 1, column: 4 }, { language: first.slice(3).trim() });
}
