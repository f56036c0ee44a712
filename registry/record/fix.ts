import { withPlainLineEnds } from '../content/characters.ts';
import { type MarkdownFile, readMarkdown, splitFrontMatter } from '../content/front-matter.ts';
import { type KeySortRefusal, sortYamlKeys } from '../content/yaml-edit/key-sort.ts';
import type { FindingCode } from '../finding/catalogue.ts';
import { sortSections } from '../markdown/section-sort.ts';
import { orderKeys, walkMaps } from '../schema/key-order.ts';
import { readPath, type RecordPath } from './path.ts';
import type { Records } from './record.ts';
import { sectionOf } from './sections.ts';

export interface Fix {
  /** The file's new text, or the old one when nothing could be fixed. */
  text: string;
  fixed: FindingCode[];
  refused: { code: FindingCode; reason: KeySortRefusal | 'heading' }[];
}

/** Fixes what is mechanical in a record's file: the order of keys and of sections. Words, values and comments stay as written. */
export function fixRecord(
  file: string,
  text: string,
  codes: ReadonlySet<FindingCode>,
  registry: Pick<Records, 'kinds' | 'vocabularies'>,
): Fix {
  const fix: Fix = { text, fixed: [], refused: [] };
  const place = readPath(file, registry.kinds);
  if (!place) return fix;
  const attempt = (
    code: FindingCode,
    mend: (source: string, markdown: MarkdownFile) => { text: string } | { refused: Fix['refused'][number]['reason'] },
  ) => {
    const source = withPlainLineEnds(fix.text);
    const { markdown } = readMarkdown(source, file);
    if (!codes.has(code) || !markdown) return;
    const mended = mend(source, markdown);
    if ('refused' in mended) fix.refused.push({ code, reason: mended.refused });
    else {
      fix.text = text.includes('\r\n') ? mended.text.replaceAll('\n', '\r\n') : mended.text;
      fix.fixed.push(code);
    }
  };
  attempt('key-order', (source, markdown) => fixKeys(source, markdown, place));
  attempt('heading-order', (source, markdown) => fixHeadings(source, markdown, place, registry));
  return fix;
}

function fixKeys(
  source: string,
  { file, yaml, body }: MarkdownFile,
  { kind, name }: RecordPath,
): { text: string } | { refused: KeySortRefusal } {
  const schema = name === 'index' ? kind.schema : kind.translationSchema;
  const orders = walkMaps(yaml.data, schema).filter(({ keys, canonical }) => keys.join() !== canonical.join());
  const sorted = sortYamlKeys(splitFrontMatter(source)!.front, orders);
  if ('refused' in sorted) return sorted;
  const text = `---\n${sorted.text}---\n${body}`;
  const again = readMarkdown(text, file).markdown;
  const isSame = JSON.stringify(again?.yaml.data) === JSON.stringify(orderKeys(yaml.data, schema));
  return isSame ? { text } : { refused: 'changed' };
}

function fixHeadings(
  source: string,
  { yaml, body }: MarkdownFile,
  { kind: { sections }, name }: RecordPath,
  { vocabularies }: Pick<Records, 'vocabularies'>,
): { text: string } | { refused: 'heading' } {
  const locale = name === 'index' ? String((yaml.data as { language?: unknown }).language) : name!;
  const vocabulary = vocabularies.get(sections.vocabulary);
  const rank = (heading: string) => {
    const id = vocabulary && sectionOf(heading, sections.ids, vocabulary, locale);
    return id === undefined ? undefined : sections.ids.indexOf(id);
  };
  const sorted = sortSections(body, rank);
  return sorted === undefined ? { refused: 'heading' } : { text: source.slice(0, source.length - body.length) + sorted };
}
