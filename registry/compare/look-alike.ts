import type { CaseRecord } from '../case/record.ts';
import { viewRecord } from '../record/view.ts';
import type { Registry } from '../registry.ts';
import { fold } from '../search/analysis/fold.ts';
import type { Vocabularies } from '../vocabulary/vocabulary.ts';

/** A case in one language, as far as it takes to know it again. */
export interface Telling {
  title: string;
  problem: string;
  summary: string;
}

/** A case in all languages that it is told in. */
interface Told {
  /** ISO 3166-1 alpha-3; none where it is not known yet. */
  countries: ReadonlySet<string>;
  tellings: readonly Telling[];
}

/** What a text is known by, each with how much it says; the squares of the weights add up to one. */
type Weights = ReadonlyMap<string, number>;

/** A case that can be held against others. */
interface Profile {
  countries: ReadonlySet<string>;
  texts: readonly Readonly<Record<Trait, Weights>>[];
}

/** `probable`: the same case. `possible`: perhaps. `akin`: of another country, and so like it that it may be an adaptation. */
export type Resemblance = 'probable' | 'possible' | 'akin';

export interface LookAlikes {
  profile: (told: Told) => Profile;
  /** How much two cases are alike, 0 to 1, and what that says; nothing for less than `possible`. */
  compare: (one: Profile, other: Profile) => { score: number; resemblance: Resemblance | undefined };
}

/**
 * What counts, and how much. Names and numbers are the same in every language, and so are the first letters of many words, in ours;
 * titles and what a text is about decide between cases of one subject.
 */
const TRAITS = {
  stems: { part: 0.25, of: ({ all }: Words) => all.filter((word) => word.length >= 4).map((word) => word.slice(0, 5)) },
  letters: { part: 0.25, of: ({ all }: Words) => all.flatMap((word) => gramsOf(word, 4)) },
  names: { part: 0.25, of: ({ names }: Words) => [...new Set(names)] },
  title: { part: 0.15, of: ({ title }: Words) => title.flatMap((word) => gramsOf(word, 3)) },
  concepts: { part: 0.1, of: ({ concepts }: Words) => [...new Set(concepts)] },
} as const;
type Trait = keyof typeof TRAITS;
const TRAIT_NAMES = Object.keys(TRAITS) as Trait[];

/** From which score on: measured on cases that somebody else told again (test/unit/compare/look-alike.test.ts). */
export const PROBABLE = 0.28;
const POSSIBLE = 0.18;

/** More than the schema lets anybody write; forms are asked before they are checked. */
const LONGEST = 2000;

interface Words {
  all: readonly string[];
  title: readonly string[];
  names: readonly string[];
  concepts: readonly string[];
}

/** Cases that are read to know which words are common; more say hardly anything else, and take time. */
const SAMPLE = 150;

/** Learns from cases which words are common, and holds cases against each other. */
export function openLookAlikes(cases: readonly Told[], vocabularies: Vocabularies): LookAlikes {
  const phrases = phrasesOf(vocabularies);
  const every = Math.max(1, Math.floor(cases.length / SAMPLE));
  const sample = cases
    .filter((_, index) => index % every === 0)
    .flatMap(({ tellings }) => tellings.map((telling) => wordsOf(telling, phrases)));
  const rarity = Object.fromEntries(TRAIT_NAMES.map((trait) => [trait, rarityOf(trait, sample)])) as Record<
    Trait,
    (feature: string) => number
  >;
  return {
    profile: ({ countries, tellings }) => ({
      countries,
      texts: tellings.map((telling) => {
        const words = wordsOf(telling, phrases);
        return Object.fromEntries(TRAIT_NAMES.map((trait) => [trait, weigh(TRAITS[trait].of(words), rarity[trait])])) as Record<
          Trait,
          Weights
        >;
      }),
    }),
    compare(one, other) {
      const scores = one.texts.flatMap((text) => other.texts.map((theirs) => scoreOf(text, theirs)));
      const score = Math.max(0, ...scores);
      const isUnknown = one.countries.size === 0 || other.countries.size === 0;
      const isSameCountry = isUnknown || [...one.countries].some((country) => other.countries.has(country));
      return { score, resemblance: resemblanceOf(score, isSameCountry) };
    },
  };
}

function resemblanceOf(score: number, isSameCountry: boolean): Resemblance | undefined {
  if (score >= PROBABLE) return isSameCountry ? 'probable' : 'akin';
  return isSameCountry && score >= POSSIBLE ? 'possible' : undefined;
}

const opened = new WeakMap<Registry['cases'], LookAlikes>();

/** Cases held against each other by what is common in a registry. */
export function lookAlikesOf({ cases, vocabularies }: Pick<Registry, 'cases' | 'vocabularies'>): LookAlikes {
  let known = opened.get(cases);
  if (!known) opened.set(cases, (known = openLookAlikes([...cases.values()].map(toldIn), vocabularies)));
  return known;
}

/** A record as it is told in all its languages. */
export function toldIn(record: CaseRecord): Told {
  const languages = [record.facts.language, ...record.translations.keys()];
  return {
    countries: new Set(record.facts.places.map(({ country }) => country)),
    tellings: languages.map((language) => viewRecord(record, language).facts),
  };
}

const scoreOf = (one: Readonly<Record<Trait, Weights>>, other: Readonly<Record<Trait, Weights>>): number =>
  TRAIT_NAMES.reduce((sum, trait) => sum + TRAITS[trait].part * shared(one[trait], other[trait]), 0);

/** What two texts have in common: the cosine of the angle between them. */
function shared(one: Weights, other: Weights): number {
  const [fewer, more] = one.size < other.size ? [one, other] : [other, one];
  let sum = 0;
  for (const [feature, weight] of fewer) sum += weight * (more.get(feature) ?? 0);
  return sum;
}

function wordsOf({ title, problem, summary }: Telling, phrases: ReadonlyMap<string, string>): Words {
  const text = `${title} ${problem} ${summary}`.slice(0, LONGEST);
  const all = foldedWords(text);
  return { all, title: foldedWords(title.slice(0, LONGEST)), names: namesIn(text), concepts: conceptsIn(all, phrases) };
}

const foldedWords = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** Capitals inside of sentences, and numbers with more than one digit. */
const NAME = /(?<![.!?:]\s)(?<!^)(?<![\p{L}\p{N}])\p{Lu}[\p{L}\p{N}.-]+|(?<!\d)\d[\d .,]*\d(?!\d)/gu;

const namesIn = (text: string): string[] =>
  [...text.matchAll(NAME)].map(([name]) => foldedWords(name).join('')).filter((name) => name.length > 1);

const gramsOf = (word: string, length: number): string[] => {
  const edged = `_${word}_`;
  return Array.from({ length: Math.max(0, edged.length - length + 1) }, (_, start) => edged.slice(start, start + length));
};

/** Words of a phrase, at most. */
const PHRASE = 4;

/** What the phrases of the vocabularies stand for, in whatever language. */
const phrasesOf = (vocabularies: Vocabularies): ReadonlyMap<string, string> =>
  new Map(
    [...vocabularies].flatMap(([name, { concepts }]) =>
      [...concepts.values()].flatMap(({ id, label, synonyms = {} }) =>
        [...Object.values(label), ...Object.values(synonyms).flat()]
          .map((phrase) => foldedWords(phrase).join(' '))
          .filter((phrase) => phrase.length > 3)
          .map((phrase) => [phrase, `${name}:${id}`] as const),
      ),
    ),
  );

const conceptsIn = (words: readonly string[], phrases: ReadonlyMap<string, string>): string[] =>
  words.flatMap((_, start) =>
    Array.from({ length: PHRASE }, (_each, more) => phrases.get(words.slice(start, start + more + 1).join(' '))).filter(
      (concept) => concept !== undefined,
    ),
  );

function rarityOf(trait: Trait, sample: readonly Words[]): (feature: string) => number {
  const texts = new Map<string, number>();
  for (const words of sample)
    for (const feature of new Set(TRAITS[trait].of(words))) texts.set(feature, (texts.get(feature) ?? 0) + 1);
  return (feature) => Math.log((sample.length + 1) / ((texts.get(feature) ?? 0) + 1));
}

function weigh(features: readonly string[], rarity: (feature: string) => number): Weights {
  const counts = new Map<string, number>();
  for (const feature of features) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  const weights = [...counts].map(([feature, count]) => [feature, (1 + Math.log(count)) * rarity(feature)] as const);
  const length = Math.hypot(...weights.map(([, weight]) => weight)) || 1;
  return new Map(weights.map(([feature, weight]) => [feature, weight / length]));
}
