import * as word from 'docx';
import { OUTCOME_COLOURS } from '../../chart/outcome-colours.ts';
import { unbroken } from '../../page/unbroken.ts';
import {
  type Block,
  type Cite,
  gapBefore,
  noteName,
  stampOf,
  statementLabel,
  outlineOf,
  type Pack,
  type PackStatement,
  type Drawing,
  referenceId,
  type Run,
  type Sheet,
  ASSESSMENT_SIGNS,
  type PackText,
} from '../document.ts';
import { roomForHeads } from './column-widths.ts';
import { fit, pictureAsPng } from './png.ts';
import { settleZip } from './settle-zip.ts';

/** Width of the text on A4, in twentieths of a point. */
const WIDTH = 9638;
/** The same on A4 laid down, for tables of many columns. */
const WIDE = 14570;
const INK = '1B1E21';
const QUIET = '555B60';
const ACCENT = '17535A';

/** The pack as a Word document: real headings, links, tables with heads that repeat, and a language. Its bytes follow from the pack. */
export async function packDocx(pack: Pack): Promise<Uint8Array> {
  if (pack.isBare)
    return await documentOf(
      pack,
      pack.blocks.flatMap((block, index) => render(block, index > 0)),
    );
  const contents = outlineOf(pack).map(({ id, text, level }) =>
    paragraph([link(`#${id}`, [new word.TextRun({ text: text.text, style: 'Hyperlink' })])], 'TableText', {
      indent: { left: (level - 1) * 300 },
    }),
  );
  const cover = [
    new word.Paragraph({ heading: word.HeadingLevel.TITLE, children: words(pack.title) }),
    ...pack.cover.flatMap((line) => render(line)),
    paragraph([new word.TextRun({ text: pack.contents.text, bold: true })], 'Facts', { spacing: { before: 600, after: 120 } }),
    ...contents,
  ];
  return await documentOf(pack, [...cover, ...pack.blocks.flatMap((block) => render(block))]);
}

/** One comment sheet as a document of its own. */
export const sheetDocx = async (pack: Pack, sheet: Sheet): Promise<Uint8Array> =>
  await documentOf(pack, sheetBlocks(sheet, false));

type Child = word.ParagraphChild;

const bookmark = (id: string) => id.replaceAll(/[^A-Za-z0-9_]/g, '_').slice(0, 40);

function link(href: string, children: Child[]): Child {
  return href.startsWith('#')
    ? new word.InternalHyperlink({ anchor: bookmark(href.slice(1)), children })
    : new word.ExternalHyperlink({ link: href, children });
}

const language = (lang: string | undefined) => (lang === undefined ? {} : { language: { value: lang } });
const words = ({ text, lang }: PackText, style: word.IRunOptions = {}): Child[] => [
  new word.TextRun({ text: unbroken(text), ...language(lang), ...style }),
];

function run(shown: Run): Child[] {
  const signed = shown.sign === undefined ? shown : { ...shown, text: `${ASSESSMENT_SIGNS[shown.sign]} ${shown.text}` };
  const inner = words(signed, {
    ...(shown.strong || shown.outcome ? { bold: true } : {}),
    ...(shown.outcome ? { color: OUTCOME_COLOURS[shown.outcome].slice(1) } : {}),
    ...(shown.href === undefined || shown.outcome ? {} : { style: 'Hyperlink' }),
  });
  return [...(shown.href === undefined ? inner : [link(shown.href, inner)]), ...citations(shown.cites ?? [])];
}

const citations = (cites: readonly Cite[]): Child[] =>
  cites.flatMap(({ number, locator }) => [
    new word.TextRun(' '),
    link(`#${referenceId(number)}`, [
      new word.TextRun({ text: `[${number}${locator ? `: ${locator.text}` : ''}]`, style: 'Reference' }),
    ]),
  ]);

const runs = (all: readonly Run[], between: string): Child[] =>
  all.flatMap((each, index) => [
    ...(index > 0 ? [each.startsLine ? new word.TextRun({ break: 1 }) : new word.TextRun(between)] : []),
    ...run(each),
  ]);

const listed = (item: readonly Run[]): Child[] =>
  item.flatMap((each, index) => [...(index > 0 ? [new word.TextRun(gapBefore(item, index))] : []), ...run(each)]);

const paragraph = (children: Child[], style?: string, more: word.IParagraphOptions = {}) =>
  new word.Paragraph({ children, ...(style === undefined ? {} : { style }), ...more });

const STYLES = { text: undefined, lead: 'Lead', facts: 'Facts', small: 'TableText' } as const;
const HEADINGS = { 1: word.HeadingLevel.HEADING_1, 2: word.HeadingLevel.HEADING_2, 3: word.HeadingLevel.HEADING_3 } as const;

function render(block: Block, isFirstOfPage = false): (word.Paragraph | word.Table)[] {
  switch (block.type) {
    case 'heading':
      return [
        new word.Paragraph({
          heading: HEADINGS[block.level],
          pageBreakBefore: block.level === 1 || isFirstOfPage,
          children: [new word.Bookmark({ id: bookmark(block.id), children: words(block.text) })],
        }),
      ];
    case 'paragraph':
      return [paragraph(runs(block.runs, block.style === 'facts' ? ' · ' : ' '), STYLES[block.style])];
    case 'list':
      return block.items.map((item) =>
        paragraph(listed(item), undefined, { numbering: { reference: block.ordered ? 'numbers' : 'dots', level: 0 } }),
      );
    case 'statements':
      return block.items.map((item) => statement(item, block.compact));
    case 'table':
      return [
        paragraph(words(block.caption), 'Caption', { keepNext: true }),
        table(
          roomForHeads(block),
          block.head,
          block.rows.map((row) => row.map((cell) => runs(cell, ' '))),
          block.isWide ? 'wide' : block.isForm ? 'form' : 'plain',
        ),
        paragraph([], 'TableText', { spacing: { line: 120, lineRule: 'exact' } }),
      ];
    case 'picture':
      return [picture(block), paragraph(words(block.caption), 'Caption')];
    case 'references':
      return block.items.map(({ number, runs: parts }) =>
        paragraph(
          [
            new word.Bookmark({ id: bookmark(referenceId(number)), children: [new word.TextRun(`[${number}] `)] }),
            ...runs(parts, ' '),
          ],
          'TableText',
        ),
      );
    case 'brief':
      return block.blocks.flatMap((each, index) => render(each, index === 0));
    case 'card':
      return block.blocks.flatMap((each) => render(each));
    case 'sheet':
      return sheetBlocks(block, true);
  }
}

/** Drawn as SVG where a program can, and as PNG where it cannot. */
function picture(block: Drawing): word.Paragraph {
  const transformation = fit(block, { width: 640, height: 660 });
  const image = new word.ImageRun({
    type: 'svg',
    data: Buffer.from(block.svg),
    fallback: { type: 'png', data: Buffer.from(pictureAsPng(block)) },
    transformation,
    altText: { name: block.id, title: block.caption.text, description: block.alt.text },
  });
  return paragraph([image], undefined, { keepNext: true });
}

function statement(item: PackStatement, isCompact: boolean): word.Paragraph {
  const notes = item.notes.flatMap((note) => [
    new word.TextRun({ text: ` ${noteName(note).text}${note.text ? ' ' : ''}`, italics: true }),
    ...(note.text ? words(note.text, { italics: true }) : []),
  ]);
  return paragraph(
    [
      ...words(item.kind, { bold: true }),
      new word.TextRun(' '),
      ...(item.figure ? [...words(item.figure, { bold: true }), new word.TextRun(' ')] : []),
      ...words(item.text),
      ...citations(item.cites),
      ...notes,
      ...(item.about ? [new word.TextRun(' '), ...run(item.about)] : []),
      new word.TextRun(' '),
      link(item.href, [new word.TextRun({ text: statementLabel(item, isCompact), style: 'Reference' })]),
    ],
    'Statement',
  );
}

const line = { style: word.BorderStyle.SINGLE, size: 4, color: 'D8D3C6' };
const none = { style: word.BorderStyle.NONE, size: 0, color: 'FFFFFF' };
const RULES = { top: line, bottom: line, left: none, right: none, insideHorizontal: line, insideVertical: none };
const GRID = { top: line, bottom: line, left: line, right: line, insideHorizontal: line, insideVertical: line };

function table(
  widths: readonly number[],
  head: readonly PackText[],
  rows: readonly Child[][][],
  use: 'plain' | 'form' | 'wide',
): word.Table {
  const width = use === 'wide' ? WIDE : WIDTH;
  const sum = widths.reduce((a, b) => a + b, 0);
  const sizes = widths.map((part) => Math.floor((part / sum) * width));
  const cell = (children: Child[], index: number) =>
    new word.TableCell({
      width: { size: sizes[index]!, type: word.WidthType.DXA },
      margins: { top: 60, bottom: 60, left: 80, right: 80 },
      children: [paragraph(children, 'TableText')],
    });
  return new word.Table({
    width: { size: width, type: word.WidthType.DXA },
    columnWidths: sizes,
    borders: use === 'form' ? GRID : RULES,
    rows: [
      new word.TableRow({
        tableHeader: true,
        cantSplit: true,
        children: head.map((each, index) => cell(words(each, { bold: true }), index)),
      }),
      ...rows.map((row) => new word.TableRow({ cantSplit: use !== 'wide', children: row.map(cell) })),
    ],
  });
}

/** The id of a field or lesson as it is printed: what the sheet is read back by. */
const printed = (id: string) => new word.TextRun({ text: ` ‹${id}›`, style: 'Reference' });

function sheetBlocks(block: Sheet, breaks: boolean): (word.Paragraph | word.Table)[] {
  return [
    new word.Paragraph({
      heading: word.HeadingLevel.HEADING_2,
      pageBreakBefore: breaks,
      children: [new word.Bookmark({ id: bookmark(block.id), children: words(block.title) })],
    }),
    paragraph(words(block.intro), 'TableText'),
    paragraph([new word.TextRun({ text: `‹${block.key}›`, style: 'Reference' })]),
    table(
      [1, 2],
      block.head,
      block.fields.map(({ id, label }) => [[...words(label), printed(id)], []]),
      'form',
    ),
    paragraph([]),
    ...(block.lessons.length === 0
      ? []
      : [
          table(
            [4, 1.3, 2.5],
            block.lessonHead,
            block.lessons.map(({ id, kind, text }) => [
              [...words(kind, { bold: true }), new word.TextRun(' '), ...words(text), printed(`lesson-${id}`)],
              [],
              [],
            ]),
            'form',
          ),
        ]),
  ];
}

/** Always with its rule: without one LibreOffice takes the height of a line as exact, and headings run into each other. */
const spacing = (after: number, height = 264, before = 0) => ({ before, after, line: height, lineRule: 'auto' as const });
/** Faces that come with Word everywhere: it has no fall-back for those of the site, which few readers have installed. */
const SERIF = 'Georgia';
const PLAIN = 'Arial';

/** The library turns the measures of a page that lies. */
const PORTRAIT = { width: 11906, height: 16838 };
const LANDSCAPE = { ...PORTRAIT, orientation: word.PageOrientation.LANDSCAPE };

async function documentOf(pack: Pack, children: (word.Paragraph | word.Table)[]): Promise<Uint8Array> {
  const document = new word.Document({
    title: pack.title.text,
    creator: pack.author.text,
    lastModifiedBy: pack.author.text,
    description: `${pack.session}@${pack.version}`,
    features: { updateFields: false },
    styles: {
      default: {
        document: {
          run: { font: SERIF, size: 20, color: INK, language: { value: pack.tag } },
          paragraph: { spacing: spacing(120) },
        },
        title: { run: { font: SERIF, size: 52, color: INK }, paragraph: { spacing: spacing(240, 264, 1200) } },
        heading1: { run: { font: SERIF, size: 38, color: INK }, paragraph: { spacing: spacing(240), keepNext: true } },
        heading2: {
          run: { font: SERIF, size: 26, bold: true, color: INK },
          paragraph: { spacing: spacing(100, 264, 240), keepNext: true },
        },
        heading3: {
          run: { font: PLAIN, size: 18, bold: true, color: ACCENT },
          paragraph: { spacing: spacing(40, 264, 140), keepNext: true },
        },
        hyperlink: { run: { color: ACCENT, underline: { type: 'single' } } },
      },
      paragraphStyles: [
        {
          id: 'TableText',
          name: 'Table Text',
          basedOn: 'Normal',
          run: { font: PLAIN, size: 16 },
          paragraph: { spacing: spacing(0, 250) },
        },
        { id: 'Lead', name: 'Lead', basedOn: 'Normal', run: { italics: true, size: 23 } },
        { id: 'Facts', name: 'Facts', basedOn: 'Normal', run: { font: PLAIN, size: 17 } },
        { id: 'Caption', name: 'caption', basedOn: 'Normal', run: { font: PLAIN, size: 16, color: QUIET } },
        {
          id: 'Statement',
          name: 'Statement',
          basedOn: 'Normal',
          paragraph: {
            indent: { left: 160 },
            border: { left: { style: 'single', size: 12, color: ACCENT, space: 8 } },
            keepLines: true,
          },
        },
      ],
      characterStyles: [{ id: 'Reference', name: 'Reference', run: { font: PLAIN, size: 14, color: QUIET } }],
    },
    numbering: {
      config: (['numbers', 'dots'] as const).map((reference) => ({
        reference,
        levels: [
          {
            level: 0,
            format: reference === 'numbers' ? ('decimal' as const) : ('bullet' as const),
            text: reference === 'numbers' ? '%1.' : '•',
            style: { paragraph: { indent: { left: 400, hanging: 300 } } },
          },
        ],
      })),
    },
    sections: [
      {
        properties: {
          page: {
            size: pack.blocks.some((block) => block.type === 'table' && block.isWide) ? LANDSCAPE : PORTRAIT,
            margin: { top: 850, bottom: 850, left: 1134, right: 1134 },
          },
        },
        footers: {
          default: new word.Footer({
            children: [
              paragraph([new word.TextRun([pack.title.text, ...(pack.isBare ? [] : [stampOf(pack)])].join(' · '))], 'Caption'),
            ],
          }),
        },
        children,
      },
    ],
  });
  return settleZip(await word.Packer.toBuffer(document), pack.date, settleWord);
}

/** The library names relations at random and counts bookmarks and pictures over the life of the program: all are numbered in the order of the text. */
function settleWord(parts: Record<string, string>): void {
  const path = 'word/document.xml';
  const relations = 'word/_rels/document.xml.rels';
  const names = new Map<string, string>();
  for (const [, name] of parts[path]!.matchAll(/r:(?:id|embed)="([^"]+)"/g))
    if (!names.has(name!)) names.set(name!, `rIdText${names.size + 1}`);
  const rename = (xml: string) =>
    xml.replaceAll(/(\b(?:r:id|r:embed|Id))="([^"]+)"/g, (whole, key: string, name: string) =>
      names.has(name) ? `${key}="${names.get(name)}"` : whole,
    );
  const marks = new Map<string, number>();
  parts[path] = rename(parts[path]!).replaceAll(
    /(<w:bookmark(?:Start|End)[^>]*?w:id=")(\d+)"/g,
    (_, before: string, id: string) => {
      if (!marks.has(id)) marks.set(id, marks.size + 1);
      return `${before}${marks.get(id)}"`;
    },
  );
  let pictures = 0;
  parts[path] = parts[path].replaceAll(/(<wp:docPr id=")\d+"/g, (_, before: string) => `${before}${++pictures}"`);
  const list = [...rename(parts[relations]!).matchAll(/<Relationship [^>]*>/g)].map(([whole]) => whole).sort();
  parts[relations] = parts[relations]!.replace(/<Relationship .*(?=<\/Relationships>)/s, list.join(''));
}
