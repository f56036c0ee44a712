import type { Registry } from '../registry.ts';
import { asTurtle, inLanguages, iri, literal, type Thing } from './rdf.ts';

const EXACT = /^https?:\/\/\S+$/;

const schemeAddress = (siteUrl: string, vocabulary: string) => new URL(`/federation/vocabularies/${vocabulary}`, siteUrl).href;

/** The address by which a concept of ours is known elsewhere. */
export const conceptAddress = (siteUrl: string, vocabulary: string, concept: string) =>
  `${schemeAddress(siteUrl, vocabulary)}#${concept}`;

/** All vocabularies as SKOS, in Turtle: a scheme for each, with the concepts in it. */
export function vocabulariesAsTurtle({ vocabularies }: Registry, siteUrl: string): string {
  const things = [...vocabularies].flatMap(([name, { title, concepts }]): Thing[] => [
    { id: schemeAddress(siteUrl, name), types: ['skos:ConceptScheme'], said: [['skos:prefLabel', inLanguages(title)]] },
    ...[...concepts.values()].map(({ id, label, definition = {}, synonyms = {}, broader, exactMatch = [] }): Thing => ({
      id: conceptAddress(siteUrl, name, id),
      types: ['skos:Concept'],
      said: [
        ['skos:inScheme', [iri(schemeAddress(siteUrl, name))]],
        ['skos:notation', [literal(id)]],
        ['skos:prefLabel', inLanguages(label)],
        ['skos:altLabel', Object.entries(synonyms).flatMap(([locale, words]) => words.map((word) => literal(word, locale)))],
        ['skos:definition', inLanguages(definition)],
        ['skos:broader', broader === undefined ? [] : [iri(conceptAddress(siteUrl, name, broader))]],
        ['skos:exactMatch', exactMatch.filter((address) => EXACT.test(address)).map(iri)],
      ],
    })),
  ]);
  return asTurtle(things);
}
