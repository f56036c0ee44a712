/** A citation written in text, Pandoc style: `[@source-id, line 12-20]` (https://pandoc.org/MANUAL.html#citation-syntax). */
const CITATION = /\[@([a-z0-9-]+)(?:, ([^\]\n]{1,120}))?\]/g;

export interface TextCitation {
  id: string;
  locator: string;
  index: number;
  length: number;
}

/** The citations in a piece of text, in order. */
export function findCitations(text: string): TextCitation[] {
  return [...text.matchAll(CITATION)].map((match) => ({
    id: match[1]!,
    locator: match[2] ?? '',
    index: match.index,
    length: match[0].length,
  }));
}
