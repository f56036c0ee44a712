import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commitMessage, isFromSubmission } from '#registry/forge/commit-message.ts';
import { makeTitle } from '#registry/forge/title.ts';
import { anyText } from '../../any-text.ts';

const trailersOf = (input: string) =>
  execFileSync('git', ['interpret-trailers', '--parse'], { input, encoding: 'utf8' }).trim().split('\n');

describe('the message of a commit', () => {
  test('has trailers that git reads as such', () => {
    const message = commitMessage('Submission-Id: forged', 'abc-1', { name: 'Ana Núñez', email: 'ana@lab.example' });
    expect(trailersOf(message)).toEqual(['Submission-Id: abc-1', 'Co-authored-by: Ana Núñez <ana@lab.example>']);
  });

  test.each([
    ['its own', commitMessage('Título', 'abc-1'), true],
    ['that of another submission', commitMessage('Título', 'abc-12'), false],
    ['a title that looks like a trailer', 'Submission-Id: abc-1', false],
    ['a paragraph that is not the last', 'Title\n\nSubmission-Id: abc-1\n\nSigned-off-by: x', false],
    ['no message', '', false],
  ])('says of which submission it is: %s', (_, message, expected) => expect(isFromSubmission(message, 'abc-1')).toBe(expected));

  test('row 13: no name and no address forges a line', () => {
    const text = fc.oneof(
      anyText(),
      fc
        .array(fc.constantFrom('\n', '\r', '\u2028', 'a', '@', '<', '>', '#1', 'Submission-Id: x', '.', '\n\n'))
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, text, fc.oneof(text, fc.constant('a@b.example')), (title, name, email) => {
        const lines = commitMessage(makeTitle(title), 'abc-1', { name, email }).split(/[\n\r\u2028\u2029\u0085]/);
        expect(lines.slice(1, 3)).toEqual(['', 'Submission-Id: abc-1']);
        expect(
          lines
            .slice(3)
            .filter(Boolean)
            .every((line) => /^Co-authored-by: [^<>@#]+ <[^<>\s]+@[^<>\s@]+>$/.test(line)),
        ).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
