import { describe, expect, test } from 'vitest';
import { MarkdownTooDeep, parseMarkdown } from '#registry/markdown/parse.ts';
import { renderMarkdown } from '#registry/markdown/render.ts';
import { MAX_BODY_CHARACTERS } from '#registry/record/text.ts';
import { mostWork, realisticText, workOf } from '../growth/growth.ts';

const fill = (piece: string, length = MAX_BODY_CHARACTERS) => piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
const around = (open: string, close: string, times: number) => open.repeat(times) + close.repeat(times);

/** The slowest texts for a Markdown parser, at the maximum length of a body, and again in paragraphs just below their limit. */
const attacks: Record<string, string> = {
  '600 runs of back-ticks': Array.from({ length: 600 }, (_, index) => '`'.repeat((index % 80) + 1)).join(' '),
  'runs of back-ticks that never close': fill('` `` '),
  'emphasis in emphasis': around('*a ', 'b*', 7_000),
  'emphasis in emphasis, in paragraphs': fill(`${around('*a ', 'b*', 190)}\n\n`),
  'strong in strong, in paragraphs': fill(`${around('**a ', 'b**', 95)}\n\n`),
  'pictures in pictures': around('![a', '](b)', 5_000),
  'pictures in pictures, in paragraphs': fill(`${around('![a', '](b)', 130)}\n\n`),
  brackets: fill('['),
  'brackets, in paragraphs': fill(`${'['.repeat(390)}\n\n`),
  'underlined headings': fill('a\n=\n'),
  quotations: fill('> a\n\n'),
  'lines of one quotation': `> ${fill('a\n')}`,
  'items of a list': fill('- a\n'),
  'lists in lists': Array.from({ length: 31 }, (_, index) => `${'  '.repeat(index)}- a`).join('\n'),
  'rows of a table': `|a|\n|-|\n${fill('|a|\n')}`,
  'columns of a table': `|a|\n|-|\n${fill('|a')}`,
  addresses: fill('www.a '),
  'mail addresses': fill('a@b.c '),
  'the beginning of addresses': fill('http://'),
  definitions: fill('[a]: b\n'),
  backslashes: fill('\\'),
  blanks: `a${fill(' ')}b`,
  'brackets of a target': `[a](${fill('(')}`,
  'the beginning of HTML': fill('<a '),
  citations: fill('[@a, page 1]'),
  colons: fill(':a'),
  digits: fill('1. a\n'),
};

describe('row 5: Markdown that is made to keep the parser busy is answered in bounded time', () => {
  const cite = (id: string) => ({ href: `#${id}`, text: id, label: id });
  const show = (body: string) => renderMarkdown(parseMarkdown(body), { cite, link: (href) => href, noteBack: (mark) => mark });

  // Without the limits the worst of these take minutes.
  test.each(Object.entries(attacks))('%s', (_name, body) => {
    const work = workOf(() => {
      try {
        show(body);
      } catch (error) {
        expect(error).toBeInstanceOf(MarkdownTooDeep);
      }
    });
    expect(work).toBeLessThan(mostWork(workOf(() => show(realisticText(MAX_BODY_CHARACTERS)))));
  });

  test('and what people write is not taken for it', () => {
    const paragraph = `${'Una *palabra* con [enlace](https://example.org) y una nota [@fuente, page 3]. '.repeat(8)}\n\n`;
    const table = `| a | b | c | d |\n|---|---|---|---|\n${'| 1 | 2 | 3 | 4 |\n'.repeat(150)}\n`;
    expect(parseMarkdown(paragraph.repeat(20) + table + '- un punto\n'.repeat(200)).children.length).toBe(22);
  });
});

test.each(['De ~50 km a 60~70 km', 'H~2~O', 'Entre ~5 % y ~7 %~'])('one tilde strikes nothing out: %j', (body) =>
  expect(parseMarkdown(body).children).toMatchObject([{ children: [{ type: 'text', value: body }] }]),
);
