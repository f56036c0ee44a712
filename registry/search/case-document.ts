import { facetsOf } from '../case/facets.ts';
import { outcomeOf, outcomesOf } from '../case/outcome.ts';
import { countryName } from '../country/country.ts';
import { demonyms } from '../country/demonyms.ts';
import { otherNames } from '../country/other-names.ts';
import type { CaseRecord, CaseView } from '../case/record.ts';
import { viewRecord } from '../record/view.ts';
import type { Registry } from '../registry.ts';
import { HERE } from './bounds.ts';
import type { SearchDocument, Words } from './document.ts';
import type { Card } from './page.ts';
import { conceptWords, lines, otherWords } from './words.ts';

/** The search document of a case in one locale, without its body. Lines of a text are separate phrases. */
export function caseDocument(registry: Registry, record: CaseRecord, locale: string): SearchDocument {
  const view = viewRecord(record, locale);
  const { facts } = view;
  const countries = [...new Set(facts.places.map((place) => place.country))];
  return {
    id: record.id,
    locale,
    card: makeCard(view, countries),
    lessons: (facts.lessons ?? []).map(({ id, kind, text, conditions }) => ({
      id,
      kind,
      text,
      ...(conditions ? { conditions } : {}),
    })),
    concepts: { ...conceptWords(registry, codesOf(view)), ...countryWords(registry, countries) },
    names: {
      [record.facts.language]: lines([
        ...facts.actors.flatMap((actor) => [actor.name, actor.lab && registry.labs.get(actor.lab)?.facts.acronym]),
        ...facts.places.map((place) => place.name),
        ...methodNames(registry, record),
        // What a case is set beside is often the name that people know.
        ...(facts.lineage ?? []).map((link) => link.name),
      ]),
    },
    others: otherWords(registry, record, view.language, ({ title, problem, summary }) => [title, problem, summary]),
    facets: { ...facetsOf(facts, registry), origin: [HERE] },
    newest: `${facts.compiled.on} ${facts.period?.start ?? ''}`,
  };
}

function makeCard({ facts, language, isFallback, state, stale }: CaseView, countries: string[]): Card {
  const { title, problem, summary, period, level, kind, verdicts, lessons } = facts;
  return {
    title,
    problem,
    summary,
    countries,
    level,
    kind,
    outcome: outcomeOf(verdicts),
    verdicts: verdicts.map(({ about, outcome, basis, evidence }) => ({ about, outcome, basis, strength: evidence.strength })),
    ...(period ? { period: yearsOf(period) } : {}),
    lessons: lessons?.length ?? 0,
    language,
    isFallback,
    state,
    stale,
  };
}

const yearsOf = ({ start, end }: NonNullable<CaseView['facts']['period']>): NonNullable<Card['period']> => ({
  ...(start === undefined ? {} : { start }),
  ...(end === undefined ? {} : { end }),
});

/** The concepts of a case, by vocabulary. */
const codesOf = ({ facts }: CaseView): [vocabulary: string, ids: readonly (string | number | undefined)[]][] => [
  ['challenges', facts.challenges],
  ['instruments', facts.instruments],
  ['sectors', facts.sectors],
  ['sdgs', (facts.sdgs ?? []).map((sdg) => sdg.goal)],
  ['levels', [facts.level]],
  ['lifecycle', [facts.lifecycle?.stage]],
  ['stop-reasons', (facts.stopReasons ?? []).map(({ reason }) => reason)],
  ['outcomes', outcomesOf(facts.verdicts)],
];

function countryWords({ locales }: Registry, countries: string[]): Record<string, Words> {
  return Object.fromEntries(
    countries.map((code) => [
      `country/${code}`,
      Object.fromEntries(
        [...locales.values()].map(({ id, tag }) => [
          id,
          lines([countryName(code, tag), ...otherNames(code), ...demonyms(code, id)]),
        ]),
      ),
    ]),
  );
}

/** The names of the methods that a case uses, in its original language: readers may search for them. */
const methodNames = ({ methods }: Registry, { facts }: CaseRecord): (string | undefined)[] =>
  (facts.methods ?? []).flatMap((id) => {
    const method = methods.get(id);
    const named = method && viewRecord(method, facts.language).facts;
    return named ? [named.name, named.alsoCalled] : [];
  });
