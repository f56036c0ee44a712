import { otherNames } from '../../country/other-names.ts';
import { spelling } from '../../import/answers.ts';
import type { Registry } from '../../registry.ts';
import type { Field } from '../form/field.ts';
import { optionsOf } from '../form/option.ts';

/** What people may answer to a field that has options: its value by how it is written, in any language of the registry. */
export type Choices = ReadonlyMap<string, string>;

const known = new WeakMap<Registry, Map<string, Choices>>();

/** The answers of a field, by their folded spelling: codes, and labels in all languages. */
export function choicesOf(field: Field, registry: Registry): Choices {
  const ofRegistry = known.get(registry) ?? new Map<string, Choices>();
  known.set(registry, ofRegistry);
  const found = ofRegistry.get(field.path) ?? new Map(spellings(field, registry));
  ofRegistry.set(field.path, found);
  return found;
}

function* spellings(field: Field, registry: Registry): Generator<[string, string]> {
  // What is spelled last wins, so that a code is never taken for a label of something else.
  const options = [...registry.locales.values()].flatMap((locale) => optionsOf(field, registry, locale));
  for (const { value, label } of options) {
    if (field.from === 'countries') for (const name of otherNames(value)) yield [spelling(name), value];
    yield [spelling(label.replace(/^\d+\. /, '')), value];
    yield [spelling(label), value];
  }
  for (const { value } of options) yield [spelling(value), value];
}

/** Several answers in one cell stand between semicolons, or each on a line; commas will do where none is part of an answer. */
export function splitAnswers(text: string, choices: Choices): string[] {
  const parts = text.split(/[;\n]/).map((part) => part.trim());
  return parts
    .flatMap((part) => {
      const pieces = part.split(',').map((piece) => piece.trim());
      return !choices.has(spelling(part)) && pieces.length > 1 && pieces.every((piece) => choices.has(spelling(piece)))
        ? pieces
        : [part];
    })
    .filter((part) => part !== '');
}
