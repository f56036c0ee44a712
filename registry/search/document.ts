import { outcomeOf, outcomesOf } from '../case/outcome.ts';
import { countryName } from '../country/country.ts';
import type { CaseRecord, CaseView } from '../case/record.ts';
import { viewRecord } from '../record/view.ts';
import type { Registry } from '../registry.ts';
import type { Facet } from './bounds.ts';
import type { Card } from './page.ts';

/** Text by the language it is in. */
export type Words = Readonly<Record<string, string>>;

export interface SearchLesson {
  id: string;
  kind: string;
  text: string;
  conditions?: string;
}

/** One case as readers of one locale search it. Plain data: it is sent to engines, and to browsers in a pack. */
export interface SearchDocument {
  id: string;
  locale: string;
  card: Card;
  lessons: SearchLesson[];
  /** Labels and synonyms of what the case is coded with, countries included, in every language, by concept. */
  concepts: Readonly<Record<string, Words>>;
  /** Names of actors and places, in the original's language: they are facts and have no translation. */
  names: Words;
  /** Title, problem and summary in the languages the card does not show, so that any of them finds the case; may come late. */
  others?: Words;
  facets: Readonly<Record<Facet, readonly string[]>>;
  /** Sort key of `newest`: the later, the newer. */
  newest: string;
  /** The plain text of the body; absent until somebody needs it. */
  body?: string;
}

/** The document for one case in one locale, without its body. Lines of a text are separate phrases. */
export function makeDocument(registry: Registry, record: CaseRecord, locale: string): SearchDocument {
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
    concepts: { ...conceptWords(registry, view), ...countryWords(registry, countries) },
    names: {
      [record.facts.language]: lines([...facts.actors.map((actor) => actor.name), ...facts.places.map((place) => place.name)]),
    },
    others: otherWords(registry, record, view.language),
    facets: {
      country: countries,
      challenge: facts.challenges,
      instrument: facts.instruments,
      sector: facts.sectors,
      sdg: (facts.sdgs ?? []).map((sdg) => String(sdg.goal)),
      level: [facts.level],
      outcome: outcomesOf(facts.verdicts),
      evidence: [...new Set(facts.verdicts.map(({ evidence }) => String(evidence.strength)))],
      kind: [facts.kind],
    },
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

function conceptWords({ vocabularies }: Registry, { facts }: CaseView): Record<string, Words> {
  const ids: [vocabulary: string, ids: readonly (string | number | undefined)[]][] = [
    ['challenges', facts.challenges],
    ['instruments', facts.instruments],
    ['sectors', facts.sectors],
    ['sdgs', (facts.sdgs ?? []).map((sdg) => sdg.goal)],
    ['levels', [facts.level]],
    ['lifecycle', [facts.lifecycle?.stage]],
    ['stop-reasons', (facts.stopReasons ?? []).map(({ reason }) => reason)],
    ['outcomes', outcomesOf(facts.verdicts)],
  ];
  const found = ids.flatMap(([name, list]) =>
    list.flatMap((id) => {
      const concept = vocabularies.get(name)?.concepts.get(String(id));
      if (!concept) return [];
      const words = Object.entries(concept.label).map(([language, label]) => [
        language,
        lines([label, ...(concept.synonyms?.[language] ?? [])]),
      ]);
      return [[`${name}/${concept.id}`, Object.fromEntries(words) as Words] as const];
    }),
  );
  return Object.fromEntries(found);
}

function countryWords({ locales }: Registry, countries: string[]): Record<string, Words> {
  return Object.fromEntries(
    countries.map((code) => [
      `country/${code}`,
      Object.fromEntries([...locales.values()].map(({ id, tag }) => [id, countryName(code, tag)])),
    ]),
  );
}

function otherWords({ locales }: Registry, record: CaseRecord, shown: string): Words {
  const languages = new Set([record.facts.language, ...record.translations.keys(), ...locales.keys()]);
  languages.delete(shown);
  const versions = [...languages].map((language) => viewRecord(record, language)).filter((view) => !view.isFallback);
  return Object.fromEntries(
    versions.map(({ language, facts }) => [language, lines([facts.title, facts.problem, facts.summary])]),
  );
}

const lines = (parts: readonly (string | undefined)[]) => [...new Set(parts.filter((part) => part !== undefined))].join('\n');
