import { fromHtml } from 'hast-util-from-html';
import type { Nodes } from 'hast';
import type { BriefLimits } from '../case/brief.ts';
import type { CaseRecord } from '../case/record.ts';
import { columnOf } from '../compare/column.ts';
import { type Column, type ComparedField, FIELDS } from '../compare/table.ts';
import type { Speaker } from '../page/speaker.ts';
import { barePack } from './bare.ts';
import { brief } from './brief.ts';
import type { Block, Container, Pack, PackText, Run } from './document.ts';
import { openSource, type PackSource } from './source.ts';

/** Cases that a reader chose, in their order, and how documents of them speak. */
export interface Choice {
  cases: readonly CaseRecord[];
  speaker: Speaker;
  siteUrl: string;
  versionOf: (record: CaseRecord) => string;
}

/** Each chosen case as its brief, with the sources of all at the end: what a pack has of them, without its cover. */
export function briefsPack(choice: Choice, limits?: BriefLimits): Pack {
  const source = sourceOf(choice);
  const { words } = source;
  const briefs = choice.cases.map((record) => raised(brief(record, source, limits)));
  const references = source.references.list();
  const [only] = choice.cases;
  // A single case and its sources stay on one page.
  const blocks: Block[] =
    choice.cases.length === 1
      ? briefs.map((each) => ({ ...each, blocks: [...each.blocks, references] }))
      : [...briefs, { type: 'heading', level: 1, id: 'references', text: words.say('case.sources') }, references];
  const title = only && choice.cases.length === 1 ? only.facts.name : choice.speaker.t('shortlist.document');
  return bare(choice, source, title, blocks);
}

/** Headings of a brief are one level higher where no chapter stands above it. */
const raised = (container: Container): Container => ({
  ...container,
  blocks: container.blocks.map((block) => (block.type === 'heading' ? { ...block, level: (block.level - 1) as 1 | 2 } : block)),
});

/** The table of a comparison as a document, a column for each case. */
export function comparisonPack(choice: Choice): Pack {
  const source = sourceOf(choice);
  const { speaker } = choice;
  const columns = choice.cases.map((record) => columnOf(record, speaker));
  const text = (words: string, column?: Column): PackText => ({
    text: words,
    from: column === undefined ? 'string:compare.field' : `record:${column.id}`,
    ...(column?.lang === undefined ? {} : { lang: column.lang }),
  });
  const title = speaker.t('compare.title');
  const table: Block = {
    type: 'table',
    isWide: true,
    caption: { text: title, from: 'string:compare.title' },
    head: [source.words.say('compare.field'), ...columns.map((column) => text(column.name, column))],
    widths: [1.1, ...columns.map(() => 2)],
    rows: fieldsOf(columns).map((field) => [
      [{ ...text(speaker.t(`compare.field.${field}`)), strong: true as const }],
      ...columns.map((column) => itemsOf(column, field).map((item): Run => ({ ...text(item, column), startsLine: true }))),
    ]),
  };
  const addresses: Block = {
    type: 'list',
    ordered: false,
    items: columns.map((column) => {
      const href = source.address(column.href);
      return [text(`${column.title}.`, column), { ...source.words.fact(href), href }];
    }),
  };
  return bare(choice, source, title, [table, addresses]);
}

/** The same table for a spreadsheet: its heads, and a row for each field. */
export function comparisonRows({ cases, speaker, siteUrl }: Choice): { head: string[]; rows: string[][] } {
  const columns = cases.map((record) => columnOf(record, speaker));
  const { t } = speaker;
  return {
    head: [t('compare.field'), ...columns.map(({ title }) => title)],
    rows: [
      ...fieldsOf(columns).map((field) => [
        t(`compare.field.${field}`),
        ...columns.map((column) => itemsOf(column, field).join('\n')),
      ]),
      [t('table.url'), ...columns.map(({ href }) => new URL(href, siteUrl).href)],
    ],
  };
}

const fieldsOf = (columns: readonly Column[]) => FIELDS.filter((field) => columns.some(({ cells }) => cells[field]?.length));

/** What the parts of a document of chosen cases are made from. */
export const sourceOf = ({ speaker, siteUrl, versionOf, cases }: Choice): PackSource =>
  openSource({ registry: speaker.registry, speaker, session: '', siteUrl, versionOf, version: '', date: dayOf(cases) });

/** The day of what is newest in it: nothing of the day on which it is made. */
export const dayOf = (cases: readonly CaseRecord[]): string =>
  cases
    .map(({ facts }) => facts.compiled.on)
    .toSorted()
    .at(-1) ?? '1970-01-01';

function bare({ speaker, cases, versionOf }: Choice, { words }: PackSource, title: string, blocks: Block[]): Pack {
  const [only] = cases;
  return barePack(words, speaker, {
    name: cases
      .map(({ id }) => id)
      .join(' ')
      .slice(0, 80),
    version: only && cases.length === 1 ? versionOf(only) : '',
    date: dayOf(cases),
    title: words.fact(title),
    blocks,
  });
}

/** What a case says under a field, each item with a dot before it where there are several. */
const itemsOf = ({ cells }: Column, field: ComparedField): string[] => {
  const items = (cells[field] ?? []).map(({ html }) => plain(html));
  return items.length > 1 ? items.map((item) => `• ${item}`) : items;
};

/** The words of a cell; each line break is a dash between what stands before and after it. */
function plain(html: string): string {
  const read = (node: Nodes): string => {
    if (node.type === 'text') return node.value;
    if (node.type === 'element' && node.tagName === 'br') return ' — ';
    return 'children' in node ? node.children.map(read).join('') : '';
  };
  return read(fromHtml(html, { fragment: true }))
    .replaceAll(/\s+/g, ' ')
    .trim();
}
