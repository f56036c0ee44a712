import { hash } from 'node:crypto';
import type { SearchDocument, Words } from '../document.ts';

/** Increase this when entries are made differently from the same document: all are then sent again. */
const FORMAT = 2;

/**
 * Returns a function that detects whether a document's entry has changed. Concepts are most of a document's text and repeat in
 * thousands of documents, so each is hashed once.
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
