import { describe, expect, test } from 'vitest';
import { PROBABLE } from '#registry/compare/look-alike.ts';
import type { LabRecord } from '#registry/lab/record.ts';
import { readRegistry } from '#registry/read.ts';
import { hindrancesOf, mayRepeat } from '#registry/review/deciding/decision.ts';
import { whyNotTheirs } from '#registry/review/reviewer.ts';
import { isBegun, readScorecard, typedOf } from '#registry/review/scorecard-form.ts';
import { subjectOfProposal } from '#registry/review/deciding/subject.ts';
import type { Payload } from '#registry/submission/schema.ts';
import { sampleSubmission } from '../../../scripts/bench/sample-submission.ts';
import { readFixtureRegistry } from '../../fixtures/fixture-tree.ts';

describe('a decision', () => {
  const sound = { reason: '', hasErrors: false, mayRepeat: false, isDifferent: false };

  test('to decline needs a reason, and nothing else', () => {
    const decline = { ...sound, verdict: 'decline', hasErrors: true, mayRepeat: true } as const;
    expect(hindrancesOf(decline)).toEqual(['reason']);
    expect(hindrancesOf({ ...decline, reason: 'Falta la fuente.' })).toEqual([]);
  });

  test('to accept needs checks without errors, and a word where the case may be there already', () => {
    const accept = { ...sound, verdict: 'accept' } as const;
    expect(hindrancesOf(accept)).toEqual([]);
    expect(hindrancesOf({ ...accept, hasErrors: true, mayRepeat: true })).toEqual(['findings', 'different']);
    expect(hindrancesOf({ ...accept, mayRepeat: true, isDifferent: true })).toEqual([]);
  });

  test('is warned of a case that is probably published, or probably waits, and of no other', () => {
    expect(mayRepeat([{ likeness: PROBABLE - 0.01 }], [{ resemblance: 'possible' }, { resemblance: 'akin' }])).toBe(false);
    expect(mayRepeat([{ likeness: PROBABLE }], [])).toBe(true);
    expect(mayRepeat([], [{ resemblance: 'probable' }])).toBe(true);
  });
});

describe('a proposal', () => {
  const path = 'cases/ury/huertas/index.md';
  const entry = { locale: 'es', lab: 'other-lab' };
  const whose = async (changes: object, contactName?: string) => {
    const { labs } = readRegistry(await readFixtureRegistry()).registry as { labs: ReadonlyMap<string, LabRecord> };
    const payload = { ...sampleSubmission(), ...changes } as unknown as Payload;
    return subjectOfProposal(entry, [path], { payload, contactName, labs });
  };

  test('is of the country of its folder, and in a list of the lab whose token it came with', () => {
    expect(subjectOfProposal(entry, ['reviews/huertas/rita-1.yml', path])).toEqual({
      ...{ country: 'URY', language: 'es', labs: ['other-lab'], names: [] },
    });
    expect(subjectOfProposal({ locale: 'es' }, ['sessions/una/index.md'])).toMatchObject({ country: undefined, labs: [] });
  });

  test('is that of everybody whom it names, and of the lab that has the name of its organisation', async () => {
    const said = { organisation: { name: '  LABORATORIO de Prueba.' }, consent: { license: 'CC-BY-4.0', credit: 'Ana Paz' } };
    const subject = await whose(said, 'Rita Gómez');
    expect(subject.names).toEqual(['Rita Gómez', 'Ana Paz', '  LABORATORIO de Prueba.']);
    expect(subject.labs).toEqual(['other-lab', 'test-lab']);
    expect(whyNotTheirs({ id: 'carla', name: 'Carla', lab: 'test-lab' }, subject)).toBe('own');
    expect(whyNotTheirs({ id: 'rita', name: 'Rita Gomez' }, subject)).toBe('own');
  });

  test('with a comment is that of the lab that speaks in it', async () => {
    const subject = await whose({ action: { new: 'comment' }, record: { lab: 'test-lab' } });
    expect(subject.labs).toEqual(['other-lab', 'test-lab']);
  });
});

describe('the form of a scorecard', () => {
  const verdicts = [{ id: 'main' }, { id: 'cost' }];
  const told = { reviewer: 'rita', name: 'Rita', on: '2026-11-20', language: 'es' };
  const typed = {
    ...{ 'outcome-main': 'worked', 'strength-main': '2', 'outcome-cost': 'mixed', 'strength-cost': '0' },
    ...{ confidence: 'low', comment: '' },
  };

  test('needs every answer but the comment', () => {
    const { card, missing } = readScorecard(verdicts, typed, told);
    expect(missing).toEqual([]);
    expect(card).toEqual({
      ...{ ...told, confidence: 'low' },
      verdicts: [
        { id: 'main', outcome: 'worked', strength: 2 },
        { id: 'cost', outcome: 'mixed', strength: 0 },
      ],
    });
    expect(typedOf(card!)).toEqual(typed);
    expect(readScorecard(verdicts, { ...typed, 'strength-cost': '', confidence: '' }, told)).toEqual({
      missing: ['strength-cost', 'confidence'],
    });
    expect(readScorecard(verdicts, { ...typed, 'strength-cost': '9' }, told)).toEqual({ missing: ['card'] });
  });

  test('is begun with any answer, also with a comment alone', () => {
    expect(isBegun(verdicts, { reason: 'No.', 'outcome-main': '' })).toBe(false);
    expect(isBegun(verdicts, { comment: 'Falta una fuente' })).toBe(true);
  });
});
