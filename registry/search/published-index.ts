import { createHash } from 'node:crypto';
import type { SearchDocument } from './document.ts';
import { cutIndex, type IndexFile } from './index-pieces.ts';
import { pack } from './pack.ts';
import type { Problem } from './problem.ts';
import { makeIndexBuilder, runThrough } from './whole-index.ts';

/** From so many records on the index is published in pieces. Below, one file with all texts is the simplest, and small enough. */
export const IN_PIECES_FROM = 300;

/** The files in which a site publishes the index of one locale, below its folder for search: the first is the one that pages know. */
export function indexFiles(
  documents: readonly SearchDocument[],
  locale: string,
  problems: readonly Problem[],
  inPiecesFrom = IN_PIECES_FROM,
): IndexFile[] {
  const first = `${locale}.json`;
  const own = documents.filter((document) => document.locale === locale);
  if (own.length < inPiecesFrom) return [{ path: first, content: () => pack(own, locale, problems) }];
  const builder = makeIndexBuilder();
  for (const document of own) builder.add(document);
  const index = runThrough(builder.finish(problems));
  const folder = `${locale}/${digestOf(index.all())}`;
  const { contents, pieces } = cutIndex(index, problems, { locale, folder });
  return [
    { path: first, content: () => contents },
    ...pieces.map(({ path, content }) => ({ path: `${folder}/${path}`, content })),
  ];
}

function digestOf(documents: readonly SearchDocument[]): string {
  const hash = createHash('sha256');
  for (const document of documents) hash.update(JSON.stringify(document));
  return hash.digest('hex').slice(0, 12);
}
