import { finding } from '../../finding/finding.ts';
import type { RecordRule } from '../record.ts';
import { glossaryFinder } from '../../style/finders.ts';
import { withoutQuotations } from '../../style/find-phrases.ts';
import { proseOf } from '../passages.ts';

/** Terms of the field are translated as in the glossary, not by false friends. */
export const checkGlossary: RecordRule = (record, { glossary }) => {
  if (!glossary) return [];
  return proseOf(record).flatMap(({ locale, passages }) => {
    const find = glossaryFinder(glossary, locale);
    // Alternative names serve search and may include false friends.
    return passages.flatMap(({ field, text, placeOf }) =>
      field === 'alsoCalled'
        ? []
        : find(withoutQuotations(text)).map(({ entry: { term }, text: given, index }) =>
            finding('glossary-avoid', placeOf(index), { given, term: term.term[locale] ?? term.id, id: term.id }),
          ),
    );
  });
};
