import {
  type Block,
  type Cite,
  gapBefore,
  statementLabel,
  type Pack,
  type PackStatement,
  referenceId,
  type Run,
  ASSESSMENT_SIGNS,
  type Sheet,
} from '../document.ts';

/** The pack as Markdown that every reader of it understands alike: no HTML, and no sign of a text has a meaning. */
export function packMarkdown(pack: Pack): string {
  const parts = [`# ${escape(pack.title.text)}`, ...pack.cover.map(render), ...pack.blocks.map(render)];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

/** Signs that would be markup, wherever in a line they stand. */
const SIGNS = /[\\`*_{}[\]<>#|~!&]/g;
/** What is markup at the start of a line only. */
const START = /^(\s*)([-+=:]|\d+(?=[.)]))/;

function escape(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').replaceAll(SIGNS, String.raw`\$&`);
  return line
    .replace(START, (_, blanks: string, sign: string) => (/\d/.test(sign) ? `${blanks}${sign}` : `${blanks}\\${sign}`))
    .replace(/^(\d+)([.)])/, String.raw`$1\$2`);
}

function run({ text, href, strong, sign, cites = [] }: Run): string {
  const signed = escape(sign === undefined ? text : `${ASSESSMENT_SIGNS[sign]} ${text}`);
  const shown = strong ? `**${signed}**` : signed;
  const linked = href === undefined ? shown : `[${shown}](<${href.replaceAll(/[<>\s]/g, encodeURIComponent)}>)`;
  return cites.length > 0 ? `${linked} ${citations(cites)}` : linked;
}

const citations = (cites: readonly Cite[]): string =>
  `(${cites.map(({ number, locator }) => `${referenceId(number)}${locator ? ` ${escape(locator.text)}` : ''}`).join('; ')})`;

const listed = (item: readonly Run[]) => item.map((each, index) => `${gapBefore(item, index)}${run(each)}`).join('');

/** A cell of a table has one line: what begins a line of its own has a dot before it. */
const runs = (all: readonly Run[], between: string) =>
  all.map((each, index) => (index > 0 ? (each.startsLine ? ' · ' : between) : '') + run(each)).join('');

function render(block: Block): string {
  switch (block.type) {
    case 'heading':
      return `${'#'.repeat(block.level + 1)} ${escape(block.text.text)}`;
    case 'paragraph':
      return runs(block.runs, block.style === 'facts' ? ' · ' : ' ');
    case 'list':
      return block.items.map((item, index) => `${block.ordered ? `${index + 1}.` : '-'} ${listed(item)}`).join('\n');
    case 'statements':
      return block.items.map((item) => statement(item, block.compact)).join('\n');
    case 'table':
      return [
        `**${escape(block.caption.text)}**\n`,
        row(block.head.map(({ text }) => escape(text))),
        row(block.head.map(() => '---')),
        ...block.rows.map((cells) => row(cells.map((cell) => runs(cell, ' ')))),
      ].join('\n');
    case 'picture':
      return `_${escape(block.alt.text)}_`;
    case 'references':
      return block.items.map(({ number, runs: parts }) => `- ${referenceId(number)}: ${runs(parts, ' ')}`).join('\n');
    case 'brief':
    case 'card':
      return block.blocks.map(render).filter(Boolean).join('\n\n');
    case 'sheet':
      return sheet(block);
  }
}

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;

function statement(item: PackStatement, isCompact: boolean): string {
  const notes = item.notes.map(({ name, text }) => `${escape(name.text)}${text ? ` ${escape(text.text)}` : ''}`);
  const parts = [
    `**${escape(item.kind.text)}.**`,
    ...(item.figure ? [`**${escape(item.figure.text)}**`] : []),
    escape(item.text.text),
    ...(item.cites.length > 0 ? [citations(item.cites)] : []),
    ...notes.map((note) => `— ${note}`),
    ...(item.about ? [run(item.about)] : []),
    `[${escape(statementLabel(item, isCompact))}](<${item.href}>)`,
  ];
  return `- ${parts.join(' ')}`;
}

const sheet = (block: Sheet): string =>
  [
    `### ${escape(block.title.text)}`,
    escape(block.intro.text),
    `\`${block.key}\``,
    [
      row(block.head.map(({ text }) => escape(text))),
      row(block.head.map(() => '---')),
      ...block.fields.map(({ id, label }) => row([`${escape(label.text)} \`${id}\``, ' '])),
    ].join('\n'),
    [
      row(block.lessonHead.map(({ text }) => escape(text))),
      row(block.lessonHead.map(() => '---')),
      ...block.lessons.map(({ id, text }) => row([`${escape(text.text)} \`${id}\``, ' ', ' '])),
    ].join('\n'),
  ].join('\n\n');
