import { KIN } from './analysis/relatives.ts';
import { beginningOfStem, type FindWords, type FoundWord, wordFinder } from './analysis/word-finder.ts';
import type { SearchDocument, Words } from './document.ts';
import type { FieldText } from './field-texts.ts';
import { fromWords } from './field-texts.ts';

/** A word of a question as it is looked for in texts. */
export interface SoughtWord {
  /** As it was typed, or as it was read instead. */
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
  /** What was found in concepts, by id: thousands of records share them. */
  inConcepts: Map<string, readonly Look[]>;
  /** What was found in records: those that are judged are shown. */
  inRecords: Map<JudgedDocument, Standing[]>;
}

/** How a text has a word. */
interface Look {
  strength: number;
  /** The word itself, not only a relative. */
  isThere: boolean;
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
export const seekWords = (
  words: readonly SoughtWord[],
  find: FindWords = wordFinder(words.flatMap(({ stems, beginning }) => [...stems.map(beginningOfStem), beginning ?? ''])),
): Sought => ({ words, find, inConcepts: new Map(), inRecords: new Map() });

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
const UNSEEN = 0.8;

/** Coded with these, a record shows it: nobody has to be told that Chile stands for Chile. */
const SHOWN = /^(?:country|outcomes|levels|kinds|lifecycle|stop-reasons)\//;

/** How a record has each word of a question. */
export function standingsOf(document: JudgedDocument, sought: Sought): Standing[] {
  let standings = sought.inRecords.get(document);
  if (!standings) sought.inRecords.set(document, (standings = readStandings(document, sought)));
  return standings;
}

function readStandings(document: JudgedDocument, sought: Sought): Standing[] {
  const { card, lessons, names, concepts, others = {}, body = '' } = document;
  const own = (text: string): FieldText => ({ language: card.language, text });
  const standings = sought.words.map(() => ({
    strength: 0,
    isSaid: false,
    isSeen: false,
    through: undefined as Standing['through'],
  }));
  const note = (looks: readonly Look[], through?: Standing['through']) => {
    looks.forEach(({ strength, isThere }, at) => {
      const standing = standings[at]!;
      if (isThere) standing.isSaid = true;
      if (isThere && through === undefined) standing.isSeen = true;
      if (strength > standing.strength) Object.assign(standing, { strength, through });
    });
  };
  const noteText = (text: FieldText, strength: number) => note(look(sought, text, () => strength));

  noteText(own(card.title), STRENGTH.title);
  noteText(own(card.problem), STRENGTH.problem);
  noteText(own(card.summary), STRENGTH.summary);
  for (const { text, conditions } of lessons) noteText(own(conditions ? `${text}\n${conditions}` : text), STRENGTH.lessons);
  for (const text of fromWords(names)) noteText(text, STRENGTH.names);
  note(look(sought, own(body), inBody));
  for (const [concept, said] of Object.entries(concepts))
    note(lookInConcept(sought, concept, said), SHOWN.test(concept) ? undefined : { concept });
  for (const { language, text } of fromWords(others)) {
    text.split('\n').forEach((line, at) => {
      const strength = OF_OTHERS[Math.min(at, OF_OTHERS.length - 1)]!;
      note(
        look(sought, { language, text: line }, () => strength),
        { language },
      );
    });
  }
  return standings.map(({ strength, isSaid, isSeen, through }, at) => {
    const isIn = sought.words[at]!.isIn?.(document.id) ?? false;
    return {
      strength: strength === 0 && isIn ? UNSEEN : strength,
      isSaid: isSaid || isIn,
      ...(through && !isSeen ? { through } : {}),
    };
  });
}

/** How a text has each word; nothing when it has none. */
function look({ words, find }: Sought, { language, text }: FieldText, strengthOf: (times: number) => number): readonly Look[] {
  const found = find(text, language);
  if (found.length === 0) return [];
  return words.map((word) => {
    const times = found.filter(({ stem }) => word.stems.includes(stem)).length;
    const isRelated = times === 0 && hasRelative(found, word);
    const isThere = times > 0 || (isRelated && word.isUnfinished === true);
    return { isThere, strength: isThere ? strengthOf(Math.max(1, times)) : isRelated ? KIN * strengthOf(1) : 0 };
  });
}

function lookInConcept(sought: Sought, concept: string, said: Words): readonly Look[] {
  let looks = sought.inConcepts.get(concept);
  if (looks) return looks;
  const isGoal = concept.startsWith('sdgs/');
  // Another name of a country is the country.
  const synonym = concept.startsWith('country/') ? STRENGTH.label : STRENGTH.synonym;
  const all = fromWords(said).flatMap(({ language, text }) => {
    const [label = '', ...synonyms] = text.split('\n');
    return [
      look(sought, { language, text: label }, () => (isGoal ? STRENGTH.goal : STRENGTH.label)),
      look(sought, { language, text: synonyms.join('\n') }, () => (isGoal ? STRENGTH.goal : synonym)),
    ];
  });
  const having = all.filter(({ length }) => length > 0);
  looks = (having[0] ?? []).map((_, at) => ({
    strength: Math.max(...having.map((each) => each[at]!.strength)),
    isThere: having.some((each) => each[at]!.isThere),
  }));
  sought.inConcepts.set(concept, looks);
  return looks;
}

const hasRelative = (found: readonly FoundWord[], { beginning }: SoughtWord) =>
  beginning !== undefined && found.some(({ word }) => word.startsWith(beginning));
