import { paths } from '../../addresses.ts';
import { authorOf } from '../../case/page/author.ts';
import type { CaseRecord } from '../../case/record.ts';
import { countryName } from '../../country/country.ts';
import { labName } from '../../lab/record.ts';
import { viewRecord } from '../../record/view.ts';
import type { Registry } from '../../registry.ts';
import { findSource, sourceAddress } from '../../source/source.ts';

type Words = Readonly<Record<string, string>>;

/** A case as a catalogue lists it: what every catalogue of documents asks, by language where it is in words. */
export interface CatalogueEntry {
  id: string;
  language: string;
  titles: Words;
  summaries: Words;
  author: string;
  /** Who compiled it, when that is not the author. */
  compiler: string | undefined;
  publisher: string;
  /** Its problems and instruments. */
  subjects: readonly SubjectTerm[];
  countries: readonly string[];
  /** Names of its countries, in its own language. */
  places: readonly string[];
  /** Years that it is about, as in ISO 8601. */
  period: string | undefined;
  issued: string;
  /** Its pages by language, and its data. */
  pages: Words;
  json: string;
  /** Addresses of the works that it cites. */
  cites: readonly string[];
}

export interface SubjectTerm {
  vocabulary: string;
  concept: string;
  labels: Words;
}

/** How a case is listed in the catalogues of others. */
export function entryOf(record: CaseRecord, registry: Registry, siteUrl: string): CatalogueEntry {
  const { id, facts, translations } = record;
  const languages = [facts.language, ...translations.keys()];
  const views = languages.map((language) => viewRecord(record, language));
  const address = (path: string) => new URL(path, siteUrl).href;
  const subjects = (vocabulary: string, concepts: readonly string[]): SubjectTerm[] =>
    concepts.map((concept) => ({
      vocabulary,
      concept,
      labels: registry.vocabularies.get(vocabulary)?.concepts.get(concept)?.label ?? { [facts.language]: concept },
    }));
  const countries = [...new Set(facts.places.map(({ country }) => country))];
  const { start, end } = facts.period ?? {};
  const { author, compiler } = authorOf(facts, registry);
  return {
    id,
    language: facts.language,
    titles: Object.fromEntries(views.map((view) => [view.language, view.facts.title])),
    summaries: Object.fromEntries(views.map((view) => [view.language, view.facts.summary])),
    ...{ author, compiler: compiler ?? otherName(labName(registry, facts.steward), author), publisher: registry.name },
    subjects: [...subjects('challenges', facts.challenges), ...subjects('instruments', facts.instruments)],
    countries,
    places: countries.map((country) => countryName(country, registry.locales.get(facts.language)?.tag ?? facts.language)),
    period: start === undefined && end === undefined ? undefined : `${start ?? ''}/${end ?? ''}`,
    issued: facts.compiled.on,
    pages: Object.fromEntries(
      languages
        .filter((language) => registry.locales.has(language))
        .map((language) => [language, address(paths.case(language, id))]),
    ),
    json: address(paths.caseJson(id)),
    cites: [...new Set(facts.sources.map((source) => source.id))].flatMap((source) => {
      const found = findSource(source, facts.references, registry.sources);
      return (found && sourceAddress(found)) ?? [];
    }),
  };
}

const otherName = (name: string, author: string) => (name === author ? undefined : name);
