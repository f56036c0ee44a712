import type { Element, ElementContent } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import { OUTCOME_COLOURS } from '../../chart/outcome-colours.ts';
import { unbrokenHtml } from '../../page/unbroken.ts';
import {
  type Block,
  type Cite,
  gapBefore,
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

/** The pack as an element of a page: what the site shows, and what the file is made of. */
export const packArticle = (pack: Pack): Element =>
  h('article.pack', [
    h('header.pack-cover', [h('h1', words(pack.title)), ...pack.cover.map(render)]),
    h('nav.pack-contents', { ariaLabel: pack.contents.text }, [
      h('p.kicker', pack.contents.text),
      h(
        'ol',
        outlineOf(pack)
          .filter(({ level }) => level === 1)
          .map(({ id, text }) => h('li', h('a', { href: `#${id}` }, words(text)))),
      ),
    ]),
    ...pack.blocks.map(render),
  ]);

const words = ({ text, lang }: PackText): ElementContent[] => [
  lang === undefined ? { type: 'text', value: text } : h('span', { lang }, text),
];

/** Marks of outcomes are shapes of the site's sheet of marks; in a file of its own the word says it alone. */
function run(shown: Run): ElementContent {
  const sign = shown.sign === undefined ? [] : [h('span.pack-sign', { ariaHidden: 'true' }, `${ASSESSMENT_SIGNS[shown.sign]} `)];
  const inner = shown.strong ? h('strong', [...sign, ...words(shown)]) : h('span', [...sign, ...words(shown)]);
  const marked = shown.outcome === undefined ? inner : h('span', { className: ['outcome', `outcome-${shown.outcome}`] }, [inner]);
  const linked = shown.href === undefined ? marked : h('a', { href: shown.href }, [marked]);
  return shown.cites && shown.cites.length > 0 ? h('span', [linked, citations(shown.cites)]) : linked;
}

const citations = (cites: readonly Cite[]): Element =>
  h(
    'sup.citations',
    cites.flatMap(({ number, locator }, index) => [
      ...(index > 0 ? [', '] : []),
      h('a.citation', { href: `#${referenceId(number)}`, title: locator?.text }, String(number)),
    ]),
  );

const runs = (all: readonly Run[], between: string): (ElementContent | string)[] =>
  all.flatMap((each, index) => (index > 0 ? [each.startsLine ? h('br') : between, run(each)] : [run(each)]));

const listed = (item: readonly Run[]): (ElementContent | string)[] =>
  item.flatMap((each, index) => [gapBefore(item, index), run(each)]);

function render(block: Block): Element {
  switch (block.type) {
    case 'heading':
      return h(`h${block.level + 1}`, { id: block.id }, words(block.text));
    case 'paragraph':
      return h('p', { className: [`pack-${block.style}`] }, runs(block.runs, block.style === 'facts' ? ' · ' : ' '));
    case 'list':
      return h(
        block.ordered ? 'ol.pack-list' : 'ul.pack-list',
        block.items.map((item) => h('li', listed(item))),
      );
    case 'statements':
      return h(
        'ul.quotes',
        block.items.map((item) => statement(item, block.compact)),
      );
    case 'table':
      return h('div.pack-table', [
        h('table', [
          h('caption', words(block.caption)),
          h(
            'thead',
            h(
              'tr',
              block.head.map((each) => h('th', { scope: 'col' }, words(each))),
            ),
          ),
          h(
            'tbody',
            block.rows.map((row) =>
              h(
                'tr',
                row.map((cell, index) => (index === 0 ? h('th', { scope: 'row' }, runs(cell, ' ')) : h('td', runs(cell, ' ')))),
              ),
            ),
          ),
        ]),
      ]);
    case 'picture':
      return picture(block);
    case 'references':
      return h(
        'ol.sources',
        block.items.map(({ number, runs: parts }) => h('li', { id: referenceId(number), value: number }, runs(parts, ' '))),
      );
    case 'brief':
    case 'card':
      return h(`section.pack-${block.type}`, { id: block.id }, block.blocks.map(render));
    case 'sheet':
      return sheet(block);
  }
}

function picture({ id, svg, alt, caption }: Drawing): Element {
  const [drawn] = fromHtml(svg, { fragment: true, space: 'svg' }).children as Element[];
  const { width: _width, height: _height, ...properties } = drawn!.properties;
  const shown: Element = { ...drawn!, properties: { ...properties, role: 'img', ariaLabel: alt.text } };
  return h('figure.pack-picture', { id }, [shown, h('figcaption', words(caption))]);
}

function statement(item: PackStatement, isCompact: boolean): Element {
  return h('li.quote', [
    h('p', [
      h('span.kicker', words(item.kind)),
      ' ',
      ...(item.figure ? [h('strong', words(item.figure)), ' '] : []),
      h('q', words(item.text)),
      ...(item.cites.length > 0 ? [citations(item.cites)] : []),
    ]),
    ...item.notes.map(({ name, text }) => h('p.small', [h('span.kicker', words(name)), ...(text ? [' ', ...words(text)] : [])])),
    h('p.case-meta', [
      ...(item.about ? [run(item.about)] : []),
      h('a.permalink', { href: item.href }, statementLabel(item, isCompact)),
    ]),
  ]);
}

function sheet(block: Sheet): Element {
  const head = (cells: readonly PackText[]) =>
    h(
      'thead',
      h(
        'tr',
        cells.map((each) => h('th', { scope: 'col' }, words(each))),
      ),
    );
  const id = (name: string) => h('code.small', name);
  return h('section.pack-sheet', { id: block.id }, [
    h('h3', words(block.title)),
    h('p.small', words(block.intro)),
    h('p', id(block.key)),
    h('table', [
      head(block.head),
      h(
        'tbody',
        block.fields.map((field) => h('tr', [h('th', { scope: 'row' }, [...words(field.label), ' ', id(field.id)]), h('td')])),
      ),
    ]),
    ...(block.lessons.length === 0
      ? []
      : [
          h('table', [
            head(block.lessonHead),
            h(
              'tbody',
              block.lessons.map((lesson) =>
                h('tr', [
                  h('th', { scope: 'row' }, [
                    h('span.kicker', words(lesson.kind)),
                    ' ',
                    ...words(lesson.text),
                    ' ',
                    id(lesson.id),
                  ]),
                  h('td'),
                  h('td'),
                ]),
              ),
            ),
          ]),
        ]),
  ]);
}

/** Small enough to read at once, and it prints one brief on a page. Colours are those of the site. */
const STYLE = `
body{font:1rem/1.5 Georgia,serif;color:#1b1e21;background:#fbfaf6;max-width:46rem;margin:2rem auto;padding:0 1rem}
h1,h2,h3,h4{line-height:1.25;font-weight:500}h2{margin-top:3rem;border-top:2px solid;padding-top:1rem}
a{color:#17535a}q{quotes:none}ul.quotes{list-style:none;padding:0}
.quote{border-left:2px solid #8a8478;padding:.2rem 0 .2rem 1rem;margin:.8rem 0}
.kicker,.small,.pack-small,.pack-facts,.case-meta,table,code{font:.875rem/1.45 Arial,sans-serif}.kicker{font-weight:700}
.pack-lead{font-size:1.2rem;font-style:italic}.case-meta a{margin-right:1rem}
.pack-table{overflow-x:auto}table{border-collapse:collapse;width:100%;margin:1rem 0}
figure{margin:1rem 0}figure svg{display:block;width:100%;height:auto;max-height:90vh}figcaption{font:.875rem/1.45 Arial,sans-serif}
caption{text-align:left;font-weight:700;padding-bottom:.4rem}th,td{text-align:left;vertical-align:top;border-bottom:1px solid #d8d3c6;padding:.35rem .5rem .35rem 0}
tbody th{font-weight:400}.pack-sheet td{border:1px solid #8a8478;min-width:6rem;height:3rem}.pack-card{border:1px solid;padding:0 1rem;margin:1rem 0}
.outcome{font-weight:600}${Object.entries(OUTCOME_COLOURS)
  .map(([outcome, colour]) => `.outcome-${outcome}{color:${colour}}`)
  .join('')}
@media print{body{background:none;max-width:none}h2,.pack-brief,.pack-sheet{break-before:page}.quote,.pack-card{break-inside:avoid}thead{display:table-header-group}}
`;

/** The pack as one file that needs nothing else. */
export const packHtml = (pack: Pack): string =>
  `<!doctype html>\n${unbrokenHtml(
    toHtml(
      h('html', { lang: pack.tag }, [
        h('head', [
          h('meta', { charSet: 'utf-8' }),
          h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
          h('title', pack.title.text),
          h('style', STYLE),
        ]),
        h('body', [packArticle(pack)]),
      ]),
    ),
  )}\n`;
