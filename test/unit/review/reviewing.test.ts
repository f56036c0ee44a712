import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import { describe, expect, test } from 'vitest';
import { reviews } from '#registry/case/page/reviews.ts';
import { makePageData } from '#registry/case/page/page-data.ts';
import { checkRegistry } from '#registry/check.ts';
import { makeTree } from '#registry/content/tree.ts';
import { numberCitations } from '#registry/page/citations.ts';
import { makeSpeaker } from '#registry/page/speaker.ts';
import { readRegistry } from '#registry/read.ts';
import { viewRecord } from '#registry/record/view.ts';
import { differencesBetween } from '#registry/review/differences.ts';
import { type Reviewer, whyNotTheirs } from '#registry/review/reviewer.ts';
import {
  caseOfScorecard,
  differ,
  newestOfEach,
  type Scorecard,
  scorecardPath,
  writeScorecard,
} from '#registry/review/scorecard.ts';
import { FIXTURE_DAY, readFixtureRegistry } from '../../fixtures/fixture-tree.ts';

const CASE = 'worked-with-citations';
const rita: Reviewer = { id: 'rita', name: 'Rita Gómez', lab: 'test-lab', countries: ['URY', 'INT'], languages: ['es'] };
const subject = { country: 'URY', language: 'es', labs: [] as string[], names: [] as string[] };

describe('a reviewer', () => {
  test('decides on the countries and languages that they have, and on all without any', () => {
    expect(whyNotTheirs(rita, subject)).toBeUndefined();
    expect(whyNotTheirs(rita, { ...subject, country: 'INT' })).toBeUndefined();
    expect(whyNotTheirs(rita, { ...subject, country: 'BRA' })).toBe('scope');
    expect(whyNotTheirs(rita, { ...subject, language: 'pt' })).toBe('scope');
    expect(whyNotTheirs(rita, { ...subject, country: undefined })).toBeUndefined();
    expect(whyNotTheirs({ id: 'b', name: 'B' }, { ...subject, country: 'BRA', language: 'pt' })).toBeUndefined();
  });

  test('never decides on what they or their lab sent, however their name is written', () => {
    expect(whyNotTheirs(rita, { ...subject, labs: ['other', 'test-lab'] })).toBe('own');
    expect(whyNotTheirs(rita, { ...subject, names: ['  RITA  gomez.'] })).toBe('own');
    expect(whyNotTheirs(rita, { ...subject, country: 'BRA', labs: ['test-lab'] })).toBe('own');
    expect(whyNotTheirs(rita, { ...subject, names: ['Rita Gómez Paz'] })).toBeUndefined();
  });

  test('is a finding with a lab, country or language that there is not', async () => {
    const file = `- {id: a, name: A, lab: nobody, countries: [XXX, INT], languages: [es, xx]}\n- {id: a, name: B}\n`;
    const tree = new Map([...(await readFixtureRegistry()), ['reviewers.yml', { text: file }] as const]);
    const found = checkRegistry(tree, { today: FIXTURE_DAY }).filter((each) => each.file === 'reviewers.yml');
    expect(found.map(({ code, line }) => `${code} ${line}`)).toEqual([
      'lab-unknown 1',
      'country-unknown 1',
      'language-unknown 1',
      'id-duplicate 2',
    ]);
  });
});

const card = (
  reviewer: string,
  outcome: Scorecard['verdicts'][number]['outcome'],
  changes: Partial<Scorecard> = {},
): Scorecard => ({
  ...{ reviewer, name: `Name of ${reviewer}`, on: '2026-11-20', language: 'es' },
  ...{ verdicts: [{ id: 'main', outcome, strength: 1 }], confidence: 'medium', ...changes },
});

describe('scorecards', () => {
  test('differ when two would set a verdict otherwise, the newest of each counting', () => {
    expect(differ([card('a', 'worked'), card('b', 'worked')])).toBe(false);
    expect(differ([card('a', 'worked'), card('b', 'mixed')])).toBe(true);
    const weaker = card('b', 'worked', { verdicts: [{ id: 'main', outcome: 'worked', strength: 0 }] });
    expect(differ([card('a', 'worked'), weaker])).toBe(true);
    const cards = [card('a', 'mixed', { on: '2026-11-21' }), card('a', 'worked'), card('b', 'mixed')];
    expect(newestOfEach(cards).map(({ reviewer, on }) => `${reviewer} ${on}`)).toEqual(['a 2026-11-21', 'b 2026-11-20']);
    expect(differ(newestOfEach(cards))).toBe(false);
  });

  test('of two proposals about one case stand in files of their own', () => {
    const paths = ['0011223344', '99aabbccdd'].map((id) => scorecardPath(CASE, 'rita', id));
    expect(new Set(paths).size).toBe(2);
    expect(paths.map(caseOfScorecard)).toEqual([CASE, CASE]);
    expect(caseOfScorecard(`reviews/${CASE}/notes.md`)).toBeUndefined();
  });

  test('are read with the content; one of a case that there is not is a finding', async () => {
    const written = writeScorecard(card('rita', 'mixed', { comment: 'Dos: «sí» y no\n# nada' }));
    const tree = new Map([
      ...(await readFixtureRegistry()),
      ...makeTree({ [scorecardPath(CASE, 'rita', '0'.repeat(32))]: written, 'reviews/gone/rita-00000000.yml': written }),
    ]);
    expect(readRegistry(tree).registry.scorecards.get(CASE)).toEqual([
      card('rita', 'mixed', { comment: 'Dos: «sí» y no\n# nada' }),
    ]);
    const found = checkRegistry(tree, { today: FIXTURE_DAY }).filter(({ file }) => file.startsWith('reviews/'));
    expect(found.map(({ code, file }) => [code, file])).toEqual([['case-unknown', 'reviews/gone/rita-00000000.yml']]);
  });

  test('that differ are shown on the page of the case, and no others', async () => {
    const { registry } = readRegistry(await readFixtureRegistry());
    const record = registry.cases.get(CASE)!;
    const verdict = record.facts.verdicts[0]!;
    const shown = (cards: Scorecard[]) => {
      const known = { ...registry, scorecards: new Map([[CASE, cards]]) };
      const speaker = makeSpeaker(known, registry.locales.get('en')!);
      const view = viewRecord(record, 'en');
      const page = makePageData({ view, record, speaker }, numberCitations(view.facts.sources, speaker));
      return toHtml(h('div', reviews(page)));
    };
    const set = (reviewer: string, strength: number, comment?: string) =>
      card(reviewer, verdict.outcome, {
        ...{ verdicts: [{ id: verdict.id, outcome: verdict.outcome, strength }] },
        ...(comment === undefined ? {} : { comment }),
      });
    expect(shown([set('a', 1), set('b', 1)])).toBe('<div></div>');
    const html = shown([set('a', 1, 'Solo <i>cuenta</i> escuelas'), set('b', 3)]);
    expect(html).toContain('Two people who reviewed this case');
    expect(html).toContain('Name of a, November 20, 2026: Fairly sure.');
    expect(html).toContain('<q lang="es-419">Solo &#x3C;i>cuenta&#x3C;/i> escuelas</q>');
    // A verdict that the case no longer has differs from nothing.
    const old = (reviewer: string, strength: number) =>
      card(reviewer, 'mixed', { verdicts: [{ id: 'gone', outcome: 'mixed', strength }] });
    expect(shown([old('a', 1), old('b', 2)])).toBe('<div></div>');
  });
});

test('every value that a correction changes is there before and after, items by their ids, prose line by line', () => {
  const lessons = (texts: Record<string, string>) => Object.entries(texts).map(([id, text]) => ({ id, text }));
  const old = { title: 'Uno', lessons: lessons({ a: 'Sí', b: 'No' }), body: 'Una línea\n\nOtra' };
  const now = {
    ...{ title: 'Dos', lessons: lessons({ b: 'No', a: 'Quizás' }), body: 'Una línea\n\nMás' },
    period: { start: 2001 },
  };
  expect(differencesBetween(old, now)).toEqual([
    { field: 'title', before: 'Uno', after: 'Dos' },
    { field: 'lessons', before: 'Sí', after: 'Quizás' },
    { field: 'body', before: 'Otra' },
    { field: 'body', after: 'Más' },
    { field: 'period', after: '2001' },
  ]);
});
