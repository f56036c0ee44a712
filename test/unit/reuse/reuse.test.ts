import { expect, test } from 'vitest';
import { dueOn } from '#registry/commitment/due.ts';
import { letterPack } from '#registry/pack/letter.ts';
import { renderPack } from '#registry/pack/format/formats.ts';
import { makeSpeaker } from '#registry/page/speaker.ts';
import { dueFeed } from '#registry/publication/due-feed.ts';
import { readRegistry } from '#registry/read.ts';
import { isUnused, reuseOf } from '#registry/reuse/reuse.ts';
import { readFixtureRegistry, withChange } from '../../fixtures/fixture-tree.ts';

const SITE = 'https://registry.example';
const base = await readFixtureRegistry();
const lab = (base.get('labs/test-lab/index.md') as { text: string }).text;
const other = new Map([...base, ['labs/other-lab/index.md', { text: lab.replace('Laboratorio de prueba', 'Otro laboratorio') }]]);
const FAILED = 'cases/bra/failed-and-says-why/index.md';
const changes: [file: string, from: string, to: string][] = [
  ['commitments/one-menu-in-two-towns/index.md', 'lab: test-lab', 'lab: other-lab'],
  ['comments/lunch-lab-on-menus/index.md', 'lab: test-lab', 'lab: other-lab'],
  // The other lab's case learned from one of the lab's.
  [FAILED, 'steward: test-lab', 'steward: other-lab'],
  [FAILED, 'lab: test-lab', 'lab: other-lab'],
  [
    FAILED,
    'lessons:\n',
    'lineage:\n  - id: menus\n    relation: inspired-by\n    case: worked-with-citations\n    note: De allí.\n    basis: stated\n    sources:\n      - id: audit-2021\n        locator: page 2\nlessons:\n',
  ],
];
const { registry } = readRegistry(
  changes.reduce((tree, [file, from, to]) => withChange(tree, file, from, to), other as typeof base),
);
const speaker = makeSpeaker(registry, registry.locales.get('es')!);

test('a lab hears where its own lessons were quoted, tried, adopted and commented on, and nothing of what it did itself', () => {
  const { quoted, tried, adopted, commented } = reuseOf('test-lab', registry);
  expect(quoted.map(({ session, statements }) => [session.id, statements.toSorted()])).toEqual([
    [
      'lunch-2027',
      [
        'worked-with-citations#lesson-kitchens-first',
        'worked-with-citations#lesson-one-menu',
        'worked-with-citations#result-meals-served',
      ],
    ],
  ]);
  expect(tried.map(({ id }) => id)).toEqual(['one-menu-in-two-towns']);
  expect(adopted.map(({ from, other: made }) => [from.id, made?.id])).toEqual([['worked-with-citations', 'failed-and-says-why']]);
  expect(commented.map(({ id }) => id)).toEqual(['lunch-lab-on-menus']);
  const mine = readRegistry(base).registry;
  expect(reuseOf('test-lab', mine)).toMatchObject({ tried: [], commented: [] });
  expect(isUnused(reuseOf('nobody', registry))).toBe(true);
});

test('the letter says it with links, and what is due; to a lab that nobody used it says that', async () => {
  const options = { speaker, siteUrl: SITE, today: '2026-12-20' };
  const text = Buffer.from(await renderPack(letterPack('test-lab', options), 'md')).toString();
  for (const words of [
    'Citadas en sesiones',
    'Otro laboratorio',
    `${SITE}/es/cases/failed-and-says-why/`,
    'Otros las están probando',
    'revisar la ficha',
  ])
    expect(text).toContain(words);
  const silent = Buffer.from(await renderPack(letterPack('nobody', options), 'md')).toString();
  expect(silent).toContain('nadie ha citado, probado ni adoptado');
  const pt = { ...options, speaker: makeSpeaker(registry, registry.locales.get('pt')!) };
  expect(Buffer.from(await renderPack(letterPack('test-lab', pt), 'md')).toString()).toContain('De Merenda escolar');
  const pdf = await renderPack(letterPack('test-lab', options), 'pdf');
  expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-');
  expect(Buffer.compare(pdf, await renderPack(letterPack('test-lab', options), 'pdf'))).toBe(0);
});

test('what is due is news from sixty days before, and leads to where it is confirmed', () => {
  const owed = dueOn(registry, '2026-12-20').filter((each) => each.lab === 'test-lab');
  const atom = dueFeed(owed, speaker, { siteUrl: SITE, lab: 'test-lab', confirms: true });
  expect(atom).toContain(`<id>${SITE}/es/cases/worked-with-citations/#review-2027-01-15</id>`);
  expect(atom).toContain(`href="${SITE}/es/cases/worked-with-citations/confirm/"`);
  expect(atom).toContain('<updated>2026-11-16T00:00:00.000Z</updated>');
  expect(atom).toContain('15 de enero de 2027');
  expect(dueFeed(owed, speaker, { siteUrl: SITE, confirms: false })).not.toContain('/confirm/');
  expect(atom).not.toContain(speaker.t('due.overdue'));
  const late = dueFeed(dueOn(registry, '2027-06-01'), speaker, { siteUrl: SITE, confirms: true });
  expect(late).toContain(speaker.t('due.overdue'));
  expect(late).toContain(`href="${SITE}/es/commitments/one-menu-in-two-towns/"`);
});
