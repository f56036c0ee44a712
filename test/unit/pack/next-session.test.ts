import { expect, test } from 'vitest';
import type { Tree } from '#registry/content/tree.ts';
import { compilePack } from '#registry/pack/compile.ts';
import { parseHTML } from 'linkedom';
import type { Block, Drawing } from '#registry/pack/document.ts';
import { packMarkdown } from '#registry/pack/format/markdown.ts';
import { makeSpeaker } from '#registry/page/speaker.ts';
import { readRegistry } from '#registry/read.ts';
import { readFixtureRegistry, withChange } from '../../fixtures/fixture-tree.ts';

const base = await readFixtureRegistry();
const file = 'sessions/lunch-2027/index.md';
const next = (base.get(file) as { text: string }).text.replace('status: proposed', 'previous: lunch-2027\nstatus: proposed');

function packOn(tree: Tree, session: string, date: string) {
  const { registry } = readRegistry(tree);
  const speaker = makeSpeaker(registry, registry.locales.get('es')!);
  const made = { siteUrl: 'https://a.example', versionOf: () => '0123456789ab', version: 'draft' };
  return { ...speaker, pack: compilePack({ ...made, registry, speaker, session, date }) };
}

test('a commitment past its day of which nothing was heard opens the next pack', () => {
  const tree: Tree = new Map([...base, ['sessions/lunch-2028/index.md', { text: next }]]);
  const { pack, label } = packOn(tree, 'lunch-2028', '2027-12-31');
  const [heading, table] = pack.blocks as [Block, Extract<Block, { type: 'table' }>];
  expect(heading).toMatchObject({ type: 'heading', level: 1, id: 'commitments' });
  expect(table.rows[0]![0]![0]!.text).toBe(label('commitment-statuses', 'silent'));
  expect(packOn(tree, 'lunch-2027', '2027-12-31').pack.blocks[0]).toMatchObject({ id: 'decision' });
});

test('results of a case that point different ways stand side by side; those that nobody measured are no such thing', () => {
  const result = (id: string, direction: string) =>
    `  - id: ${id}\n    verdict: purpose\n    text: Efecto ${id}.\n    direction: ${direction}\n    sources:\n      - id: annual-report-2019\n        locator: page 13\n`;
  const conflicts = (served: string, ...directions: string[]) => {
    const lunch = 'cases/ury/worked-with-citations/index.md';
    const lines = directions.map((direction, index) => result(`more-${index}`, direction)).join('');
    const first = withChange(base, lunch, 'direction: positive', `direction: ${served}`);
    const tree = withChange(first, lunch, 'notReported:', `${lines}notReported:`);
    const { blocks } = packOn(tree, 'lunch-2027', '2026-11-29').pack;
    const from = blocks.findIndex((block) => block.type === 'heading' && block.id === 'conflicts');
    const rest = blocks.slice(from + 1);
    const chapter = rest.slice(
      0,
      rest.findIndex((block) => block.type === 'heading' && block.level === 1),
    );
    return chapter.flatMap((block) => (block.type === 'statements' ? block.items.map(({ text }) => text.text) : []));
  };
  expect(conflicts('positive')).toEqual([]);
  expect(conflicts('positive', 'positive', 'not-measured')).toEqual([]);
  expect(conflicts('none', 'negative')).toEqual([]);
  for (const against of ['negative', 'none', 'mixed'])
    expect(conflicts('positive', 'unclear', against)).toEqual(['Almuerzos servidos por día.', 'Efecto more-1.']);
});

test('why a session has so many successes is in its pack, in the curator’s words', () => {
  const reason = 'De los otros no hay todavía fichas que se puedan citar.';
  const tree = withChange(base, file, 'selection:\n', `selection:\n  allSuccess: ${reason}\n`);
  const { pack, t } = packOn(tree, 'lunch-2027', '2026-11-29');
  expect(packMarkdown(pack)).toContain(`**${t('session.allSuccess')}** ${reason}`);
});

test('a lab that tries what a case taught stands in the picture of who learned from whom, and in its table', () => {
  const { pack, inverse, registry } = packOn(base, 'lunch-2027', '2026-11-29');
  const { name } = registry.labs.get('test-lab')!.facts;
  const at = pack.blocks.findIndex((block) => block.type === 'picture' && block.id === 'lineage-drawing');
  const [picture, table] = pack.blocks.slice(at) as [Drawing, Extract<Block, { type: 'table' }>];
  const inPicture = [...parseHTML(picture.svg).document.querySelectorAll('text')].map((text) => text.textContent);
  expect(inPicture.join(' ')).toContain(name);
  const [first, relation, then, basis] = table.rows.at(-1)!.map(([run]) => run!);
  expect([first!.text, relation!.text, then!.text]).toEqual([
    registry.cases.get('worked-with-citations')!.facts.name,
    inverse('inspired-by'),
    name,
  ]);
  expect(basis!.href).toBe('https://a.example/es/commitments/one-menu-in-two-towns/');
});
