import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Rejected } from '#registry/forge/errors.ts';
import { recordFolder } from '#registry/forge/paths.ts';
import { evilPaths } from '../../contract/forge.ts';
import { anyText } from '../../any-text.ts';

const isAllowed = (path: string): boolean => {
  try {
    recordFolder([path]);
    return true;
  } catch (error) {
    if (error instanceof Rejected && error.reason === 'path') return false;
    throw error;
  }
};

describe('the files of a proposal', () => {
  test.each([
    'content/cases/ury/uruguay-plan-ceibal/index.md',
    'content/cases/int/central-america-mer/pt.md',
    `content/cases/chl/${'a'.repeat(80)}/index.md`,
    'content/cases/chl/a/files/photo-1.jpeg',
    'content/cases/chl/console/files/annual-report.pdf',
    'content/labs/idb/index.md',
    'content/labs/idb/pt.md',
  ])('may be %s', (path) => expect(isAllowed(path)).toBe(true));

  test.each(evilPaths)('row 6: may not be %j', (path) => expect(isAllowed(path)).toBe(false));

  test('are only files that the kind of record shows', () => {
    expect(isAllowed('content/labs/idb/files/photo-1.png')).toBe(false);
    expect(isAllowed('content/labs/ury/idb/index.md')).toBe(false);
  });

  test('are those of one record, whose folder comes back', () => {
    const folder = 'content/cases/ury/uruguay-plan-ceibal';
    expect(recordFolder([`${folder}/index.md`, `${folder}/pt.md`, `${folder}/files/a.png`])).toBe(folder);
    expect(() => recordFolder([`${folder}/index.md`, 'content/cases/ury/other/index.md'])).toThrow(Rejected);
    expect(() => recordFolder([`${folder}/index.md`, `${folder}/index.md`])).toThrow(Rejected);
  });

  test('row 6: whatever path somebody makes up, one that passes stays in the folder of a record, in plain lower-case letters', () => {
    const part = fc.constantFrom(
      'content',
      'cases',
      'labs',
      'chl',
      'int',
      'a-case',
      'index.md',
      'pt.md',
      'files',
      'a.png',
      '..',
      '.',
      '',
      '.git',
      '.GIT',
      'git~1',
      'con',
      'nul.md',
      'A',
      'é',
      'а',
      '\u200c',
      '%2e%2e',
      '\\',
      '\n',
      '\0',
    );
    const near = fc
      .tuple(
        fc.constantFrom('content/cases/chl/a-case/', 'content/cases/int/b/files/', 'content/', ''),
        fc.array(part, { maxLength: 4 }),
      )
      .map(([start, parts]) => start + parts.join('/'));
    let passed = 0;
    fc.assert(
      fc.property(
        fc.oneof(
          near,
          fc.array(part, { maxLength: 8 }).map((parts) => parts.join('/')),
          anyText(),
        ),
        (path) => {
          if (!isAllowed(path)) return;
          passed += 1;
          expect(path).toMatch(/^content\/(?:cases\/[a-z]{3}|labs)\/[a-z0-9-]{1,80}\/(?:files\/)?[a-z0-9-]{1,80}\.[a-z]{2,4}$/);
          expect(new URL(path, 'file:///root/').pathname).toBe(`/root/${path}`);
        },
      ),
      { numRuns: 5000 },
    );
    expect(passed).toBeGreaterThan(0);
  });
});
