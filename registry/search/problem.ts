import { isStopWord, stem } from './analysis/language.ts';
import { compoundsIn, tokenize } from './analysis/tokens.ts';
import { fromWords } from './field-texts.ts';
import type { Words } from './document.ts';
import type { TypedWord } from './typed.ts';

/** A problem of the vocabulary, whether or not a record is about it: what questions may be about. */
export interface Problem {
  id: string;
  /** Its label and synonyms in every language; the first line is the label. */
  words: Words;
  /** How many records are about it. */
  count: number;
  broader?: string;
}

/** What a question names of the problems. */
export interface NamedProblems {
  /** Those that records are about. */
  held: readonly Problem[];
  /** Those that no record is about. */
  missing: readonly Problem[];
}

export interface ProblemFinder {
  /** The problems whose label or a synonym stands in a question, with all of its words. */
  named(words: readonly Pick<TypedWord, 'stems'>[]): NamedProblems;
  /** Problems that records are about, the nearest to those that a question names or shares a word with first. */
  nearest(words: readonly Pick<TypedWord, 'stems'>[]): readonly Problem[];
  /** Whether a label or synonym has a word. */
  has(word: string): boolean;
}

/** So many are shown. */
const NEAREST = 5;

export function makeProblemFinder(problems: readonly Problem[]): ProblemFinder {
  // Nothing of this is needed before the first question.
  let read: ReturnType<typeof readPhrases> | undefined;
  const phrases = () => (read ??= readPhrases(problems));
  const having = (words: readonly Pick<TypedWord, 'stems'>[], share: (count: number, all: number) => boolean) => {
    const asked = new Set(words.flatMap(({ stems }) => stems));
    return phrases().list.filter(({ stems }) => share(stems.filter((each) => asked.has(each)).length, stems.length));
  };
  const named = (words: readonly Pick<TypedWord, 'stems'>[]): NamedProblems => {
    const found = longest(having(words, (count, all) => count === all));
    const held = found.filter(({ problem }) => problem.count > 0);
    // A name that two problems share is that of the one with records.
    const missing = found.filter(
      ({ problem, stems }) => problem.count === 0 && !held.some((other) => isSame(other.stems, stems)),
    );
    return { held: problemsOf(held), missing: problemsOf(missing) };
  };
  return {
    named,
    nearest(words) {
      const { held, missing } = named(words);
      const areas = new Set([...held, ...missing].map(({ id, broader }) => broader ?? id));
      const kin = problems.filter(({ id, broader }) => areas.has(broader ?? id));
      // Whoever names no problem may share a word with one.
      const sharing = areas.size > 0 ? [] : problemsOf(having(words, (count, all) => count * 2 >= all));
      const all = [...new Set([...held, ...kin, ...sharing])];
      return all.filter(({ count }) => count > 0).slice(0, NEAREST);
    },
    has: (word) => phrases().words.has(word),
  };
}

interface Phrase {
  problem: Problem;
  stems: readonly string[];
}

const problemsOf = (phrases: readonly Phrase[]) => [...new Set(phrases.map(({ problem }) => problem))];

const isSame = (one: readonly string[], other: readonly string[]) => one.join(' ') === other.join(' ');

/** Without the phrases that are a part of another: "violence against women" does not name the women of another problem. */
const longest = (phrases: readonly Phrase[]): Phrase[] =>
  phrases.filter(
    ({ stems }) =>
      !phrases.some((other) => other.stems.length > stems.length && stems.every((each) => other.stems.includes(each))),
  );

function readPhrases(problems: readonly Problem[]) {
  const words = new Set<string>();
  const list = problems.flatMap((problem): Phrase[] =>
    fromWords(problem.words).flatMap(({ language, text }) =>
      text.split('\n').flatMap((phrase): Phrase[] => {
        const tokens = tokenize(phrase).map(({ word }) => word);
        for (const word of tokens) words.add(word);
        const telling = tokens.filter((word) => !isStopWord(word, language));
        // A part of "e-government" is not what it is about.
        const isWhole = telling.length > 0 && compoundsIn(phrase).length === 0;
        return isWhole ? [{ problem, stems: telling.map((word) => stem(word, language)) }] : [];
      }),
    ),
  );
  return { list, words };
}
