/** Writes RDF in Turtle (https://www.w3.org/TR/turtle/): as much of it as a list of facts about things with addresses needs. */
export function turtle(prefixes: Readonly<Record<string, string>>, blocks: readonly string[]): string {
  const head = Object.entries(prefixes).map(([prefix, address]) => `@prefix ${prefix}: ${iri(address)} .\n`);
  return `${head.join('')}\n${blocks.join('\n')}`;
}

/** One thing with what is said of it; what nothing is said about is left out. */
export function triples(subject: string, said: readonly (readonly [predicate: string, objects: readonly string[]])[]): string {
  const lines = said
    .filter(([, objects]) => objects.length > 0)
    .map(([predicate, objects]) => `  ${predicate} ${objects.join(', ')}`);
  return `${subject}\n${lines.join(' ;\n')} .\n`;
}

/** Signs that an address in Turtle cannot hold are written as in any address. */
export const iri = (address: string): string =>
  `<${address.replaceAll(/[\u0000-\u0020<>"{}|^`\\]/g, (sign) => encodeURIComponent(sign))}>`;

/** JSON's escapes are Turtle's too. */
export const literal = (text: string): string => JSON.stringify(text.toWellFormed());
export const langString = (text: string, language: string): string => `${literal(text)}@${language}`;
