import type { Glossary, StyleGuide, Term } from './style.ts';
import { type FoundPhrase, makePhraseFinder } from './find-phrases.ts';

type OverusedWord = StyleGuide['overused'][string][number];

interface AvoidedWord {
  term: Term;
  word: string;
}

/** Finders for one language's word lists. */
interface StyleFinders {
  overused: (text: string) => FoundPhrase<OverusedWord>[];
  judging: (text: string) => FoundPhrase<string>[];
  advising: (text: string) => FoundPhrase<string>[];
  limiting: (text: string) => FoundPhrase<string>[];
}

const itself = (word: string) => word;

/** The style guide's finders for a language; created once per guide and language. */
export const styleFinders = once((style: StyleGuide, locale: string): StyleFinders => ({
  overused: makePhraseFinder(style.overused[locale] ?? [], ({ word }) => word),
  judging: makePhraseFinder(style.judging[locale] ?? [], itself),
  advising: makePhraseFinder(style.advising[locale] ?? [], itself),
  limiting: makePhraseFinder(style.limiting[locale] ?? [], itself),
}));

/** A finder for translations to avoid in a language. */
export const glossaryFinder = once((glossary: Glossary, locale: string) =>
  makePhraseFinder<AvoidedWord>(
    glossary.terms.flatMap((term) => (term.avoid?.[locale] ?? []).map((word) => ({ term, word }))),
    ({ word }) => word,
  ),
);

function once<Source extends object, Made>(make: (source: Source, locale: string) => Made) {
  const made = new WeakMap<Source, Map<string, Made>>();
  return (source: Source, locale: string): Made => {
    let byLocale = made.get(source);
    if (!byLocale) made.set(source, (byLocale = new Map()));
    let found = byLocale.get(locale);
    if (!found) byLocale.set(locale, (found = make(source, locale)));
    return found;
  };
}
