import { describe, expect, test } from 'vitest';
import { chooseBrief, BRIEF_LIMITS, fitBrief } from '#registry/case/brief.ts';
import type { Case } from '#registry/case/schema.ts';

const result = (id: string, more: object = {}) => ({ id, text: `Result ${id}`, direction: 'positive', sources: [], ...more });
const lesson = (id: string, kind: string, text = `Lesson ${id}`) => ({ id, kind, text, basis: 'stated', sources: [] });
const caseOf = (more: object) => ({ title: 'T', summary: 'S', problem: 'P', verdicts: [], ...more }) as unknown as Case;
const ids = (items: readonly { id: string }[]) => items.map(({ id }) => id).join('');

describe('a brief', () => {
  test('keeps what was not aimed at, what went wrong and what nobody measured before figures, in the record’s order', () => {
    const results = [
      ...[result('a'), result('b', { value: 1 }), result('c', { value: 2 }), result('d'), result('e', { unintended: true })],
      ...[result('f', { direction: 'negative' }), result('g', { direction: 'not-measured' })],
    ];
    expect(ids(chooseBrief(caseOf({ results })).results)).toBe('bcefg');
  });

  test('has a lesson of each kind that there is', () => {
    const lessons = [...'abcd'].map((id) => lesson(id, 'works'));
    expect(ids(chooseBrief(caseOf({ lessons: [...lessons, lesson('e', 'depends'), lesson('f', 'fails')] })).lessons)).toBe(
      'abef',
    );
  });

  test('keeps one result that nobody measured, and no more of them for that', () => {
    const silent = [...'abcd'].map((id) => result(id, { direction: 'not-measured' }));
    const figures = [...'efgh'].map((id) => result(id, { value: 1 }));
    expect(ids(chooseBrief(caseOf({ results: [...silent, ...figures] })).results)).toBe('aefgh');
  });

  test('has links that somebody confirmed before others', () => {
    const links = [{ id: 'a' }, { id: 'b' }, { id: 'c', confirmedBy: 'lab' }, { id: 'd' }];
    expect(ids(chooseBrief({ lineage: links }).lineage)).toBe('cab');
  });

  test('counts what it leaves out', () => {
    const lessons = [...'abcdef'].map((id) => lesson(id, 'works'));
    const { leftOut } = chooseBrief({ ...caseOf({ lessons }), questions: ['1?', '2?', '3?'] });
    expect(leftOut).toEqual({ results: 0, lessons: 2, transfer: 0, lineage: 0, questions: 1 });
  });

  test('leaves out whole items where not all fit, questions first and lessons last, never fewer than two of these', () => {
    const long = (count: number) => 'x'.repeat(count);
    const full = (length: number) =>
      fitBrief(
        caseOf({
          lessons: [...'abcd'].map((id) => lesson(id, 'works', long(length))),
          results: [...'abcde'].map((id) => result(id, { text: long(length) })),
        }),
        [long(length), long(length)],
      );
    expect(full(100)).toMatchObject({ leftOut: { results: 0, lessons: 0, questions: 0 } });
    expect(full(300).questions.length).toBeLessThan(BRIEF_LIMITS.questions);
    const most = full(2000);
    expect([most.lessons.length, most.results.length, most.questions.length]).toEqual([2, 2, 0]);
    expect(most.lessons[0]!.text.length).toBe(2000);
  });
});
