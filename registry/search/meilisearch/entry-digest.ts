import { hash } from 'node:crypto';
import type { SearchDocument, Words } from '../document.ts';

/** Raised when entries are made in another way from the same document: everything is then sent again. */
const FORMAT = 1;

/**
 * Gives a function that tells whether the entry of a document has changed. Concepts, most of a document's text, are the same
 * in thousands of them: each is read once.
 */
export function makeDigests(): (document: SearchDocument) => string {
  const known = new Map<string, { words: Words; digest: string }>();
  const digestOf = (id: string, words: Words): string => {
    const found = known.get(id);
    if (found && (found.words === words || sameWords(found.words, words))) return found.digest;
    const digest = hash('sha1', JSON.stringify(words), 'base64url');
    known.set(id, { words, digest });
    return digest;
  };
  return ({ concepts, ...rest }) => {
    const coded = Object.entries(concepts).map(([id, words]) => [id, digestOf(id, words)]);
    return hash('sha1', JSON.stringify([FORMAT, rest, coded]), 'base64url');
  };
}

const sameWords = (one: Words, other: Words) => {
  const languages = Object.keys(one);
  return languages.length === Object.keys(other).length && languages.every((language) => one[language] === other[language]);
};
