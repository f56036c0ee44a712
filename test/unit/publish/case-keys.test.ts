import fc from 'fast-check';
import { isMap, parseDocument } from 'yaml';
import { describe, expect, test } from 'vitest';
import { briefPage } from '#registry/case/page/brief-page.ts';
import { casePage } from '#registry/case/page/case-page.ts';
import { citePart } from '#registry/case/page/cite.ts';
import { plannedNotice } from '#registry/case/page/planned.ts';
import { columnOf } from '#registry/compare/column.ts';
import { splitFrontMatter } from '#registry/content/front-matter.ts';
import { digestOfFile } from '#registry/content/tree-digest.ts';
import { keepFiles, makeTree } from '#registry/content/tree.ts';
import { byKind, kinds } from '#registry/kinds.ts';
import { freshnessPart } from '#registry/page/freshness.ts';
import { html } from '#registry/page/html.ts';
import { translationNotice } from '#registry/page/notice.ts';
import { makeSpeaker } from '#registry/page/speaker.ts';
import { caseJsonLd } from '#registry/publication/case-json-ld.ts';
import { publicCase } from '#registry/publication/case-json.ts';
import { citationsPage } from '#registry/publication/citations-page.ts';
import { publishRegistry } from '#registry/publish.ts';
import type { Found } from '#registry/record/found-before.ts';
import { readPath } from '#registry/record/path.ts';
import { versionOf } from '#registry/record/version.ts';
import { viewRecord } from '#registry/record/view.ts';
import type { Registry } from '#registry/registry.ts';
import { type CaseKeys, makeCaseKeys, type PageKey } from '../../../site/src/lib/case-keys.ts';
import { type Asked, WatchedRecords, watchRecords } from '../../../site/src/lib/watched-records.ts';
import { runs } from '../../property-runs.ts';
import { content } from '../../real-content.ts';

type Texts = Readonly<Record<string, string>>;

/** The content with the cases of some countries, which name some of each other, and some that are not there. */
const texts: Texts = Object.fromEntries(
  [...content].flatMap(([path, file]) => {
    const record = readPath(path, kinds);
    const isTaken = record?.kind.id !== 'case' || /^cases\/(?:chl|per)\//.test(path);
    return 'text' in file && isTaken ? [[path, file.text]] : [];
  }),
);
const originals = Object.keys(texts).filter((path) => /^cases\/.*\/index\.md$/.test(path));
const today = '2026-11-29';
const siteUrl = 'https://registry.example';
const history = new Map();

interface Site {
  keys: ReadonlyMap<string, PageKey>;
  all: CaseKeys;
  /** What the pages of a case are made of in all languages, and which records were asked for meanwhile. */
  pages: ReadonlyMap<string, string>;
  asked: ReadonlyMap<string, readonly Asked[]>;
}

/** What is known of files that are as before is not found again. */
const unchanged = makeTree(texts);
const found = new Map<string, Found>();

async function siteOf(edited: Texts, day = today): Promise<Site> {
  const tree = keepFiles(makeTree(edited), unchanged);
  const { registry: read } = publishRegistry(tree, { today: day, before: found });
  const records = new Map([...read.records].map(([kind, all]) => [kind, new WatchedRecords(kind, all)]));
  const registry: Registry = { ...read, records, ...byKind(records) };
  const digests = new Map([...tree].map(([path, file]) => [path, digestOfFile(file as { text: string })]));
  const all = makeCaseKeys({
    ...{ registry, digests, history, today: day, world: '' },
    beyond: () => Promise.resolve(undefined),
    attached: (_record, file) => Promise.resolve(file),
  });
  const ids = [...registry.cases.keys()];
  const keys = new Map(await Promise.all(ids.map(async (id) => [id, await all.ofCase(id)] as const)));
  const pages = new Map<string, string>();
  const asked = new Map<string, Asked[]>();
  for (const id of ids) {
    const seen: Asked[] = [];
    watchRecords((one) => seen.push(one));
    pages.set(id, pagesOf(id, registry, day));
    watchRecords();
    asked.set(id, seen);
  }
  return { keys, all, pages, asked };
}

function pagesOf(id: string, registry: Registry, day: string): string {
  const record = registry.cases.get(id)!;
  const version = versionOf(record, history);
  const pages = [...registry.locales.values()].map((locale) => {
    const speaker = makeSpeaker(registry, locale);
    const view = viewRecord(record, locale.id);
    const edition = { siteUrl, version };
    const more = [citePart(view, speaker, edition), freshnessPart({ view, record, speaker, modified: '2026-01-01' })];
    const notice = translationNotice(view, record, speaker);
    return [
      html(casePage({ ...{ view, record, speaker, more, addresses: { cite: '/cite/' } }, notice })),
      html(briefPage({ record, speaker, notice }, edition)),
      html(citationsPage(view, speaker, edition)),
      JSON.stringify([plannedNotice(record.facts, speaker, day), columnOf(record, speaker)]),
      JSON.stringify(caseJsonLd(view, registry, { siteUrl, modified: '2026-01-01' })),
    ];
  });
  return JSON.stringify([...pages, publicCase(record, registry, { siteUrl, version })]);
}

const before = await siteOf(texts);
/** A case that others are related to, come from and name in their texts, and one that comes from it. */
const FUND = 'cases/chl/chile-innovation-fund-for-competitiveness/index.md';
const AFTER = 'cases/chl/chile-royalty-innovation-council/index.md';

const replace = (path: string, find: string | RegExp, put: string): Texts => {
  expect(texts[path]).toMatch(find);
  return { ...texts, [path]: texts[path]!.replace(find, put) };
};
const without = (test: (path: string) => boolean): Texts =>
  Object.fromEntries(Object.entries(texts).filter(([path]) => !test(path)));

/** The text of an original with other facts. */
function withFacts(path: string, change: (document: ReturnType<typeof parseDocument>) => void): string {
  const { front, body } = splitFrontMatter(texts[path]!)!;
  const document = parseDocument(front, { schema: 'core' });
  change(document);
  return `---\n${document.toString()}---\n${body}`;
}
const set = (path: string, field: string, value: unknown): Texts => ({
  ...texts,
  [path]: withFacts(path, (document) => document.set(field, value)),
});
/** A lab tries what the fund teaches. */
const COMMITMENT = `---
language: es
text: Probar un fondo sin destino fijo.
lab: lo-que-funciona
because: [chile-innovation-fund-for-competitiveness#lesson-no-earmark]
measure: Lo que se gasta cada año.
made: '2026-11-10'
due: '2027-06-30'
---
`;
/** A change of one case or of what cases share, each by what an editor would call it. */
const EDITS: readonly (readonly [what: string, edited: () => Texts])[] = [
  ['a sentence', () => ({ ...texts, [FUND]: `${texts[FUND]!}\nDespués siguió igual.\n` })],
  ['a title', () => set(FUND, 'title', 'Otro título')],
  ['a short name', () => set(FUND, 'name', 'Otro')],
  ['a question', () => set(FUND, 'problem', '¿Cómo?')],
  ['an outcome', () => replace(FUND, /outcome: [a-z-]+/, 'outcome: unknown')],
  ['a country', () => set(FUND, 'places', [{ country: 'PER' }])],
  ['years', () => set(FUND, 'period', { start: 2001, end: 2002, basis: 'stated' })],
  ['problems', () => set(FUND, 'challenges', ['digital-divide'])],
  ['instruments', () => set(FUND, 'instruments', ['procurement'])],
  ['a method', () => set(FUND, 'methods', ['public-investment-bank-features'])],
  ['no lineage', () => ({ ...texts, [AFTER]: withFacts(AFTER, (document) => document.delete('lineage')) })],
  ['a note of lineage', () => replace(AFTER, /(\nlineage:[\s\S]*?note: )/, '$1Distinto. ')],
  ['no translation', () => without((path) => path === FUND.replace('index', 'pt'))],
  ['a translation', () => replace(FUND.replace('index', 'pt'), /title: /, 'title: X')],
  ['an unreadable case', () => replace(FUND, 'language: es', 'language: [')],
  ['an unreadable translation', () => replace(FUND.replace('index', 'pt'), 'title: ', 'title: [')],
  ['a case less', () => without((path) => path.startsWith('cases/chl/chile-innovation-fund-for-competitiveness/'))],
  [
    'a case more',
    () => ({ ...texts, 'cases/chl/chile-copy/index.md': withFacts(FUND, (document) => document.set('title', 'Copia')) }),
  ],
  ['the name of a source', () => replace('sources.yml', /\n {2}title: '/, "\n  title: 'X ")],
  ['the name of a method', () => replace('methods/council-functions/en.md', /name: /, 'name: X ')],
  ['a word of the pages', () => replace('locales/es.json', /"case\.lessons": "/, '"case.lessons": "X')],
  ['a concept', () => replace('vocabularies/challenges.yml', /(id: innovation-finance\n +label: { es: )/, '$1X')],
  ['a lab that tries a lesson', () => ({ ...texts, 'commitments/one/index.md': COMMITMENT })],
  ['the name of a lab', () => replace('labs/lo-que-funciona/index.md', /\nname: /, '\nname: X ')],
];

/** The cases with pages that are not as before, and those with another key. */
const compare = (after: Site) => ({
  changed: [...after.pages].flatMap(([id, pages]) => (pages === before.pages.get(id) ? [] : [id])),
  again: [...after.keys].flatMap(([id, { key }]) => (key === before.keys.get(id)?.key ? [] : [id])),
});

describe('the keys of cases', () => {
  test('cover all records that their pages ask for', () => {
    const uncovered = [...before.asked].flatMap(([id, asked]) =>
      asked.filter((one) => !before.keys.get(id)!.covers(one)).map((one) => `${id}: ${one.kind} ${one.id ?? 'all'}`),
    );
    expect(uncovered).toEqual([]);
    expect([...before.asked.values()].flat().filter(({ kind }) => kind === 'case').length).toBeGreaterThan(before.keys.size * 2);
  });

  test('cover neither all cases nor what is said of cases', () => {
    const { covers } = before.keys.get('chile-innovation-fund-for-competitiveness')!;
    const others: Asked[] = [
      { kind: 'case' },
      { kind: 'case', id: 'chile-codelco' },
      { kind: 'session' },
      { kind: 'comment', id: 'one' },
    ];
    expect(others.filter(covers)).toEqual([]);
    expect(covers({ kind: 'case', id: 'chile-innovation-fund-for-competitiveness' })).toBe(true);
  });

  test.each(EDITS)('are others where a change shows: %s', async (_what, edited) => {
    const after = await siteOf(edited());
    const { changed, again } = compare(after);
    expect(changed.length + Math.abs(after.pages.size - before.pages.size)).toBeGreaterThan(0);
    expect(changed.filter((id) => !again.includes(id))).toEqual([]);
  });

  test('are as before in most cases when one changes', async () => {
    const { again } = compare(await siteOf(EDITS[0]![1]()));
    expect(again).toContain('chile-innovation-fund-for-competitiveness');
    expect(again.length).toBeLessThan(before.keys.size / 3);
    expect(compare(await siteOf(texts)).again).toEqual([]);
  });

  test('are others in few cases when a lab tries a lesson', async () => {
    const { again } = compare(await siteOf({ ...texts, 'commitments/one/index.md': COMMITMENT }));
    expect(again.length).toBeLessThan(before.keys.size / 3);
  });

  test.each([
    ['a session', 'sessions/2027-mesas/index.md', (text: string) => `${text}\nAlgo más.\n`],
    ['a session less', 'sessions/2027-mesas/index.md', () => undefined],
    ['a comment', 'comments/one/index.md', () => '---\n---\n'],
    ['a broken commitment', 'commitments/one/index.md', () => '---\n---\n'],
  ])('are as before in all cases when something is said of them: %s', async (_what, path, edit) => {
    const edited = { ...texts, [path]: edit(texts[path] ?? '') };
    const after = await siteOf(
      Object.fromEntries(Object.entries(edited).flatMap(([at, text]) => (text === undefined ? [] : [[at, text]]))),
    );
    expect(compare(after)).toEqual({ changed: [], again: [] });
    const ofLab = async ({ ofCasesAndTalk }: CaseKeys) => (await ofCasesAndTalk([], '')).key;
    expect(await ofLab(after.all)).not.toBe(await ofLab(before.all));
  });

  test('change with the day where something is owed on a day', async () => {
    const { changed, again } = compare(await siteOf(texts, '2036-01-01'));
    expect(changed.filter((id) => !again.includes(id))).toEqual([]);
    expect(again.length).toBeLessThan(before.keys.size / 2);
  });

  test('are others where any change shows', async () => {
    const path = fc.constantFrom(...originals);
    await fc.assert(
      fc.asyncProperty(path, path, fc.nat(), async (to, from, at) => {
        const other = parseDocument(splitFrontMatter(texts[from]!)!.front, { schema: 'core' });
        const fields = isMap(other.contents) ? other.contents.items.map(({ key }) => String(key)) : [];
        const field = fields[at % fields.length]!;
        const { changed, again } = compare(await siteOf(set(to, field, other.get(field))));
        expect(changed.filter((id) => !again.includes(id))).toEqual([]);
      }),
      { numRuns: runs(4) },
    );
  });
});
