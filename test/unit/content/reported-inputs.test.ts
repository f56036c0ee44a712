import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CaseView } from '#registry/case/record.ts';
import { checkRegistry } from '#registry/check.ts';
import { toCsv } from '#registry/publication/case-csv.ts';
import { makeFeed } from '#registry/publication/feed.ts';
import { toRis } from '#registry/publication/ris.ts';
import { viewRecord } from '#registry/record/view.ts';
import { createEmbedded } from '#registry/search/embedded.ts';
import { querySchema } from '#registry/search/query.ts';
import { validateSubmission } from '#registry/submission/check/validate.ts';
import { proposeCaseIds } from '#registry/submission/draft/case-id.ts';
import { makeRecord } from '#registry/submission/draft/make-record.ts';
import { parseFields } from '#registry/submission/form/parse-form.ts';
import { readValues } from '#registry/submission/form/values.ts';
import { createApp } from '../../../api/http/app.ts';
import { listen, type Listening } from '../../api/listen.ts';
import { asFields, PNG } from '../../api/submissions/sample.ts';
import { documents } from '../../contract/search-documents.ts';
import { CHANGED_FILE, CHANGED_ID, changeBody, changeRecord, hrefOf } from '../record/changed-record.ts';
import { onDisk, run } from '../scripts/scratch.ts';
import { type BodyServer, startBodyServer } from '../submission/body-server.ts';
import { type FixtureContext, fixtureContext, quickSubmission } from '../submission/quick-submission.ts';

/**
 * What people have sent that this software, or another that does the same, once got wrong: each as it was, at the door that it came
 * through. What is like it is tried in the tests of each subject.
 */
const [id, file] = [CHANGED_ID, CHANGED_FILE];
const TITLE = "title: 'Almuerzo escolar: menú único y compra local'";
const NBSP = '\u00a0';

let context: FixtureContext;
let server: BodyServer;
beforeAll(async () => {
  context = await fixtureContext();
  server = await startBodyServer(context);
});
afterAll(() => server.stop());

const inFile = (find: string, put: string) => changeRecord(context, find, put);
const inBody = (text: string) => changeBody(context, text);

describe('in a file', () => {
  test.each([
    ['a day in February that no year has', "on: '2026-01-15'", "on: '2026-02-30'", ['date-impossible']],
    ['a day that April has not', "reviewBy: '2027-01-15'", "reviewBy: '2027-04-31'", ['date-impossible']],
    ['a title that goes on after a number sign', TITLE, 'title: Plan Ceibal #1 para escolares', ['text-cut-by-comment']],
    ['thousands set apart by a point', 'value: 120000', 'value: 380.000', ['number-unclear']],
    ['a blank behind the line that ends the header', '---\n\n## Contexto', '--- \n\n## Contexto', []],
    ['a heading with its accent as a sign of its own', '## Qué se hizo', '## Que\u0301 se hizo', []],
  ])('%s', (_what, find, put, codes) => expect(inFile(find, put).codes).toEqual(codes));

  test('hard blanks that stand where an item is set in, and after a colon', () => {
    for (const [find, put] of [
      ['  - country: URY', `${NBSP}${NBSP}- country: URY`],
      ['level: national', `level:${NBSP}national`],
    ] as const) {
      const { codes, said } = inFile(find, put);
      expect(codes).toEqual(['blank-misplaced']);
      expect(said[0]).toContain('U+00A0');
    }
  });

  test.each([
    ['a note that nobody wrote', 'A.[^9] fin.', ['markup-left']],
    ['a heading without its blank', '##Qué se hizo\n\nTexto.', ['markup-left']],
    ['an address with a blank', '[x](https://example.org/un archivo.pdf)', ['markup-left']],
    ['a reference to nothing', 'Ver [el informe][nada].', ['markup-left']],
    ['a direction of writing as a reference', 'Texto &#x202E;oculto&#x202C; y más.', ['hidden-character']],
    ['a letter that another program lost', 'Educaci\ufffdn técnica', ['character-broken']],
    ['a figure behind a link that looks like a citation', 'Bajó 45 % [@annual-report-2019](https://evil.example/).', [
      'figure-without-source',
      'citation-is-link',
    ]],
    ['people in one emoji', 'Las maestras 👩‍🏫 ayudaron.', []],
  ])('%s', (_what, text, codes) => expect(inBody(text).codes.toSorted()).toEqual(codes.toSorted()));

  test('a name that Windows keeps for a device', () => {
    for (const name of ['aux', 'com1']) {
      const path = `cases/ury/${name}/index.md`;
      const tree = new Map(context.tree).set(path, context.tree.get(file)!);
      const found = checkRegistry(tree, { today: context.day }).filter((finding) => finding.file === path);
      expect(found.map(({ code }) => code)).toContain('name-reserved');
    }
  });
});

describe('on the page', () => {
  test('a reference leads where another section says', () => {
    const text = 'Ver [el informe][1].\n\n## Qué se hizo\n\nNada.\n\n[1]: https://example.org/informe';
    const { document, codes } = inFile('## Qué se hizo', text);
    expect([hrefOf(document, 'el informe'), codes]).toEqual(['https://example.org/informe', []]);
  });

  test.each([
    ['by a reference', 'Ver [otro caso][c].\n\n[c]: ../../int/snapshot-of-two-countries/index.md', ''],
    ['to a place in it', 'Ver [otro caso](../../int/snapshot-of-two-countries/index.md#resultados).', '#results'],
    ['by its own words', 'Ver [otro caso][].\n\n[otro caso]: ../../int/snapshot-of-two-countries/index.md', ''],
  ])('a link to a case %s leads to its page', (_how, text, fragment) => {
    const { document, codes } = inBody(text);
    const [href] = hrefOf(document, 'otro caso')!.split('#');
    expect([href, codes]).toEqual(['/es/cases/snapshot-of-two-countries/', []]);
    if (fragment) expect(document.querySelector(`[href$="${fragment}"], [href="${href}"]`)).not.toBeNull();
  });

  test('notes are in the words of the page, under a heading of its level, and numbered through', () => {
    const { document } = inFile('## Qué se hizo\n', 'A.[^1]\n\n[^1]: Uno.\n\n## Qué se hizo\n\nB.[^2] C.[^1]\n\n[^2]: Dos.\n\n');
    const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(document.querySelectorAll('#notes')).toHaveLength(1);
    expect(document.querySelector('#notes h2')?.textContent).toBe('Notas');
    expect(document.body?.textContent ?? document.textContent).not.toMatch(/Footnotes|Back to reference/);
    expect([...document.querySelectorAll('#notes li')].map(({ textContent }) => textContent.trim().slice(0, 4))).toEqual([
      'Uno.',
      'Dos.',
    ]);
  });

  test('an address ends before the quotation mark behind it', () => {
    const { document } = inBody('Véase «https://example.org/a».');
    expect(hrefOf(document, 'https://example.org/a')).toBe('https://example.org/a');
  });
});

describe('in what is sent', () => {
  const withCase = (change: object) => ({ ...quickSubmission(), case: { ...quickSubmission().case, ...change } });
  const withSource = (reference: object) => ({ ...quickSubmission(), references: [{ locator: 'page 1', ...reference }] });

  test.each([
    ['days that the calendar has not', withCase({ period: { start: '2021-02-30', end: '2021-02-31' } }), '/case/period/start date-impossible'],
    ['a password in an address', withSource({ citation: 'Informe', URL: 'https://user:secreto@example.org/x' }), '/references/0/URL address-with-credentials'],
    ['half a character', withCase({ title: 'Sustituto \ud83d x' }), '/case/title character-broken'],
    ['an address of e-mail without its end', { ...quickSubmission(), contact: { email: 'ana@presidencia' } }, '/contact/email format-wrong'],
    ['a hidden direction of writing', { ...quickSubmission(), body: { results: 'Texto &#x202E;oculto&#x202C;' } }, '/body/results hidden-character'],
    ['a letter that another program lost', withCase({ title: 'Educaci\ufffdn' }), '/case/title character-broken'],
  ])('%s', async (_what, sent, problem) => {
    const { status, said } = await server.sendJson(sent);
    expect([status, said]).toEqual([422, expect.arrayContaining([problem])]);
  });

  test.each([
    ['people in one emoji', withCase({ lessons: [{ kind: 'works', text: 'Las maestras 👩‍🏫 ayudaron.' }] })],
    ['an address of e-mail with letters of its language', { ...quickSubmission(), contact: { email: 'info@municipalidad-ñuñoa.cl' } }],
    ['nothing, said of what may be left out', { ...withCase({ period: null }), contact: null }],
  ])('%s is taken', async (_what, sent) => expect(await server.sendJson(sent)).toMatchObject({ status: 200 }));

  test('the hint for an address of e-mail is an address', async () => {
    const es = context.es.strings['finding.format-wrong.hint']!;
    const { problems } = await validateSubmission({ ...quickSubmission(), contact: { email: 'ana@presidencia' } }, context, context.es);
    const { hint } = problems.find(({ pointer }) => pointer === '/contact/email')!;
    expect(hint).toBe(es.replace('{example}', 'nombre@institucion.gob'));
  });

  test('text in the encoding of another century', async () => {
    const sent = Buffer.from(JSON.stringify(withCase({ title: 'Educación técnica nueva' })), 'latin1');
    expect(await server.send(sent, { 'Content-Type': 'application/json' })).toMatchObject({ status: 400, code: 'body-malformed' });
  });

  test.each([
    ['https://es.wikipedia.org/wiki/Ceibal_(plan)', 'https://es.wikipedia.org/wiki/Ceibal_(plan)'],
    ['Véase «https://example.org/informe_(2020)»', 'https://example.org/informe_(2020)'],
  ])('the address in the source %s', async (citation, address) => {
    const { submission } = await server.sendJson(withSource({ citation }));
    const { text } = makeRecord(submission!, 'new-case', context);
    expect(text).toContain(`    URL: ${address}\n`);
  });

  test('the line end of a slide, in the form and in the API', async () => {
    const slide = 'Primera línea\vsegunda línea';
    const { submission } = await server.sendJson({ ...quickSubmission(), body: { results: slide } });
    expect(submission?.body?.results).toBe('Primera línea\nsegunda línea');
    const { body } = parseFields(readValues({ 'body.results': slide })) as { body: object };
    const form = await server.sendJson({ ...quickSubmission(), body });
    expect(form.submission?.body?.results).toBe('Primera línea\nsegunda línea');
  });
});

describe('as a file beside the words', () => {
  async function attach(files: readonly (readonly [bytes: Uint8Array<ArrayBuffer>, name: string])[]) {
    const body = new FormData();
    for (const [name, value] of asFields(quickSubmission())) body.append(name, value);
    for (const [index, [bytes, name]] of files.entries()) {
      body.append('attachments', new Blob([bytes]), name);
      body.append(`descriptions[${index}]`, `Lo que muestra ${name}`);
    }
    return await server.send(body);
  }
  const nothing = new Uint8Array();
  const picture = new Uint8Array(PNG);

  test('a picture of no byte, which a cloud keeps elsewhere', async () => {
    expect((await attach([[nothing, 'foto.jpg']])).said).toEqual(['/attachments/0/data attachment-empty']);
  });

  test('an empty one before a good one, each with its own description', async () => {
    expect(
      (
        await attach([
          [nothing, 'vacia.jpg'],
          [picture, 'buena.png'],
        ])
      ).said,
    ).toEqual(['/attachments/0/data attachment-empty']);
    // A field that nobody filled in takes no place.
    const { submission } = await attach([
      [nothing, ''],
      [picture, 'buena.png'],
    ]);
    expect(submission?.attachments?.map(({ name, description }) => [name, description])).toEqual([
      ['buena.png', 'Lo que muestra buena.png'],
    ]);
  });

  test('a picture in which one byte is another', async () => {
    const broken = new Uint8Array(PNG);
    broken[PNG.indexOf('IDAT') + 6]! ^= 1;
    expect((await attach([[broken, 'a.png']])).said).toEqual(['/attachments/0/data attachment-broken']);
  });
});

describe('on the command line', () => {
  const start = async (name: string) => await run(await onDisk(context.tree), ['new-case', name, '--country', 'URY', '--language', 'es']);

  test('an id that is too long', async () => {
    const { code, stderr } = await start('a'.repeat(90));
    expect([code, stderr]).toEqual([2, expect.stringContaining('more than 80 characters')]);
  });

  test('an id that Windows keeps for a device', async () => {
    const { code, stderr } = await start('con');
    expect([code, stderr]).toEqual([2, expect.stringContaining('Windows')]);
  });
});

test('a letter that Unicode does not take apart is still in the id', () => {
  expect(proposeCaseIds('Ørsted y el viento', ['URY'], () => false).next().value).toBe('uruguay-orsted-y-el-viento');
});

describe('in what other programs read', () => {
  const viewOf = (facts: Partial<CaseView['facts']>): CaseView => {
    const view = viewRecord(context.registry.cases.get(id)!, 'es');
    return { ...view, facts: { ...view.facts, ...facts } };
  };
  const csvOf = (title: string) => toCsv([viewOf({ title })], () => 'https://example.org/');
  const feedOf = (facts: Partial<CaseView['facts']>) =>
    makeFeed([viewOf(facts)], context.registry, context.es, {
      siteUrl: 'https://example.org',
      description: '',
      atom: '/es/feed.xml', modified: () => '2026-01-01',
    });

  const ITEM = {
    ...{ id: 'x', type: 'report', title: 'T', language: 'es', publisher: 'P', URL: 'https://example.org', version: '1', abstract: '' },
    issued: { 'date-parts': [[2026, 1, 2]] },
  };

  test('a table starts with the mark of UTF-8', () => expect([...Buffer.from(csvOf('Ñ')).subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]));

  test('no part of a title is a formula', () => expect(csvOf('Plan;=2+3')).not.toMatch(/(?:^|[;,\n])=/));

  test('a title in Atom is text', () => {
    const { feed } = new XMLParser({ ignoreAttributes: false }).parse(feedOf({ title: 'Plan <b>gratis</b> & I+D' }).atom) as {
      feed: { entry: { title: string | { '#text': string } } };
    };
    const { title } = feed.entry;
    expect(typeof title === 'string' ? title : title['#text']).not.toContain('<b>');
  });

  test('a summary in JSON Feed is text', () => {
    const [item] = (JSON.parse(feedOf({ summary: 'Uso de <canvas> y menos de <5 días' }).json) as { items: object[] }).items;
    expect(item).not.toHaveProperty('content_html');
  });

  test('an author with a comma is one author', () => {
    const author = [{ literal: 'Ministerio de Economía, Fomento y Turismo' }];
    const item = { ...ITEM, author } as unknown as Parameters<typeof toRis>[0];
    expect(/^AU {2}- (.+?)\r?$/m.exec(toRis(item))![1]).toBe('Ministerio de Economía Fomento y Turismo');
  });

  describe('as they are served,', () => {
    let folder: string;
    let served: Listening;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'registry-served-'));
      await mkdir(join(folder, 'es/cases'), { recursive: true });
      for (const name of ['cases.csv', 'es/cases/x.bib', 'es/cases/x.ris', 'es/feed.xml']) await writeFile(join(folder, name), 'text');
      const { name, locales, redirects } = context.registry;
      const app = createApp({ siteDir: folder, name, locales: [...locales.values()], redirects, trustProxy: 0 });
      served = await listen(app);
    });
    afterAll(async () => {
      await served.close();
      await rm(folder, { recursive: true });
    });
    const get = (path: string, headers: Record<string, string> = {}) =>
      fetch(served.origin + path, { headers });

    test.each([
      ['/es/cases/x.bib', 'application/x-bibtex; charset=utf-8'],
      ['/es/cases/x.ris', 'application/x-research-info-systems; charset=utf-8'],
      ['/es/feed.xml', 'application/atom+xml; charset=utf-8'],
    ])('%s says what it is', async (path, type) => expect((await get(path)).headers.get('content-type')).toBe(type));

    test('a part that is past the end is not there', async () => {
      const { status, headers } = await get('/cases.csv', { range: 'bytes=99999999-' });
      expect([status, headers.get('content-range')]).toEqual([416, 'bytes */4']);
    });
  });
});

describe('as a question to the search', () => {
  const titles = {
    covid: 'Pruebas de COVID-19 en los barrios',
    laptops: 'Entrega de 380 000 equipos',
    company: 'La empresa VENG S.A. en el norte',
    treaty: 'Un acuerdo con EE. UU.',
    ceibal: 'Plan Ceibal en la escuela',
    dining: 'Comedor para niñ@s',
    other: 'Agua, salud y saberes para todas',
  };
  const engine = createEmbedded(
    Object.entries(titles).map(([name, title]) => ({
      ...{ ...documents[0]!, id: name, locale: 'es', lessons: [], concepts: {}, names: {}, others: {} },
      card: { ...documents[0]!.card, title, problem: '', summary: '', language: 'es' },
    })),
  );

  test.each([
    ['covid19', ['covid']],
    ['380000', ['laptops']],
    ['380.000', ['laptops']],
    ['S.A.', ['company']],
    ['EEUU', ['treaty']],
    ['cei\u00adbal', ['ceibal']],
    ['💧', []],
    ['niños', ['dining']],
  ])('%j', async (q, found) => {
    const { hits } = await engine.search(querySchema.parse({ q, locale: 'es' }));
    expect(hits.map((hit) => hit.id)).toEqual(found);
  });
});
