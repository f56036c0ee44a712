import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { proposeCaseIds } from '#registry/submission/draft/case-id.ts';
import { anyText } from '../../any-text.ts';

const first = (title: string, countries: string[], taken: string[] = []) =>
  proposeCaseIds(title, countries, (id) => taken.includes(id)).next().value;

describe('the id of a new case', () => {
  test('is its country and its title without accents', () => {
    expect(first('Educación básica: ¿qué pasó en São Paulo?', ['BRA'])).toBe('brazil-educacion-basica-que-paso-en-sao-paulo');
    expect(first('Uruguay: Plan Ceibal', ['URY'])).toBe('uruguay-plan-ceibal');
    expect(first('Mercado eléctrico regional', ['CRI', 'PAN'])).toBe('mercado-electrico-regional');
  });

  test('is one that nobody has', () => {
    expect(first('Agua', ['URY'], ['uruguay-agua', 'uruguay-agua-2'])).toBe('uruguay-agua-3');
  });

  test('exists also for titles without a Latin letter, and is never the name of a device or of a page of ours', () => {
    expect(first('水', ['URY'])).toBe('uruguay');
    expect(first('水', ['URY', 'BRA'])).toBe('policy');
    expect(first('Con', ['URY', 'BRA'])).toBe('policy-con');
    expect(first('New', ['URY', 'BRA'])).toBe('policy-new');
  });

  test('row 7: is of ASCII letters, digits and inner hyphens and at most 80 long, whatever the title', () => {
    const ofLength = (maxLength: number) => anyText({ maxLength });
    const title = fc.oneof({ weight: 9, arbitrary: ofLength(200) }, { weight: 1, arbitrary: ofLength(10_000) });
    const taken = fc.array(fc.string(), { maxLength: 3 });
    fc.assert(
      fc.property(title, fc.constantFrom<string[]>(['URY'], ['URY', 'BRA'], []), taken, (text, countries, ids) => {
        const id = first(text, countries, [...ids, 'policy']);
        expect(id).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
        expect(id!.length).toBeLessThanOrEqual(80);
        expect(id).not.toMatch(/^(?:con|prn|aux|nul|com\d|lpt\d|index|policy)$/);
      }),
      { numRuns: 2_000 },
    );
  });
});
