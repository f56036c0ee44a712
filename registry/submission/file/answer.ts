import { joinLines } from '../../content/lines.ts';
import { conceptOf, spelling, nearestOf } from '../../import/answers.ts';
import type { FileFinding } from '../../import/file-finding.ts';
import type { Registry } from '../../registry.ts';
import type { Field } from '../form/field.ts';
import { choicesOf, splitAnswers } from './choices.ts';

/** What a cell says as the form would: the values of its field, or what is wrong with it. */
export type FieldAnswer = { values: string[] } | Pick<FileFinding, 'code' | 'given' | 'suggestion'>;

/** Numbers and days stay as typed: the form reads them, and says what is wrong with them. */
export function answerOf(field: Field, text: string, registry: Registry): FieldAnswer {
  const given = text.trim();
  switch (field.kind) {
    case 'select':
    case 'radios': {
      const value = choicesOf(field, registry).get(spelling(given));
      return value === undefined ? unknown(field, given, registry) : { values: [value] };
    }
    case 'checks': {
      const choices = choicesOf(field, registry);
      const parts = splitAnswers(given, choices);
      const wrong = parts.find((part) => !choices.has(spelling(part)));
      if (wrong !== undefined) return unknown(field, wrong, registry);
      return { values: [...new Set(parts.map((part) => choices.get(spelling(part))!))] };
    }
    case 'flag': {
      if (/^(?:x|✓|✔|☒|true|verdadero|verdadeiro)$/i.test(given)) return { values: [field.ticked!] };
      const said = conceptOf(registry, 'comment-answers', given);
      if (said === 'yes') return { values: [field.ticked!] };
      return said === 'no' ? { values: [] } : { code: 'answer-unknown', given: given.slice(0, SHOWN) };
    }
    default:
      // Only prose keeps its lines: each that a person ended is a paragraph.
      return { values: [field.path.startsWith('body.') ? paragraphs(given) : joinLines(given)] };
  }
}

/** Letters of an answer that a message repeats. */
const SHOWN = 60;

/** So few answers are all named. */
const FEW = 6;

/** Names what was perhaps meant: the nearest answer, one that begins with the same letters, or all where they are few. */
function unknown(field: Field, given: string, registry: Registry): FieldAnswer {
  const choices = choicesOf(field, registry);
  const asked = spelling(given);
  const longer = asked.length < 4 ? undefined : [...choices.keys()].find((each) => each.startsWith(asked));
  const near = choices.get(nearestOf(asked, choices.keys()).suggestion ?? longer ?? '');
  const all = new Set(choices.values());
  const suggestion = near ?? (all.size <= FEW ? [...all].join(', ') : undefined);
  return { code: 'answer-unknown', given: given.slice(0, SHOWN), ...(suggestion === undefined ? {} : { suggestion }) };
}

const isItem = (line: string) => /^\s*(?:[-*•]|\d+[.)])\s/.test(line);

function paragraphs(text: string): string {
  const lines = text.split('\n');
  return lines
    .map((line, index) => (index === 0 || (isItem(line) && isItem(lines[index - 1]!)) ? line : `\n${line}`))
    .map((line) => line.replace(/^(\s*)•\s*/, '$1- '))
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n');
}
