import matter from 'gray-matter';
import { finding, type Finding } from '../finding/finding.ts';
import { withPlainLineEnds } from './characters.ts';
import { readYaml, type YamlFile } from './yaml.ts';

/** A Markdown file taken apart. `bodyLine` is the 1-based line on which the body starts. */
export interface MarkdownFile {
  file: string;
  yaml: YamlFile;
  body: string;
  bodyLine: number;
}

const refuse = () => {
  throw new Error('only YAML front matter is read');
};

/** gray-matter evaluates `---js` front matter unless each of its engines is replaced (gray-matter#131). */
const engines = { yaml: () => ({}), json: refuse, javascript: refuse, js: refuse, coffee: refuse, coffeescript: refuse, cson: refuse, toml: refuse };

/** Splits a Markdown file into front matter and body. The only place that reads front matter. */
export function readMarkdown(text: string, file: string): { markdown: MarkdownFile; findings: [] } | { markdown: undefined; findings: Finding[] } {
  const source = withPlainLineEnds(text);
  const firstLine = source.split('\n', 1)[0]!;
  if (!firstLine.startsWith('---')) return failed(finding('front-matter-missing', { file, line: 1 }));
  if (firstLine !== '---') return failed(finding('front-matter-language', { file, line: 1, column: 4 }, { language: firstLine.slice(3).trim() }));
  if (!/\n---(?:\n|$)/.test(source)) return failed(finding('front-matter-missing', { file, line: 1 }));

  const parts = matter(source, { engines, language: 'yaml' });
  const front = parts.matter.startsWith('\n') ? parts.matter.slice(1) : parts.matter;
  const { yaml, findings } = readYaml(front, file, 2);
  if (!yaml) return { markdown: undefined, findings };
  const before = source.slice(0, source.length - parts.content.length);
  return { markdown: { file, yaml, body: parts.content, bodyLine: before.split('\n').length }, findings: [] };
}

const failed = (found: Finding) => ({ markdown: undefined, findings: [found] });
