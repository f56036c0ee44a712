import { brotliCompressSync, gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { sampleSubmission } from './sample-submission.ts';

/** One hostile request, or several at once. The body is generated while it is sent. */
export interface AbuseShape {
  name: string;
  /** CHOICE stands for thirty cases of the content. */
  path: string;
  method?: 'GET' | 'POST';
  headers?: Record<string, string>;
  body?: () => Iterable<string | Uint8Array>;
  /** Parallel requests, each over its own connection. */
  times?: number;
}

/** What the bench puts ids of cases in the place of. */
export const CHOICE = '{cases}';

const MIB = 1024 * 1024;
const json = { 'content-type': 'application/json' };
const boundary = 'x'.repeat(20);
const form = { 'content-type': `multipart/form-data; boundary=${boundary}` };

/** A valid submission but for its texts. */
const withTexts = (texts: Record<string, string>, more: object = {}) =>
  JSON.stringify({ ...sampleSubmission(), body: texts, ...more });

/** The longest text that a body may have: three sections of 12,000 characters. */
const fill = (piece: string) => {
  const text = piece.repeat(Math.ceil(12_000 / piece.length)).slice(0, 12_000);
  return withTexts({ context: text, 'what-was-done': text, results: text });
};
const text = (name: string, piece: string): AbuseShape => ({
  name: `text: ${name}`,
  path: '/v1/validate',
  headers: json,
  body: () => [fill(piece)],
});

function* fields(count: number, bytes: number): Generator<string> {
  const value = 'x'.repeat(bytes);
  for (let field = 0; field < count; field++)
    yield `--${boundary}\r\nContent-Disposition: form-data; name="f${field}"\r\n\r\n${value}\r\n`;
  yield `--${boundary}--\r\n`;
}

function* files(count: number, bytes: number): Generator<string | Uint8Array> {
  for (let file = 0; file < count; file++) {
    yield `--${boundary}\r\nContent-Disposition: form-data; name="attachments"; filename="${file}.pdf"\r\n\r\n%PDF-1.7\n`;
    for (let sent = 0; sent < bytes; sent += MIB) yield new Uint8Array(Math.min(MIB, bytes - sent));
    yield '\r\n';
  }
  yield `--${boundary}--\r\n`;
}

function* repeated(open: string, piece: string, count: number, close: string): Generator<string> {
  yield open;
  const many = piece.repeat(10_000);
  for (let sent = 0; sent < count; sent += 10_000) yield many;
  yield close;
}

const packed = (pack: typeof gzipSync | typeof brotliCompressSync, encoding: string): AbuseShape => ({
  name: `packed: 300 MB of blanks in ${encoding}`,
  path: '/v1/submissions',
  headers: { ...json, 'content-encoding': encoding },
  body: () => [pack(Buffer.alloc(300 * MIB, 0x20))],
});

const pdf = (bytes: number) =>
  Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(bytes), Buffer.from('%%EOF')]).toString('base64');
const jpeg = (bytes: number) => {
  const segment = Buffer.concat([Buffer.from([0xff, 0xe1, 0xff, 0xff]), Buffer.alloc(65_533)]);
  const segments = Array.from({ length: Math.floor(bytes / segment.length) }, () => segment);
  return Buffer.concat([Buffer.from([0xff, 0xd8]), ...segments, Buffer.from([0xff, 0xd9])]).toString('base64');
};
const withFiles = (count: number, bytes: number) =>
  withTexts(
    {},
    {
      attachments: Array.from({ length: count }, (_, index) => ({
        name: 'a',
        description: 'x',
        ...(index === 0 ? { type: 'application/pdf', data: pdf(bytes) } : { type: 'image/jpeg', data: jpeg(bytes) }),
      })),
    },
  );

/** A Word document or workbook of these parts, as it is uploaded. */
function* office(parts: Record<string, string>): Generator<string | Uint8Array> {
  yield `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.xlsx"\r\n\r\n`;
  yield zipSync(
    Object.fromEntries(
      Object.entries({ '[Content_Types].xml': '<Types/>', ...parts }).map(([name, xml]) => [name, strToU8(xml)]),
    ),
  );
  yield `\r\n--${boundary}--\r\n`;
}
const workbook = (styles: string, cells: string, after = ''): Record<string, string> => ({
  'xl/workbook.xml': '<workbook><sheets><sheet name="a" r:id="r1"/></sheets></workbook>',
  'xl/_rels/workbook.xml.rels': '<R><Relationship Id="r1" Target="worksheets/sheet1.xml"/></R>',
  'xl/styles.xml': `<s>${styles}</s>`,
  'xl/worksheets/sheet1.xml': `<w><sheetData>${cells}</sheetData>${after}</w>`,
});
const column = (text: string, rows: number) =>
  Array.from({ length: rows }, (_, row) => `<row r="${row + 1}"><c r="A${row + 1}" t="str"><v>${text}</v></c></row>`).join('');
const paragraph = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
const upload = (name: string, parts: Record<string, string>): AbuseShape => ({
  name: `file: ${name}`,
  path: '/v1/imports',
  headers: form,
  body: () => office(parts),
});

/** Known attacks on similar registries, and further ones of our own. */
export const SHAPES: readonly AbuseShape[] = [
  text('words and numbers without an end', `${'palabra-'.repeat(37)}7 (`),
  text('letters, then a number', `${'a'.repeat(298)} 1`),
  text('numbers only', '12 '),
  text('full stops', '. '),
  text('numbers and lists', '12\n- '),
  text('citations that do not end', '[@a, '),
  text('lists in lists', '- - -\n'),
  text('quotations in quotations', '>'),
  text('code marks of all lengths', Array.from({ length: 38 }, (_, index) => '`'.repeat(index + 1)).join(' ')),
  text('emphasis in emphasis', '*a **b '),
  text('brackets', '['),
  text('links to links', '[a](<b '),
  text('tables', '|a|b|\n|-|-|\n'),
  text('addresses', 'http://a.b/c@d '),
  text('entities', '&amp;&#x41; '),
  {
    name: 'JSON: 7.5 million items',
    path: '/v1/validate',
    headers: json,
    body: () => repeated('{"case":{"lessons":[0', ',0', 7_500_000, ']}}'),
  },
  {
    name: 'JSON: 1.2 million keys',
    path: '/v1/validate',
    headers: json,
    body: function* () {
      yield '{"case":{"a":0';
      for (let key = 0; key < 1_200_000; key += 1000)
        yield Array.from({ length: 1000 }, (_, index) => `,"k${key + index}":0`).join('');
      yield '}}';
    },
  },
  {
    name: 'JSON: ten thousand lists in each other',
    path: '/v1/submissions',
    headers: json,
    body: () => [`{"case":${'['.repeat(10_000)}${']'.repeat(10_000)}}`],
  },
  {
    name: 'JSON: one text of 15 MB',
    path: '/v1/validate',
    headers: json,
    body: () => repeated('{"locale":"', 'x', 15_000_000, '"}'),
  },
  {
    name: 'JSON: 15 MB where a file would be',
    path: '/v1/submissions',
    headers: json,
    body: () => repeated('{"case":{"data":"', 'A', 15_000_000, '"}}'),
  },
  { name: 'JSON: all the files that may be sent', path: '/v1/submissions', headers: json, body: () => [withFiles(3, 3_900_000)] },
  packed(gzipSync, 'gzip'),
  packed(brotliCompressSync, 'br'),
  { name: 'form: 300 fields of 1 MB', path: '/es/submit', headers: form, body: () => fields(300, MIB) },
  { name: 'form: 990 fields of 1,000 bytes', path: '/es/submit', headers: form, body: () => fields(990, 1000) },
  { name: 'form: one field of 200 MB', path: '/es/submit', headers: form, body: () => fields(1, 200 * MIB) },
  { name: 'fields for the API: 900 of 250 kB', path: '/v1/submissions', headers: form, body: () => fields(900, 250_000) },
  { name: 'files for the API: 8 of 5 MB', path: '/v1/submissions', headers: form, body: () => files(8, 5 * MIB) },
  {
    name: 'fields in an address: 60,000',
    path: '/v1/submissions',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: () => [
      Array.from({ length: 60_000 }, (_, index) => `a${index}=1`)
        .join('&')
        .slice(0, 250_000),
    ],
  },
  upload(
    'brackets in the format of a number',
    workbook(
      `<numFmts><numFmt numFmtId="200" formatCode="${'['.repeat(400_000)}"/></numFmts><cellXfs><xf numFmtId="200"/></cellXfs>`,
      '',
    ),
  ),
  upload('areas merged over each other', workbook('', column('a', 500), '<mergeCell ref="A1:A500"/>'.repeat(118_000))),
  upload('a million texts without letters', {
    ...workbook('', ''),
    'xl/sharedStrings.xml': `<sst>${'<si/>'.repeat(1_000_000)}</sst>`,
  }),
  upload('blanks between letters', {
    'word/document.xml': `<w:document>${paragraph(`a${' '.repeat(39_000)}b`).repeat(180)}</w:document>`,
  }),
  upload('a long address behind each word', {
    'word/document.xml': `<w:document><w:p>${'<w:hyperlink r:id="r1"><w:r><w:t>x</w:t></w:r></w:hyperlink>'.repeat(400)}</w:p></w:document>`,
    'word/_rels/document.xml.rels': `<R><Relationship Id="r1" Target="https://example.org/${'a'.repeat(MIB)}"/></R>`,
  }),
  { name: 'documents: thirty briefs as PDF', path: `/es/shortlist/shortlist.pdf?${CHOICE}`, method: 'GET' },
  { name: 'documents: thirty briefs as Word', path: `/es/shortlist/shortlist.docx?${CHOICE}`, method: 'GET' },
  { name: '30 at once: comparisons in Word', path: `/es/compare/compare.docx?${CHOICE}`, method: 'GET', times: 30 },
  {
    name: '100 at once: all records for harvesters',
    path: '/oai?verb=ListRecords&metadataPrefix=oai_dc',
    method: 'GET',
    times: 100,
  },
  { name: '30 at once: 6.5 MB of files', path: '/v1/validate', headers: json, body: () => [withFiles(1, 4_900_000)], times: 30 },
  { name: '100 at once: slow texts', path: '/v1/validate', headers: json, body: () => [fill('*a **b ')], times: 100 },
  { name: '100 at once: pages of the form', path: '/es/submit/full', method: 'GET', times: 100 },
  { name: '100 at once: searches', path: `/v1/search?q=${'politica+industrial+'.repeat(9)}`, method: 'GET', times: 100 },
  { name: 'a range of a thousand parts', path: '/es/', method: 'GET', headers: { range: `bytes=${'0-1,'.repeat(1000)}5-6` } },
];
