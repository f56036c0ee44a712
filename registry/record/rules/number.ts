import { finding } from '../../finding/finding.ts';
import { compareNumbers } from '../../number/compare-numbers.ts';
import { readNumbers, type WrittenNumber } from '../../number/read-numbers.ts';
import type { RecordRule } from '../record.ts';
import { type Passage, type Prose, proseOf } from '../passages.ts';
import { sectionOf } from '../sections.ts';

/** A translation has the numbers of its original, by field and section, in the notation of its language. */
export const checkNumbers: RecordRule = (record, { vocabularies }) => {
  if (record.translations.size === 0) return [];
  const { ids, vocabulary } = record.kind.sections;
  const labels = vocabularies.get(vocabulary);
  const sectionIn = (locale: string) => (heading: string) => (labels && sectionOf(heading, ids, labels, locale)) ?? heading;
  const partsIn = (prose: Prose) => partsOf(prose, sectionIn(prose.locale));
  const [original, ...translations] = proseOf(record) as [Prose, ...Prose[]];
  const theirs = new Map([...partsIn(original)].map(([field, passages]) => [field, readAll(passages, original.locale)]));
  return translations.flatMap((translation) =>
    [...partsIn(translation)].flatMap(([field, passages]) => {
      const [one, other] = [theirs.get(field), readAll(passages, translation.locale)];
      if (!one || !other) return [];
      const { onlyOne, onlyOther } = compareNumbers(one, other);
      if (onlyOne.length + onlyOther.length === 0) return [];
      const params = { field, original: list(onlyOne), translation: list(onlyOther) };
      return [finding('numbers-differ', passages[0]!.placeOf(), params)];
    }),
  );
};

/** The passages of each field and section; untranslated ones are not compared. */
function partsOf({ passages }: Prose, sectionOfHeading: (heading: string) => string): Map<string, Passage[]> {
  const parts = new Map<string, Passage[]>();
  let section = 'body';
  for (const passage of passages) {
    if (passage.heading === 2) section = `body.${sectionOfHeading(passage.text.trim())}`;
    const part = passage.field === 'body' ? section : passage.field;
    const known = parts.get(part);
    if (known) known.push(passage);
    else parts.set(part, [passage]);
  }
  return parts;
}

const readAll = (passages: readonly Passage[], locale: string) =>
  readNumbers(passages.map(({ text }) => text).join('\n\n'), locale);

const list = (numbers: readonly WrittenNumber[]) =>
  numbers
    .map(({ text }) => text)
    .join(' · ')
    .slice(0, 200) || '–';
