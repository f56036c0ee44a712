import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { inflateSync } from 'node:zlib';
import { unzipSync } from 'fflate';
import { parseHTML } from 'linkedom';
import { remark } from 'remark';
import remarkGfm from 'remark-gfm';
import { SaxesParser } from 'saxes';
import { visit } from 'unist-util-visit';
import { beforeAll, describe, expect, test } from 'vitest';
import { allBlocks, type Block, outlineOf, type Pack, type Drawing, statementsOfPack } from '#registry/pack/document.ts';
import { type Format, FORMATS, renderPack } from '#registry/pack/format/formats.ts';
import { setPdf } from '#registry/pack/format/pdf.ts';
import { packIn, PACK_SITE } from './example.ts';
import { registry } from '../../real-content.ts';

const PERMALINK = new RegExp(`${PACK_SITE}/[a-z]+/cases/[a-z0-9-]+/at/[0-9a-f]+/(?:lesson|result)-[a-z0-9-]+/`, 'g');
const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);

/** A PDF as text, its compressed parts too. */
function readPdf(bytes: Uint8Array): string {
  const raw = Buffer.from(bytes).toString('latin1');
  const streams = [...raw.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map(([, data]) => {
    try {
      return inflateSync(Buffer.from(data!, 'latin1')).toString('latin1');
    } catch {
      return '';
    }
  });
  return [raw, ...streams].join('\n');
}

const readers: Record<Format, (bytes: Uint8Array) => string> = {
  html: text,
  md: text,
  pdf: readPdf,
  docx: (bytes) => text(unzipSync(bytes)['word/_rels/document.xml.rels']),
  xlsx: (bytes) => text(unzipSync(bytes)['xl/sharedStrings.xml']),
  pptx: (bytes) =>
    Object.entries(unzipSync(bytes))
      .filter(([name]) => name.startsWith('ppt/slides/_rels/'))
      .map(([, part]) => text(part))
      .join('\n'),
};

/** What whoever reads one page reads, which is what slides show. */
const highlightsOf = ({ blocks }: Pack): Block =>
  blocks
    .slice(blocks.findIndex((block) => 'id' in block && block.id === 'highlights'))
    .find(({ type }) => type === 'statements')!;

describe.each([...registry.locales.keys()])('in %s', (locale) => {
  let pack: Pack;
  const files = {} as Record<Format, Uint8Array>;
  beforeAll(async () => {
    pack = packIn(locale);
    for (const format of FORMATS) files[format] = await renderPack(pack, format);
  });

  test.each(FORMATS)('%s has the permalinks of all statements and no other', (format) => {
    const shown = format === 'pptx' ? { blocks: [highlightsOf(pack)] } : pack;
    const expected = [...statementsOfPack(shown).values()].map(({ href }) => href).toSorted();
    const found = [...new Set(readers[format](files[format]).match(PERMALINK))].toSorted();
    expect(found).toEqual(expected);
    expect(found.length).toBeGreaterThan(format === 'pptx' ? 5 : 60);
  });

  test('the PDF is tagged, says its language and title, has all headings as bookmarks and only our faces', async () => {
    const pdf = readPdf(files.pdf);
    expect(pdf).toMatch(/\/MarkInfo\s*<<\s*\/Marked true/);
    expect(pdf).toMatch(/pdfuaid:part>1</);
    expect(pdf).toMatch(new RegExp(`/Lang \\(${pack.tag.split('-')[0]!}`));
    expect(pdf).toMatch(/\/DisplayDocTitle true/);
    const faces = new Set([...pdf.matchAll(/\/FontName\s*\/(?:[A-Z]{6}\+)?([A-Za-z]+)/g)].map(([, name]) => name));
    expect(faces.size).toBeGreaterThan(1);
    for (const face of faces) expect(face).toMatch(/^(?:Literata|PublicSans)/);
    expect(pdf.match(/\/Title /g)!.length).toBeGreaterThanOrEqual(outlineOf(pack).length);
    const pictures = allBlocks(pack.blocks).filter(({ type }) => type === 'picture');
    expect(pictures.length).toBeGreaterThan(0);
    expect(pdf.match(/\/S \/Figure\s/g)).toHaveLength(pictures.length);
    expect(pdf.match(/\/S \/Figure\s[^>]*?\/Alt /g)).toHaveLength(pictures.length);
    const { briefs } = await setPdf(pack);
    expect(briefs).toHaveLength(pack.blocks.filter(({ type }) => type === 'brief').length);
    for (const { id, start, end } of briefs) expect(end, id).toBe(start);
  });

  test('Word gets well-formed parts whose relations, bookmarks and styles are all there', () => {
    const parts = unzipSync(files.docx);
    for (const [name, bytes] of Object.entries(parts)) {
      if (!/\.(?:xml|rels)$/.test(name)) continue;
      const parser = new SaxesParser();
      parser.on('error', (error) => expect.fail(`${name}: ${error.message}`));
      parser.write(text(bytes)).close();
    }
    const body = text(parts['word/document.xml']);
    const all = (xml: string, expression: RegExp) => new Set([...xml.matchAll(expression)].map(([, value]) => value!));
    const relations = all(text(parts['word/_rels/document.xml.rels']), / Id="([^"]+)"/g);
    for (const id of all(body, /r:(?:id|embed)="([^"]+)"/g)) expect(relations).toContain(id);
    const pictures = allBlocks(pack.blocks).filter(({ type }) => type === 'picture');
    const described = [...body.matchAll(/<wp:docPr [^>]*descr="([^"]+)"/g)].map(([, words]) => words);
    expect(described).toEqual(pictures.map((block) => (block as Drawing).alt.text));
    expect(Object.keys(parts).filter((name) => /^word\/media\/.*\.(?:png|svg)$/.test(name))).toHaveLength(2 * pictures.length);
    const marks = all(body, /<w:bookmarkStart[^>]*w:name="([^"]+)"/g);
    for (const name of all(body, /w:anchor="([^"]+)"/g)) expect(marks).toContain(name);
    const styles = all(text(parts['word/styles.xml']), /w:styleId="([^"]+)"/g);
    for (const id of all(body, /<w:(?:pStyle|rStyle) w:val="([^"]+)"/g)) expect(styles).toContain(id);
    expect(body.match(/<w:tblHeader/g)).toHaveLength(body.match(/<w:tbl>/g)!.length);
    expect(text(parts['word/styles.xml'])).toContain(`<w:lang w:val="${pack.tag}"`);
    expect(body).not.toMatch(/w:fldChar/);
    expect(text(parts['word/styles.xml'])).not.toMatch(/w:line="\d+"(?![^>]*w:lineRule)/);
    const headings = body.match(/<w:pStyle w:val="Heading[12]"\/>/g)!.length;
    const cards = allBlocks(pack.blocks).filter(({ type }) => type === 'card').length;
    expect(headings).toBe(outlineOf(pack).length + cards);
  });

  test('slides have the questions, the map with the counts, what the cases say, whole, and who learned from whom', () => {
    const parts = unzipSync(files.pptx);
    const types = text(parts['[Content_Types].xml']);
    for (const [name, bytes] of Object.entries(parts)) {
      if (!/\.(?:xml|rels)$/.test(name)) continue;
      const parser = new SaxesParser();
      parser.on('error', (error) => expect.fail(`${name}: ${error.message}`));
      parser.write(text(bytes)).close();
      if (name.endsWith('.xml') && !name.startsWith('[')) expect(types).toContain(`PartName="/${name}"`);
      if (!name.endsWith('.rels')) continue;
      const folder = new URL(name.replace('_rels/', ''), 'file:///');
      for (const [whole, target] of text(bytes).matchAll(/Target="([^"]+)"[^>]*/g))
        if (!whole.includes('External')) expect(Object.keys(parts)).toContain(new URL(target!, folder).pathname.slice(1));
    }
    const slides = Object.keys(parts).filter((name) => /^ppt\/slides\/slide\d\.xml$/.test(name));
    const read = slides.map((name) => {
      const { document } = parseHTML(text(parts[name]).replaceAll(/<(\/?)[apr]:/g, '<$1x-'));
      const all = (tag: string) => [...document.querySelectorAll(`x-${tag.toLowerCase()}`)];
      return {
        titles: all('ph').filter((place) => place.getAttribute('type') === 'title').length,
        words: all('p').map((line) => line.textContent),
        pictures: [...document.querySelectorAll('[descr]')].map((each) => each.getAttribute('descr')),
        rows: all('tr').length,
      };
    });
    for (const { titles } of read) expect(titles).toBe(1);
    const [asked, placed, ...more] = read;
    for (const { text: words } of registry.sessions.get('2027-mesas')!.facts.questions)
      if (locale === 'es') expect(asked!.words).toContain(words);
    expect(placed!.rows).toBe(6);
    expect([placed, more.at(-1)].flatMap((slide) => slide!.pictures)).toHaveLength(2);
    const said = more
      .slice(0, -1)
      .flatMap(({ words }) => words)
      .join('\n');
    for (const item of statementsOfPack({ blocks: [highlightsOf(pack)] }).values()) expect(said).toContain(item.text.text);
  });

  test('a spreadsheet has a row for each statement, and no formula', () => {
    const parts = unzipSync(files.xlsx);
    const sheet = text(parts['xl/worksheets/sheet1.xml']);
    expect(sheet.match(/<row /g)).toHaveLength(statementsOfPack(pack).size + 1);
    expect(sheet).not.toMatch(/<f[ >]/);
  });
});

test('files have the same bytes when another process makes them, in another time zone and language', async () => {
  const script = `
    import { packIn } from './test/unit/pack/example.ts';
    import { FORMATS, renderPack } from '#registry/pack/format/formats.ts';
    import { createHash } from 'node:crypto';
    const found = {};
    for (const locale of ['pt', 'es']) for (const format of FORMATS)
      found[locale + format] = createHash('sha256').update(await renderPack(packIn(locale, '2027-renta-natural'), format)).digest('hex');
    console.log(JSON.stringify(found));`;
  const env = { ...process.env, TZ: 'Pacific/Kiritimati', LANG: 'de_DE.UTF-8', NODE_OPTIONS: '' };
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { env });
  const theirs = JSON.parse(stdout) as Record<string, string>;
  for (const locale of ['pt', 'es'])
    for (const format of FORMATS) {
      const bytes = await renderPack(packIn(locale, '2027-renta-natural'), format);
      expect(createHash('sha256').update(bytes).digest('hex'), `${locale} ${format}`).toBe(theirs[locale + format]);
    }
  expect(Object.keys(theirs)).toHaveLength(2 * FORMATS.length);
});

const HOSTILE = [
  '#import "@preview/evil:0.1.0"',
  '#read("/etc/passwd")',
  '= Title',
  '`code` $x$ @ref *bold* _it_',
  '<script>alert(1)</script>',
  '=HYPERLINK("http://evil.example")',
  '|a|b| \\ [x](javascript:alert(1))',
  'a'.repeat(4000),
  '中文 العربية 🎉',
  '#{while true {}}',
  '&amp; ]]> <!-- --!>',
];

test('words are letters in every format, whatever they are', async () => {
  let texts = 0;
  const pack = JSON.parse(
    JSON.stringify(packIn('es', '2027-renta-natural'), (key, value: unknown) =>
      key === 'text' && typeof value === 'string' ? HOSTILE[texts++ % HOSTILE.length] : value,
    ),
  ) as Pack;
  expect(texts).toBeGreaterThan(20 * HOSTILE.length);
  const made = Object.fromEntries(
    await Promise.all(FORMATS.map(async (format) => [format, await renderPack(pack, format)] as const)),
  ) as Record<Format, Uint8Array>;
  expect(parseHTML(text(made.html)).document.querySelectorAll('script, [onerror], a[href^="javascript:"]')).toHaveLength(0);
  expect(text(unzipSync(made.xlsx)['xl/worksheets/sheet1.xml'])).not.toMatch(/<f[ >]/);
  const read = remark().use(remarkGfm).parse(text(made.md));
  visit(read, (node) => {
    expect(node.type).not.toBe('html');
    if (node.type === 'link') expect(node.url).toMatch(/^https?:/);
  });
  const inSlides = unzipSync(made.pptx);
  for (const [name, part] of Object.entries(inSlides)) {
    if (!/\.(?:xml|rels)$/.test(name)) continue;
    const parser = new SaxesParser();
    parser.on('error', (error) => expect.fail(`${name}: ${error.message}`));
    parser.write(text(part)).close();
  }
  const inWord = text(unzipSync(made.docx)['word/document.xml']);
  for (const hostile of HOSTILE) {
    const escaped = hostile.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
    expect(inWord.includes(escaped) || inWord.includes(escaped.replaceAll('&quot;', '"')), hostile).toBe(true);
  }
  expect(made.pdf.length).toBeGreaterThan(10_000);
});
