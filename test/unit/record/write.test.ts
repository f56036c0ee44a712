import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caseSchema } from '#registry/case/schema.ts';
import { readMarkdown } from '#registry/content/front-matter.ts';
import { readRegistry } from '#registry/read.ts';
import { writeRecord, RecordNotWritable } from '#registry/record/write.ts';
import { readFixtureRegistry } from '../../fixtures/fixture-tree.ts';

const { cases } = readRegistry(await readFixtureRegistry()).registry;
const { facts, body } = cases.get('worked-with-citations')!;
const write = (data: object, text: string) => writeRecord(data, text, caseSchema);

const read = (text: string) => readMarkdown(text, 'index.md').markdown!;

describe('a written record', () => {
  it('reads back as the same record, with its keys in the order of the schema', () => {
    const shuffled = Object.fromEntries(Object.entries(facts).toReversed());
    const text = write(shuffled, body);
    expect(read(text).yaml.data).toEqual(facts);
    expect(Object.keys(read(text).yaml.data as object)).toEqual(Object.keys(facts));
    expect(read(text).body.trim()).toBe(body.trim());
  });

  it('keeps any title that a person or an attacker may type', () => {
    const awkward = fc.constantFrom(
      '---',
      '\n---\n',
      ': ',
      ' #',
      '"',
      "'",
      '\n',
      '\r\n',
      '🙂',
      'e\u0301',
      '*a',
      '&b',
      '!c',
      '{',
      '[',
      '|',
      '>-',
      '%',
      '@',
      '`',
      '~',
      'null',
      'true',
      '2007',
      '2007-05-18',
      '  ',
      '\t',
    );
    const title = fc
      .array(fc.oneof(awkward, fc.string({ maxLength: 8 })), { minLength: 1, maxLength: 8 })
      .map((parts) => parts.join(''));
    const acceptable = title.filter(
      (text) => text.trim().length > 0 && text.trim().length <= 90 && !/[\p{Cc}\p{Cf}]/u.test(text.replaceAll(/[\n\r\t]/g, '')),
    );
    fc.assert(
      fc.property(acceptable, (text) => {
        expect(read(write({ ...facts, title: text }, body)).yaml.data).toEqual({ ...facts, title: text });
      }),
      { numRuns: 300 },
    );
  });

  it('has long texts folded, short lists on one line and dates in quotes', () => {
    const summary = 'Un ministerio compró a productores cercanos y sirvió un solo menú. '.repeat(4).trim();
    const text = write({ ...facts, summary }, body);
    expect(text).toContain('summary: >-\n');
    expect(text).toContain('\nchallenges: [public-sector-capacity]\n');
    expect(text).toContain("\nreviewBy: '2027-01-15'\n");
    expect(
      Math.max(
        ...text
          .split('\n---\n')[0]!
          .split('\n')
          .map((line) => line.length),
      ),
    ).toBeLessThanOrEqual(130);
  });

  it('is refused when it would not come back: hidden characters, half characters, data that the schema refuses', () => {
    for (const title of ['a\u202eb', 'a\u0000b', '\ud800', '']) {
      expect(() => write({ ...facts, title }, body)).toThrow(RecordNotWritable);
    }
    expect(() => write({ ...facts, level: 'galactic' }, body)).toThrow(/value-not-allowed/);
  });

  it('leaves out what is undefined', () => {
    expect(read(write({ ...facts, period: undefined }, body)).yaml.data).not.toHaveProperty('period');
  });
});
