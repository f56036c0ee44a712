import { expect, test } from 'vitest';
import { briefsPack, type Choice, comparisonPack, comparisonRows } from '#registry/pack/choice.ts';
import { allBlocks } from '#registry/pack/document.ts';
import { makeSpeaker } from '#registry/page/speaker.ts';
import { readRegistry } from '#registry/read.ts';
import { readFixtureRegistry } from '../../fixtures/fixture-tree.ts';

const { registry } = readRegistry(await readFixtureRegistry());
const speaker = makeSpeaker(registry, registry.locales.get('es')!);
const choose = (...ids: string[]): Choice => ({
  ...{
    cases: ids.map((id) => registry.cases.get(id)!),
    speaker,
    siteUrl: 'https://a.example',
    versionOf: ({ id }) => `of ${id}`,
  },
});
const [WORKED, FAILED] = ['worked-with-citations', 'failed-and-says-why'];

test('a document of one case is named after it and has its version; one of several is a list of cases', () => {
  const [one, two] = [briefsPack(choose(WORKED)), briefsPack(choose(FAILED, WORKED))];
  expect([one.title.text, one.version]).toEqual(['Almuerzo escolar', `of ${WORKED}`]);
  expect([two.title.text, two.version]).toEqual([speaker.t('shortlist.document'), '']);
  // Each stands under a heading of its own, of the first level, and the sources of all under another.
  const headings = allBlocks(two.blocks).flatMap((block) => (block.type === 'heading' && block.level === 1 ? [block.id] : []));
  expect(headings).toEqual([FAILED, WORKED, 'references']);
});

test('its day is that of its newest case, wherever that stands', () => {
  for (const ids of [
    [WORKED, FAILED],
    [FAILED, WORKED],
  ])
    expect(comparisonPack(choose(...ids)).date).toBe('2026-02-01');
});

test('several values of a case stand in one cell of a spreadsheet, each marked; a single one stands alone', () => {
  const { head, rows } = comparisonRows(choose(WORKED, FAILED));
  expect(head).toHaveLength(3);
  const row = (field: string) => rows.find(([name]) => name === speaker.t(field))!;
  const [, worked, failed] = row('compare.field.lessons');
  expect(worked).toMatch(/^• .*Un menú único abarató la compra/);
  expect(failed).not.toContain('•');
  expect(row('compare.field.problem')[1]).toBe(registry.cases.get(WORKED)!.facts.problem);
  expect(row('table.url').slice(1)).toEqual([WORKED, FAILED].map((id) => `https://a.example/es/cases/${id}/`));
});
