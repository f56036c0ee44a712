import { expect, test } from 'vitest';
import type { Tree } from '#registry/content/tree.ts';
import { type ChangeKind, CHANGES, changesSince } from '#registry/pack/changes.ts';
import { readRegistry } from '#registry/read.ts';
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

function changes(tree: Tree) {
  const [before, after] = [base, tree].map((each) => readRegistry(each).registry);
  const session = after!.sessions.get('lunch-2027')!.facts;
  return changesSince(
    { session, quoted, earlier: { registry: before!, date: '2026-11-22' }, now: { registry: after!, date: '2026-12-01' } },
    'lunch-2027',
  );
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

test.each(Object.keys(CHANGES) as ChangeKind[])('%s is found, once, and nothing else', (kind) => {
  expect(changes(EDITS[kind].tree).map((each) => each.kind)).toEqual([kind]);
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
