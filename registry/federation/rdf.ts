import n3, { type Literal, type NamedNode } from 'n3';

const { DataFactory, Writer } = n3;

/** The vocabularies of the web of data that we speak. */
export const PREFIXES = {
  adms: 'http://www.w3.org/ns/adms#',
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  hydra: 'http://www.w3.org/ns/hydra/core#',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  spdx: 'http://spdx.org/rdf/terms#',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const;

/** A term by its short name: `dct:title`. */
type Name = `${keyof typeof PREFIXES}:${string}`;
type Term = NamedNode | Literal;

/** A thing with an address, what it is, and what is said of it. */
export interface Thing {
  id: string;
  types: readonly Name[];
  said: readonly (readonly [predicate: Name, objects: readonly Term[]])[];
}

/** Signs that no address may hold are written as in any address, so that none can end what it stands in. */
export const iri = (address: string): NamedNode =>
  DataFactory.namedNode(address.replaceAll(/[\u0000-\u0020<>"{}|^`\\]/g, (sign) => encodeURIComponent(sign)));
export const named = (name: Name): NamedNode => iri(addressOf(name));
export const literal = (text: string, language?: string): Literal => DataFactory.literal(text.toWellFormed(), language);
export const typed = (value: string, type: Name): Literal => DataFactory.literal(value, named(type));
/** Words by language. */
export const inLanguages = (words: Readonly<Record<string, string>>): Literal[] =>
  Object.entries(words).map(([language, text]) => literal(text, language));

function addressOf(name: Name): string {
  const colon = name.indexOf(':');
  return PREFIXES[name.slice(0, colon) as keyof typeof PREFIXES] + name.slice(colon + 1);
}

/** Things in Turtle (https://www.w3.org/TR/turtle/). */
export function asTurtle(things: readonly Thing[]): string {
  const writer = new Writer({ prefixes: PREFIXES });
  for (const { id, types, said } of things) {
    for (const type of types) writer.addQuad(iri(id), named('rdf:type'), named(type));
    for (const [predicate, objects] of said) for (const object of objects) writer.addQuad(iri(id), named(predicate), object);
  }
  let turtle = '';
  writer.end((error, text: string) => {
    if (error) throw error;
    turtle = text;
  });
  return turtle;
}

/** The same things in JSON-LD (https://www.w3.org/TR/json-ld11/). */
export const asJsonLd = (things: readonly Thing[]): string =>
  JSON.stringify({
    '@context': PREFIXES,
    '@graph': things.map(({ id, types, said }) => ({
      '@id': iri(id).value,
      '@type': types,
      ...Object.fromEntries(
        said.filter(([, objects]) => objects.length > 0).map(([predicate, objects]) => [predicate, objects.map(asJsonLdValue)]),
      ),
    })),
  });

function asJsonLdValue(term: Term): object {
  if (term.termType === 'NamedNode') return { '@id': term.value };
  if (term.language) return { '@value': term.value, '@language': term.language };
  const type = term.datatype.value;
  return type === `${PREFIXES.xsd}string` ? { '@value': term.value } : { '@value': term.value, '@type': type };
}
