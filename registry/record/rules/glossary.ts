import { finding } from '../../finding/finding.ts';
import type { RecordRule } from '../record.ts';
import { glossaryFinder } from '../../style/finders.ts';
import { withoutQuotations } from '../../style/find-phrases.ts';
import { proseOf } from '../passages.ts';

/** A word of the field is rendered as the glossary has it, not by its false friend. */
export const checkGlossary: RecordRule = (record, { glossary }) => {
  if (!glossary) return [];
  return proseOf(record).flatMap(({ locale, passages }) => {
    const find = glossaryFinder(glossary, locale);
    // Other names are there for people who search by them, false friends among them.
    return passages.flatMap(({ field, text, placeOf }) =>
      field === 'alsoCalled'
        ? []
        : find(withoutQuotations(text)).map(({ entry: { term }, text: given, index }) =>
            finding('glossary-avoid', placeOf(index), { given, term: term.term[locale] ?? term.id, id: term.id }),
          ),
    );
  });
};
