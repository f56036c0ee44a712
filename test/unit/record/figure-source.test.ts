import { describe, expect, it } from 'vitest';
import { checkRegistry } from '#registry/check.ts';
import { FIXTURE_DAY, readFixtureRegistry } from '../../fixtures/fixture-tree.ts';

const file = 'cases/int/snapshot-of-two-countries/index.md';

/** The findings when the last section of the fixture's short case is `text`. */
async function checkText(text: string) {
  const tree = new Map(await readFixtureRegistry());
  const original = tree.get(file) as { text: string };
  tree.set(file, { text: original.text.replace('Both countries changed the rule for small purchases.', text) });
  return checkRegistry(tree, { today: FIXTURE_DAY }).map(({ code, params }) => `${code} ${params['given']}`);
}

describe('a figure has its source', () => {
  it('in its own sentence, not only in its paragraph', async () => {
    expect(await checkText('Purchases grew by 40% [@annual-report-2019, page 3].')).toEqual([]);
    expect(
      await checkText('**Purchases.** In 2019, e.g. at No. 12 St. John St., they grew by 40% [@annual-report-2019, page 3].'),
    ).toEqual([]);
    for (const gap of [' ', '\n\n'])
      expect(await checkText(`Purchases grew by 40%.${gap}So it was told [@annual-report-2019, page 3].`)).toEqual([
        'figure-without-source 40%',
      ]);
    expect(await checkText('So it was told [@annual-report-2019, page 3]. Purchases grew by 40%.')).toEqual([
      'figure-without-source 40%',
    ]);
  });

  it('in a note as anywhere else', async () => {
    expect(await checkText('They grew.[^1]\n\n[^1]: By 40%.')).toEqual(['figure-without-source 40%']);
    expect(await checkText('They grew.[^1]\n\n[^1]: By 40% [@annual-report-2019, page 3].')).toEqual([]);
  });

  it.each([
    '[@annual-report-2019, page 3](https://example.org)',
    '[@annual-report-2019](https://example.org)',
    '[[@annual-report-2019, page 3]](https://example.org)',
    '`[@annual-report-2019, page 3]`',
    '\\[@annual-report-2019, page 3]',
    '&#91;@annual-report-2019, page 3]',
    '![@annual-report-2019](../../ury/worked-with-citations/index.md)',
  ])('by what is shown as a citation, and not by %s', async (mark) => {
    const found = await checkText(`Purchases grew by 40% ${mark}.`);
    expect(found).toContain('figure-without-source 40%');
    expect(found.some((each) => each.startsWith('citation-is-link'))).toBe(/\]\(/.test(mark));
  });

  it('in its own list item, whole, but not in an item beside it or inside it', async () => {
    expect(await checkText('- Purchases grew. It was by 40%.\n\n  So it was told [@annual-report-2019, page 3].')).toEqual([]);
    expect(await checkText('- Purchases grew by 40%.\n- So it was told [@annual-report-2019, page 3].')).toEqual([
      'figure-without-source 40%',
    ]);
    expect(await checkText('- Purchases grew by 40%.\n  - So it was told [@annual-report-2019, page 3].')).toEqual([
      'figure-without-source 40%',
    ]);
  });

  it('in its own row, or in the head of its table', async () => {
    const table = (head: string, ...rows: string[]) => `| Farms | ${head} |\n| --- | --- |\n${rows.join('\n')}`;
    const [cited, bare] = ['| 300 | [@annual-report-2019, page 3] |', '| 412 | grown |'];
    expect(await checkText(table('Source', cited))).toEqual([]);
    expect(await checkText(table('Source', cited, bare))).toEqual(['figure-without-source 412']);
    expect(await checkText(table('Source [@annual-report-2019, page 3]', bare))).toEqual([]);
  });

  it('in the line that introduces its list or table', async () => {
    const rows = '- 40% more purchases\n- 300 farms';
    expect(await checkText(`The report counts [@annual-report-2019, page 3]:\n\n${rows}`)).toEqual([]);
    expect(await checkText(`The report counts [@annual-report-2019, page 3].\n\n${rows}`)).toHaveLength(2);
    expect(await checkText(`The report counts:\n\n${rows}`)).toEqual(['figure-without-source 40%', 'figure-without-source 300']);
    expect(await checkText('| Farms |\n| --- |\n| 300 |')).toEqual(['figure-without-source 300']);
  });

  it('where the text gave the same figure with one', async () => {
    expect(await checkText('Some 300 farms sold [@annual-report-2019, page 3].\n\nOf those 300 farms most stayed.')).toEqual([]);
    // The page number is not part of the text.
    expect(await checkText('Some farms sold [@annual-report-2019, page 300].\n\nOf 300 farms most stayed.')).toEqual([
      'figure-without-source 300',
    ]);
  });
});
