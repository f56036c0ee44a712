import { caseSchema } from '../case/schema.ts';
import { SECTIONS, sectionOf } from '../case/sections.ts';
import { type MarkdownFile, readMarkdown } from '../content/front-matter.ts';
import { type KeySortRefusal, sortYamlKeys } from '../content/yaml-edit/key-sort.ts';
import type { FindingCode } from '../finding/catalogue.ts';
import { sortSections } from '../markdown/section-sort.ts';
import { orderKeys, walkMaps } from '../schema/key-order.ts';
import type { Vocabulary } from '../vocabulary/vocabulary.ts';
import { translationSchema } from './translation.ts';

export interface Fix {
  /** The file's new text; the old one when nothing could be mended. */
  text: string;
  fixed: FindingCode[];
  refused: { code: FindingCode; reason: KeySortRefusal | 'heading' }[];
}

/** Mends what is mechanical in a case's file: the order of keys and of sections. Words, values and comments stay as written. */
export function fixRecord(file: string, text: string, codes: ReadonlySet<FindingCode>, sections: Vocabulary | undefined): Fix {
  const fix: Fix = { text, fixed: [], refused: [] };
  const attempt = (
    code: FindingCode,
    mend: (source: string, markdown: MarkdownFile) => { text: string } | { refused: Fix['refused'][number]['reason'] },
  ) => {
    const source = fix.text.replaceAll('\r\n', '\n');
    const { markdown } = readMarkdown(source, file);
    if (!codes.has(code) || !markdown) return;
    const mended = mend(source, markdown);
    if ('refused' in mended) fix.refused.push({ code, reason: mended.refused });
    else {
      fix.text = text.includes('\r\n') ? mended.text.replaceAll('\n', '\r\n') : mended.text;
      fix.fixed.push(code);
    }
  };
  attempt('key-order', fixKeys);
  attempt('heading-order', (source, markdown) => fixHeadings(source, markdown, sections));
  return fix;
}

const schemaOf = (file: string) => (file.endsWith('/index.md') ? caseSchema : translationSchema);

function fixKeys(source: string, { file, yaml, bodyLine }: MarkdownFile): { text: string } | { refused: KeySortRefusal } {
  const lines = source.split('\n');
  const orders = walkMaps(yaml.data, schemaOf(file)).filter(({ keys, canonical }) => keys.join() !== canonical.join());
  const sorted = sortYamlKeys(`${lines.slice(1, bodyLine - 2).join('\n')}\n`, orders);
  if ('refused' in sorted) return sorted;
  const text = `---\n${sorted.text}${lines.slice(bodyLine - 2).join('\n')}`;
  const again = readMarkdown(text, file).markdown;
  const isSame = JSON.stringify(again?.yaml.data) === JSON.stringify(orderKeys(yaml.data, schemaOf(file)));
  return isSame ? { text } : { refused: 'changed' };
}

function fixHeadings(
  source: string,
  { file, yaml, body }: MarkdownFile,
  sections: Vocabulary | undefined,
): { text: string } | { refused: 'heading' } {
  const locale = file.endsWith('/index.md')
    ? String((yaml.data as { language?: unknown }).language)
    : /([a-z]+)\.md$/.exec(file)![1]!;
  const rank = (heading: string) => {
    const id = sections && sectionOf(heading, sections, locale);
    return id && SECTIONS.indexOf(id);
  };
  const sorted = sortSections(body, rank);
  return sorted === undefined ? { refused: 'heading' } : { text: source.slice(0, source.length - body.length) + sorted };
}
