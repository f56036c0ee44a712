import { evidenceSchema } from '#registry/case/schema.ts';
import { describe, expect, it } from 'vitest';
import { checkRegistry } from '#registry/check.ts';
import type { TreeFile } from '#registry/content/tree.ts';
import { FIXTURE_DAY, readFixtureRegistry } from '../../fixtures/fixture-tree.ts';

const short = 'cases/int/snapshot-of-two-countries/index.md';
const worked = 'cases/ury/worked-with-citations/index.md';

type Edit = readonly [file: string, find: string, put: string];

/** The findings in the miniature registry after some edits: each code with its subject. */
async function findWith(...edits: Edit[]): Promise<string[]> {
  const tree = new Map<string, TreeFile>(await readFixtureRegistry());
  for (const [file, find, put] of edits) {
    const { text } = tree.get(file) as { text: string };
    expect(text).toContain(find);
    tree.set(file, { text: text.replace(find, () => put) });
  }
  return checkRegistry(tree, { today: FIXTURE_DAY }).map(({ code, params }) =>
    [code, params['given']].filter((part) => part !== undefined).join(' '),
  );
}

/** The short case with more front matter. */
const withMore = (lines: string): Edit => [short, 'notReported: [cost, since]', `${lines}\nnotReported: [cost, since]`];
const cited = 'sources: [{ id: annual-report-2019, locator: page 3 }]';

describe('a result', () => {
  const result = (lines: string) => withMore(`results:\n  - id: seen\n    ${lines}\n    ${cited}`);

  it('names one of the verdicts', async () => {
    expect(await findWith(result('verdict: purpose\n    text: Farms sold.\n    direction: positive'))).toEqual([]);
    expect(await findWith(result('text: Farms sold.\n    direction: positive'))).toEqual(['result-without-verdict seen']);
    expect(await findWith(result('verdict: another\n    text: Farms sold.\n    direction: positive'))).toEqual([
      'verdict-unknown another',
    ]);
  });

  const found = (direction: string, more: string) => result(`verdict: purpose\n    text: Farms sold.\n    ${direction}${more}`);

  it.each([
    ['account', 0],
    ['count', 1],
    ['before-after', 1],
    ['measured', 2],
    ['comparison', 3],
    ['quasi-random', 4],
    ['randomised', 4],
    ['review', 4],
  ])('that is known by %s is of strength %i at most', async (design, most) => {
    const findings = async (strength: number) =>
      await findWith(found('direction: positive', `\n    strength: ${strength}\n    design: ${design}`));
    expect(await findings(most)).toEqual([]);
    if (most < 4) expect(await findings(most + 1)).toEqual(['result-too-strong seen']);
  });

  it('of no change was measured: neither told nor only counted once', async () => {
    const findings = async (design: string) => await findWith(found('direction: none', `\n    design: ${design}`));
    for (const design of ['account', 'count']) expect(await findings(design)).toEqual(['no-change-unmeasured seen']);
    for (const design of ['before-after', 'measured']) expect(await findings(design)).toEqual([]);
  });

  it('that nobody looked for may be about none', async () => {
    expect(await findWith(result('text: Farms sold.\n    direction: positive\n    unintended: true'))).toEqual([]);
  });
});

describe('a verdict', () => {
  const verdict = (outcome: string, note: string, sources = ''): Edit[] => [
    [short, 'outcome: unknown\n    basis: none', `outcome: ${outcome}\n    basis: observer-judgement`],
    [short, 'note: The source mentions it in one sentence.\n', `note: ${note}\n${sources}`],
  ];
  const note = 'A minister told it, and nobody counted the farms.';

  it('that says how it went cites who found it; one that cannot tell need not', async () => {
    expect(await findWith(...verdict('worked', note, `    ${cited}\n`))).toEqual([]);
    for (const outcome of ['worked', 'mixed', 'did-not-work'])
      expect(await findWith(...verdict(outcome, note))).toEqual(['verdict-without-sources purpose']);
    for (const outcome of ['unknown', 'too-early']) expect(await findWith(...verdict(outcome, note))).toEqual([]);
  });

  it('that nothing measured bears out says so, in a sentence and in words of its language', async () => {
    const say = async (words: string) => await findWith(...verdict('worked', words, `    ${cited}\n`));
    expect(await say('A minister told it; nobody counted.')).toEqual(['worked-without-words purpose']);
    expect(await say('A minister told it at length, and many who were there agree.')).toEqual(['worked-without-words purpose']);
    expect(await findWith(...verdict('mixed', 'Somebody told it.', `    ${cited}\n`))).toEqual([]);
  });

  it('is asked about when all who speak for it had a stake, and not when one had none', async () => {
    const promoter: Edit = ['sources.yml', 'interest: official', 'interest: promoter'];
    expect(await findWith(promoter)).toEqual(['label-by-involved purpose']);
    const audit: Edit = [worked, 'page 12\nresults', 'page 12\n      - id: audit-2021\n        locator: page 1\nresults'];
    expect(await findWith(promoter, audit)).toEqual([]);
    expect(await findWith(promoter, [worked, 'outcome: worked', 'outcome: mixed'])).toEqual(['label-by-involved purpose']);
    expect(await findWith(promoter, [worked, 'outcome: worked', 'outcome: did-not-work'])).toEqual([]);
    const unknown: Edit = [
      worked,
      'id: annual-report-2019\n        locator: page 12\nresults',
      'id: x\n        locator: page 12\nresults',
    ];
    expect(await findWith(unknown)).toEqual(['source-unknown x']);
  });

  it('is as strong as its kind of evidence can be, and no stronger', async () => {
    const kinds = evidenceSchema.shape.kind.options;
    const carrying = async (strength: number) => {
      const found: string[] = [];
      for (const kind of kinds) {
        const edit: Edit = [
          worked,
          'strength: 1\n      kind: descriptive-statistics',
          `strength: ${strength}\n      kind: ${kind}`,
        ];
        if (!(await findWith(edit)).includes(`evidence-too-strong ${strength}`)) found.push(kind);
      }
      return found;
    };
    expect(await carrying(1)).toEqual(kinds);
    expect(await carrying(2)).toEqual(['descriptive-statistics', 'firm-level-study', 'evaluation']);
    expect(await carrying(3)).toEqual(['firm-level-study', 'evaluation']);
    expect(await carrying(4)).toEqual(['evaluation']);
  });
});

describe('a source', () => {
  const reference = (lines: string) =>
    [
      short,
      'reviewBy:',
      `references:\n  - id: told\n    title: What was told\n    language: en\n    author: [{ literal: A university }]\n${lines}reviewBy:`,
    ] as const;
  const tell = ([file, find, put]: Edit, type: string, more: string): Edit => [
    file,
    find,
    put.replace('    title', `    type: ${type}\n    title`).replace('reviewBy:', `${more}reviewBy:`),
  ];
  const read = (reading: string) => `    interest: independent\n    read: ${reading}\n`;
  const cite: Edit = [short, 'Both countries changed the rule', 'Both countries changed the rule [@told, page 3]'];

  it('that was read says something in the record, in its body too; further reading need not', async () => {
    const url = '    URL: https://example.org/told\n';
    expect(await findWith(tell(reference(''), 'report', url + read('full')))).toEqual(['source-unused told']);
    expect(await findWith(tell(reference(''), 'report', url + read('full')), cite)).toEqual([]);
    expect(await findWith(tell(reference(''), 'report', url + read('unread')))).toEqual([]);
    expect(await findWith(tell(reference(''), 'report', url + read('unread')), cite)).toEqual(['source-unread told']);
  });

  it('can be found by its address, DOI, handle or ISBN, unless it was spoken', async () => {
    const findings = async (type: string, more: string) => await findWith(tell(reference(''), type, more + read('full')), cite);
    expect(await findings('report', '')).toEqual(['source-without-address told']);
    expect(await findings('report', '    DOI: 10.1000/182\n')).toEqual([]);
    expect(await findings('report', '    handle: 10419/129966\n')).toEqual([]);
    expect(await findWith(tell(reference(''), 'book', `    ISBN: 978-0-00-000000-2\n${read('full')}`), cite)).toEqual([]);
    expect(await findings('personal_communication', '')).toEqual([]);
  });
});

describe('a lesson', () => {
  const lesson = (...texts: string[]): Edit => [
    short,
    '\nsources:',
    `\nlessons:\n${texts.map((text, index) => `  - id: l${index}\n    kind: works\n    text: ${text}\n    basis: stated\n    ${cited}`).join('\n')}\nsources:`,
  ];

  it('says what the summary does not, nor another lesson', async () => {
    expect(await findWith(lesson('Fewer forms let a cooperative sell vegetables to forty schools.'))).toEqual([]);
    const same = 'Cooperatives that had fewer forms sold vegetables to forty schools.';
    expect(await findWith(lesson('Fewer forms let a cooperative sell vegetables to forty schools.', same))).toEqual([
      'lesson-repeats l1',
    ]);
    // Few words are shared by chance.
    expect(await findWith(lesson('Two countries.'))).toEqual([]);
  });

  it('may say that something was advisable, but does not begin by advising', async () => {
    expect(await findWith(lesson('In Guatemala it is advisable, some say, to ask early who grants permits.'))).toEqual([]);
    expect(await findWith(lesson('It is advisable to ask early who grants permits.'))).toEqual([
      'lesson-advises It is advisable',
    ]);
  });
});

it('what is looked for and not found is said once: cost and what became of it', async () => {
  const sought = (list: string): Edit => [short, '[cost, since]', list];
  expect(await findWith(sought('[team]'))).toEqual(['cost-or-absence-missing', 'since-or-absence-missing']);
  const since: Edit = [short, '\nsources:', `\nsince:\n  asOf: 2025\n  text: It goes on.\n  ${cited}\nsources:`];
  expect(await findWith(sought('[cost]'), since)).toEqual([]);
});

it('a number of money has the currency that it is in', async () => {
  const cost = (currency: string): Edit => [
    short,
    'notReported: [cost, since]',
    `cost:\n  - id: spent\n    text: What was spent.\n    value: 12\n${currency}    by: Two ministries.\n    ${cited}\nnotReported: [since]`,
  ];
  expect(await findWith(cost('    currency: USD\n'))).toEqual([]);
  expect(await findWith(cost(''))).toEqual(['figure-without-unit 12']);
});

it('what ended, was stopped or was reversed says why', async () => {
  const stage = (name: string): Edit => [
    short,
    'kind: snapshot',
    `lifecycle:\n  stage: ${name}\n  basis: inferred\nkind: snapshot`,
  ];
  for (const over of ['ended', 'stopped', 'reversed'])
    expect(await findWith(stage(over))).toEqual([`stop-without-reason ${over}`]);
  expect(await findWith(stage('scaled'))).toEqual([]);
});

it('a period ends after it starts, as far as both are known', async () => {
  const period = (start: string, end: string): Edit => [
    short,
    'kind: snapshot',
    `period:\n  start: ${start}\n  end: ${end}\n  basis: stated\nkind: snapshot`,
  ];
  expect(await findWith(period("'2015-06'", '2015'))).toEqual([]);
  expect(await findWith(period("'2015-06'", "'2015-05'"))).toEqual(['period-reversed']);
});

/** The short case with a link to another. */
const withLink = (relation: string, target: string): Edit => [
  short,
  '\nsources:',
  `\nlineage:\n  - id: like\n    relation: ${relation}\n    ${target}\n    note: It says so.\n    basis: stated\n    ${cited}\nsources:`,
];

it('a link of lineage leads to one thing: a case, or the name of something outside', async () => {
  const findings = async (target: string) => await findWith(withLink('inspired-by', target));
  expect(await findings('case: failed-and-says-why')).toEqual([]);
  expect(await findings('name: Fome Zero')).toEqual([]);
  expect(await findings('case: failed-and-says-why\n    name: Fome Zero')).toEqual(['lineage-target like']);
});

it('neither a title nor a short name judges', async () => {
  expect(await findWith([short, 'name: Buying school food from', 'name: Success of'])).toEqual(['title-judges Success']);
});

describe('a lab', () => {
  const lab = (lines: string): Edit => ['labs/test-lab/index.md', 'status: member', lines];

  it('that is closed does not answer for its own records', async () => {
    expect(await findWith(lab('status: closed\ncustodian: test-lab'))).toEqual(['custodian-missing']);
  });

  it('that has not joined speaks only where a publication says it', async () => {
    const named = lab('status: named');
    const told: Edit = [
      'comments/lunch-lab-on-menus/index.md',
      'consent: true',
      'consent: true\nsources: [{ id: audit-2021, locator: page 2 }]',
    ];
    const speaking = (findings: string[]) => findings.filter((each) => each === 'lab-not-member test-lab').length;
    expect(speaking(await findWith(named)) - speaking(await findWith(named, told))).toBe(1);
  });
});

it('a case that came of a commitment learned from one that the commitment follows, or is that one', async () => {
  const commitment = 'commitments/one-menu-in-two-towns/index.md';
  const cameOf = (id: string): Edit => [commitment, 'hay cocina en los dos.\n', `hay cocina en los dos.\ncase: ${id}\n`];
  expect(await findWith(cameOf('worked-with-citations'))).toEqual([]);
  const follows: Edit = [
    commitment,
    'worked-with-citations#lesson-one-menu',
    'failed-and-says-why#lesson-systems-before-counters',
  ];
  const findings = async (relation: string) =>
    await findWith(follows, cameOf('snapshot-of-two-countries'), withLink(relation, 'case: failed-and-says-why'));
  expect(await findings('adapted-from')).toEqual([]);
  expect(await findings('inspired-by')).toEqual([]);
  expect(await findings('parallel-to')).toEqual(['commitment-without-lineage snapshot-of-two-countries']);
});
