import { expect, test } from 'vitest';
import type { Tree } from '#registry/content/tree.ts';
import { type ChangeKind, CHANGES, changesSince } from '#registry/pack/changes.ts';
import { changesArticle } from '#registry/pack/changes-page.ts';
import { html } from '#registry/page/html.ts';
import { makeSpeaker } from '#registry/page/speaker.ts';
import { readRegistry } from '#registry/read.ts';
import { viewRecord } from '#registry/record/view.ts';
import { parseHTML } from 'linkedom';
import { readFixtureRegistry, withChange } from '../../fixtures/fixture-tree.ts';

const LUNCH = 'cases/ury/worked-with-citations/index.md';
const PROMISE = 'commitments/one-menu-in-two-towns/index.md';
const base = withChange(
  await readFixtureRegistry(),
  LUNCH,
  'lineage:\n',
  'milestones:\n  - id: kitchens\n    text: Cocinas en todas las escuelas.\n    status: on-track\n    sources:\n      - id: annual-report-2019\n        locator: page 9\nlineage:\n',
);
const quoted = new Set(['worked-with-citations#lesson-one-menu']);
const lesson = (id: string) =>
  `  - id: ${id}\n    kind: works\n    text: Otra cosa.\n    basis: stated\n    sources:\n      - id: annual-report-2019\n        locator: page 2\n`;

function changes(tree: Tree, earlier = base) {
  const [before, after] = [earlier, tree].map((each) => readRegistry(each).registry);
  const session = after!.sessions.get('lunch-2027')!.facts;
  return changesSince(
    { session, quoted, earlier: { registry: before!, date: '2026-11-22' }, now: { registry: after!, date: '2026-12-01' } },
    'lunch-2027',
  );
}

/** The page of what a tree changes, as its readers get it. */
function told(tree: Tree, locale: string) {
  const { registry } = readRegistry(tree);
  const speaker = makeSpeaker(registry, registry.locales.get(locale)!);
  const edition = { session: 'lunch-2027', number: 1, date: '2026-11-22', commit: '', statements: 1, packs: {}, file: '' };
  const view = viewRecord(registry.sessions.get('lunch-2027')!, locale);
  const article = changesArticle({ changes: changes(tree), view, edition, speaker });
  return { ...speaker, document: parseHTML(`<body>${html(article)}</body>`).document };
}

const edit = (find: string, put: string, file = LUNCH) => withChange(base, file, find, put);
const report = (status: string) => edit('status: on-track', `status: ${status}`, PROMISE);
const another = (base.get(LUNCH) as { text: string }).text
  .replace(/^title:.*$/m, 'title: Otro almuerzo')
  .replace(/^name:.*$/m, 'name: Otro');
const COMMENT = 'comments/lunch-lab-on-menus/index.md';

const EDITS: Record<ChangeKind, { tree: Tree }> = {
  'commitment-done': { tree: report('done') },
  'commitment-dropped': { tree: report('dropped') },
  'commitment-silent': { tree: edit("due: '2027-06-30'", "due: '2026-11-25'", PROMISE) },
  outcome: { tree: edit('outcome: worked', 'outcome: mixed') },
  evidence: { tree: edit('strength: 1', 'strength: 2') },
  'lesson-withdrawn': {
    tree: edit(
      '  - id: kitchens-first\n    kind: depends\n    text: Sin cocinas en las escuelas no hay menú que alcance.\n    basis: stated\n    caveat: En las ciudades ya las había.\n    sources:\n      - id: annual-report-2019\n        locator: page 15\n',
      '',
    ),
  },
  'lesson-turned': { tree: edit('kind: depends', 'kind: fails') },
  stopped: { tree: edit('stage: scaled', 'stage: stopped') },
  'milestone-missed': { tree: edit('status: on-track', 'status: missed') },
  'support-lost': {
    tree: edit(
      '    basis: stated\n    sources:\n      - id: annual-report-2019\n        locator: page 14',
      '    basis: stated\n    sources:\n      - id: audit-2021\n        locator: page 14',
    ),
  },
  'case-new': { tree: new Map([...base, ['cases/ury/another-lunch/index.md', { text: another }]]) },
  'case-gone': { tree: new Map([...base].filter(([file]) => !file.includes('snapshot-of-two'))) },
  'lesson-added': { tree: edit('lessons:\n', `lessons:\n${lesson('new-one')}`) },
  'result-added': {
    tree: edit(
      'results:\n',
      'results:\n  - id: more\n    text: Otra cosa.\n    direction: positive\n    sources:\n      - id: annual-report-2019\n        locator: page 2\n',
    ),
  },
  'milestone-added': {
    tree: edit(
      'milestones:\n',
      'milestones:\n  - id: more\n    text: Otra cosa.\n    status: done\n    sources:\n      - id: annual-report-2019\n        locator: page 2\n',
    ),
  },
  figure: { tree: edit('value: 120000', 'value: 130000') },
  lineage: {
    tree: edit(
      'basis: stated\n    sources:\n      - id: annual-report-2019\n        locator: page 3',
      'basis: stated\n    confirmedBy: test-lab\n    sources:\n      - id: annual-report-2019\n        locator: page 3',
    ),
  },
  'review-overdue': { tree: edit("reviewBy: '2027-01-15'", "reviewBy: '2026-11-25'") },
  'peer-disagrees': {
    tree: new Map([
      ...base,
      [
        'comments/a-second-one/index.md',
        { text: (base.get(COMMENT) as { text: string }).text.replace("holds: 'yes'", "holds: 'no'") },
      ],
    ]),
  },
  'quoted-reworded': { tree: edit('Un menú único abarató la compra.', 'Con un solo menú la compra salió más barata.') },
  'grid-mark': { tree: edit('mark: met', 'mark: partly', 'sessions/lunch-2027/index.md') },
  wording: { tree: edit('Se sirvieron más almuerzos', 'Hubo más almuerzos') },
  source: {
    tree: edit(
      'sources:\n  - id: annual-report-2019\n    locator: page 1-40',
      'sources:\n  - id: annual-report-2019\n    locator: page 1-40\n  - id: audit-2021\n    locator: page 1',
    ),
  },
};

test.each(Object.keys(CHANGES) as ChangeKind[])('%s is found, once, and nothing else, and told on the page', (kind) => {
  const found = changes(EDITS[kind].tree);
  expect(found.map((each) => each.kind)).toEqual([kind]);
  for (const locale of ['es', 'pt', 'en']) {
    const { document, t } = told(EDITS[kind].tree, locale);
    const items = [...document.querySelectorAll('li')];
    expect(items.map((item) => item.querySelector('strong')!.textContent)).toEqual([t(`change.${kind}`)]);
    // Nothing is left of ids: neither of records nor of concepts.
    if (kind !== 'case-gone') expect(items[0]!.textContent).not.toMatch(/worked-with|did-not|lunch-|undefined|\w+\.\w+-/);
  }
});

const DONE = report('done');
const SECOND = 'comments/a-second-one/index.md';
const otherComment = (find: string, put: string): Tree =>
  new Map([...base, [SECOND, { text: (base.get(COMMENT) as { text: string }).text.replace(find, () => put) }]]);

test.each<[string, Tree, ChangeKind[]]>([
  ['a policy that ended', edit('stage: scaled', 'stage: ended'), ['stopped']],
  ['a policy that was reversed', edit('stage: scaled', 'stage: reversed'), ['stopped']],
  ['a policy that goes on in another way', edit('stage: scaled', 'stage: implemented'), ['wording']],
  ['a milestone that is late', edit('status: on-track', 'status: late'), ['milestone-missed']],
  ['a milestone that was met', edit('status: on-track', 'status: done'), ['wording']],
  ['a lesson that nobody quoted, in other words', edit('no hay menú que alcance', 'el menú no alcanza'), ['wording']],
  ['a verdict on another basis', edit('basis: output-counts', 'basis: outcome-data'), ['evidence']],
  ['a figure of another day', edit('unit: units', "unit: units\n    date: '2018'"), ['figure']],
  ['a result that points another way', edit('direction: positive', 'direction: mixed'), ['figure']],
  ['a commitment that goes on', report('at-risk'), []],
  ['a commitment of another session', withChange(DONE, PROMISE, 'session: lunch-2027', 'session: lunch-2026'), []],
  ['a comment that agrees', otherComment("holds: 'yes'", "holds: 'yes'"), []],
  [
    'a comment against what a case says that the session does not have',
    withChange(otherComment("holds: 'yes'", "holds: 'no'"), SECOND, 'case: worked-with-citations', 'case: other'),
    [],
  ],
])('%s is told as what it is', (_what, tree, kinds) => expect(changes(tree).map(({ kind }) => kind)).toEqual(kinds));

test('a review that was overdue at the edition is no news, and one that was promised again and missed is', () => {
  const overdue = edit("reviewBy: '2027-01-15'", "reviewBy: '2026-11-01'");
  expect(changes(overdue, overdue)).toEqual([]);
  const again = edit("reviewBy: '2027-01-15'", "reviewBy: '2026-11-28'");
  expect(changes(again, overdue).map(({ kind }) => kind)).toEqual(['review-overdue']);
});

test('what weighs more stands first, whichever case it is of, and a lab that is silent is not quoted', () => {
  const snapshot = 'cases/int/snapshot-of-two-countries/index.md';
  const { tree } = EDITS['lesson-added'];
  const both = changes(withChange(tree, snapshot, 'outcome: unknown', 'outcome: mixed'));
  expect(both.map(({ kind }) => kind)).toEqual(['outcome', 'lesson-added']);
  expect(changes(EDITS['commitment-silent'].tree)[0]).not.toHaveProperty('after');
});

test('what was quoted of a case that the session no longer takes is followed', () => {
  const dropped = withChange(
    edit('Un menú único abarató', 'Un menú solo abarató'),
    'sessions/lunch-2027/index.md',
    '- case: worked-with-citations',
    '- case: another-lunch',
  );
  expect(changes(dropped).map(({ kind, record }) => [kind, record])).toEqual([['quoted-reworded', 'worked-with-citations']]);
});

test('the page leads to the lesson that changed, shows what stood there, and names the field of a grid in words', () => {
  const turned = told(EDITS['lesson-turned'].tree, 'es');
  const item = turned.document.querySelector('li')!;
  expect(item.querySelector('a')!.getAttribute('href')).toBe('/es/cases/worked-with-citations/#lesson-kitchens-first');
  expect(item.textContent).toContain(`${turned.label('lesson-kinds', 'depends')} → ${turned.label('lesson-kinds', 'fails')}`);
  const reworded = told(EDITS['quoted-reworded'].tree, 'en').document;
  expect([...reworded.querySelectorAll('q')].map((quote) => [quote.textContent, quote.getAttribute('lang')])).toEqual([
    ['Un menú único abarató la compra.', expect.stringMatching(/^es/)],
    ['Con un solo menú la compra salió más barata.', expect.stringMatching(/^es/)],
  ]);
  const mark = told(EDITS['grid-mark'].tree, 'pt');
  expect(mark.document.querySelector('li')!.textContent).toContain(
    `${mark.label('assessments', 'met')} → ${mark.label('assessments', 'partly')}`,
  );
});

test('commitments stand first on the page, and where nothing has changed it says so', () => {
  const both = told(withChange(report('dropped'), LUNCH, 'outcome: worked', 'outcome: mixed'), 'es').document;
  expect([...both.querySelectorAll('section')].map((part) => part.getAttribute('aria-labelledby'))).toEqual([
    'commitments',
    'headline',
  ]);
  const none = told(base, 'es');
  expect(none.document.querySelector('li')).toBeNull();
  expect(none.document.querySelector('article')!.textContent).toContain(none.t('changes.none'));
});

test('where nothing has changed nothing is found', () => {
  expect(changes(base)).toEqual([]);
});

test('commitments come first, then what weighs most; what was quoted is shown old and new', () => {
  const tree = withChange(
    withChange(report('dropped'), LUNCH, 'outcome: worked', 'outcome: mixed'),
    LUNCH,
    'Un menú único abarató',
    'Un menú solo abarató',
  );
  const found = changes(tree);
  expect(found.map(({ kind }) => kind)).toEqual(['commitment-dropped', 'outcome', 'quoted-reworded']);
  expect(found[0]).toMatchObject({ weight: 'headline', record: 'one-menu-in-two-towns', after: 'Ya hay cocina en los dos.' });
  expect(found[1]).toMatchObject({ before: 'worked', after: 'mixed' });
  expect(found[2]).toMatchObject({ before: 'Un menú único abarató la compra.', after: 'Un menú solo abarató la compra.' });
});

test('a case that has another id now is the same case', () => {
  const renamed: Tree = new Map(
    [...edit('Un menú único abarató', 'Un menú solo abarató')].map(([path, file]) => [
      path.replace('/worked-with-citations/', '/lunch-at-school/'),
      file,
    ]),
  ).set('redirects.yml', { text: 'worked-with-citations: lunch-at-school\n' });
  expect(changes(renamed).map(({ kind, record }) => [kind, record])).toEqual([['quoted-reworded', 'lunch-at-school']]);
});
