import { finding } from '../../finding/finding.ts';
import type { RecordRule } from '../record.ts';
import { glossaryFinder } from '../../style/finders.ts';
import { proseOf } from '../passages.ts';

/** Terms of the field are translated as in the glossary, not by false friends. */
export const checkGlossary: RecordRule = (record, { glossary }) => {
  if (!glossary) return [];
  return proseOf(record).flatMap(({ locale, passages, own: all }) => {
    const find = glossaryFinder(glossary, locale);
    // Nearly always.
    if (find(all).length === 0) return [];
    // Alternative names serve search and may include false friends.
    return passages.flatMap(({ field, own, placeOf }) =>
      field === 'alsoCalled'
        ? []
        : find(own).map(({ entry: { term }, text: given, index }) =>
            finding('glossary-avoid', placeOf(index), { given, term: term.term[locale] ?? term.id, id: term.id }),
          ),
    );
  });
};
