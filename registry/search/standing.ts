import { KIN } from './analysis/relatives.ts';
import { beginningOfStem, type FindWords, type FoundWord, wordFinder } from './analysis/word-finder.ts';
import type { SearchDocument } from './document.ts';
import type { FieldText } from './field-texts.ts';
import { fromWords } from './field-texts.ts';

/** A word of a question as it is looked for in texts. */
export interface SoughtWord {
  /** As it was typed. */
  shown: string;
  stems: readonly string[];
  /** The beginning that its relatives share; of a word that is still being typed, what there is of it. */
  beginning: string | undefined;
  /** The word may be unfinished: what begins with it is no relative but the word. */
  isUnfinished?: boolean;
  /** Whether an engine has found a record by the word. */
  isIn?: (id: string) => boolean;
}

/** What of a question is looked for, and what finds it. One is made for an answer. */
export interface Sought {
  words: readonly SoughtWord[];
  find: FindWords;
}

/** How a record has a word of a question. */
export interface Standing {
  /** 0 when it has not, 1 when it is what the record is about. */
  strength: number;
  /** The record has the word itself, not only a relative. */
  isSaid: boolean;
  /** The record has the word only in the words of a concept it is coded with, or in another language than it is shown in. */
  through?: { concept: string } | { language: string };
}

/** Looks for words, and for what begins as their relatives do. */
export const seekWords = (words: readonly SoughtWord[]): Sought => ({
  words,
  find: wordFinder(words.flatMap(({ stems, beginning }) => [...stems.map(beginningOfStem), beginning ?? ''])),
});

/** What of a document says how it has a word. */
export type JudgedDocument = Pick<SearchDocument, 'id' | 'card' | 'lessons' | 'names' | 'concepts' | 'others' | 'body'>;

/**
 * How much a word says about what a record is about, by where it stands. In a long body nearly every word stands somewhere, and
 * the synonyms of a broad goal are not what somebody did.
 */
const STRENGTH = { title: 1, problem: 1, summary: 0.8, names: 0.7, lessons: 0.6, label: 0.8, synonym: 0.6, goal: 0.3 } as const;
const OF_OTHERS = [STRENGTH.title, STRENGTH.problem, STRENGTH.summary];
/** By how often the body says it. */
const inBody = (times: number) => (times >= 4 ? 0.6 : times >= 2 ? 0.4 : 0.25);

/** A number or compound is written in more ways than texts are looked through for: the engine knows that it is there, not where. */
const UNSEEN = 0.6;

/** Coded with these, a record shows it: nobody has to be told that Chile stands for Chile. */
const SHOWN = /^(?:country|outcomes|levels|kinds|lifecycle|stop-reasons)\//;

/** How a record has each word of a question. */
export function standingsOf(document: JudgedDocument, { words, find }: Sought): Standing[] {
  const { card, lessons, names, concepts, others = {}, body = '' } = document;
  const own = (text: string): FieldText => ({ language: card.language, text });
  const standings = words.map(() => ({ strength: 0, isSaid: false, isSeen: false, through: undefined as Standing['through'] }));

  const look = ({ language, text }: FieldText, strengthOf: (times: number) => number, through?: Standing['through']) => {
    const found = find(text, language);
    if (found.length === 0) return;
    words.forEach((word, at) => {
      const standing = standings[at]!;
      const times = found.filter(({ stem }) => word.stems.includes(stem)).length;
      const isRelated = times === 0 && hasRelative(found, word);
      const isThere = times > 0 || (isRelated && word.isUnfinished === true);
      const strength = isThere ? strengthOf(Math.max(1, times)) : isRelated ? KIN * strengthOf(1) : 0;
      if (isThere) standing.isSaid = true;
      if (isThere && through === undefined) standing.isSeen = true;
      if (strength <= standing.strength) return;
      standing.strength = strength;
      standing.through = through;
    });
  };
  const as = (strength: number) => () => strength;

  look(own(card.title), as(STRENGTH.title));
  look(own(card.problem), as(STRENGTH.problem));
  look(own(card.summary), as(STRENGTH.summary));
  for (const { text, conditions } of lessons) look(own(conditions ? `${text}\n${conditions}` : text), as(STRENGTH.lessons));
  for (const text of fromWords(names)) look(text, as(STRENGTH.names));
  look(own(body), inBody);
  for (const [concept, said] of Object.entries(concepts)) {
    const through = SHOWN.test(concept) ? undefined : { concept };
    const isGoal = concept.startsWith('sdgs/');
    for (const { language, text } of fromWords(said)) {
      const [label = '', ...synonyms] = text.split('\n');
      look({ language, text: label }, as(isGoal ? STRENGTH.goal : STRENGTH.label), through);
      look({ language, text: synonyms.join('\n') }, as(isGoal ? STRENGTH.goal : STRENGTH.synonym), through);
    }
  }
  for (const { language, text } of fromWords(others)) {
    text.split('\n').forEach((line, at) => {
      look({ language, text: line }, as(OF_OTHERS[Math.min(at, OF_OTHERS.length - 1)]!), { language });
    });
  }
  return standings.map(({ strength, isSaid, isSeen, through }, at) => ({
    strength: strength === 0 && words[at]!.isIn?.(document.id) ? UNSEEN : strength,
    isSaid: isSaid || (words[at]!.isIn?.(document.id) ?? false),
    ...(through && !isSeen ? { through } : {}),
  }));
}

const hasRelative = (found: readonly FoundWord[], { beginning }: SoughtWord) =>
  beginning !== undefined && found.some(({ word }) => word.startsWith(beginning));
