import type { Registry } from '../registry.ts';
import { iri, langString, literal, triples, turtle } from './turtle.ts';

const SKOS = 'http://www.w3.org/2004/02/skos/core#';
const EXACT = /^https?:\/\/\S+$/;

/** The address by which a concept of ours is known elsewhere. */
const conceptAddress = (siteUrl: string, vocabulary: string, concept: string) =>
  new URL(`/federation/vocabularies/${vocabulary}#${concept}`, siteUrl).href;

/** All vocabularies as SKOS, in Turtle: a scheme for each, with the concepts in it. */
export function vocabulariesAsTurtle({ vocabularies }: Registry, siteUrl: string): string {
  const scheme = (name: string) => iri(new URL(`/federation/vocabularies/${name}`, siteUrl).href);
  const labels = (words: Readonly<Record<string, string>>) =>
    Object.entries(words).map(([locale, word]) => langString(word, locale));
  const blocks = [...vocabularies].flatMap(([name, { title, concepts }]) => [
    triples(scheme(name), [
      ['a', ['skos:ConceptScheme']],
      ['skos:prefLabel', labels(title)],
    ]),
    ...[...concepts.values()].map(({ id, label, definition = {}, synonyms = {}, broader, exactMatch = [] }) =>
      triples(iri(conceptAddress(siteUrl, name, id)), [
        ['a', ['skos:Concept']],
        ['skos:inScheme', [scheme(name)]],
        ['skos:notation', [literal(id)]],
        ['skos:prefLabel', labels(label)],
        ['skos:altLabel', Object.entries(synonyms).flatMap(([locale, words]) => words.map((word) => langString(word, locale)))],
        ['skos:definition', labels(definition)],
        ['skos:broader', broader === undefined ? [] : [iri(conceptAddress(siteUrl, name, broader))]],
        ['skos:exactMatch', exactMatch.filter((address) => EXACT.test(address)).map(iri)],
      ]),
    ),
  ]);
  return turtle({ skos: SKOS }, blocks);
}
