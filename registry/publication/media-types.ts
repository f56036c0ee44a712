/** Media types of the site's data files by the end of their names. Servers know the types of other files. */
const MEDIA_TYPES: readonly (readonly [end: string, type: string])[] = [
  ['.bib', 'application/x-bibtex; charset=utf-8'],
  ['.ris', 'application/x-research-info-systems; charset=utf-8'],
  ['.csl.json', 'application/vnd.citationstyles.csl+json; charset=utf-8'],
  ['.csv', 'text/csv; charset=utf-8'],
  ['/feed.xml', 'application/atom+xml; charset=utf-8'],
  ['/due.xml', 'application/atom+xml; charset=utf-8'],
  ['/feed.json', 'application/feed+json; charset=utf-8'],
  ['.ndjson', 'application/x-ndjson; charset=utf-8'],
  ['.ttl', 'text/turtle; charset=utf-8'],
  ['.jsonld', 'application/ld+json; charset=utf-8'],
  ['/.well-known/resourcesync', 'application/xml; charset=utf-8'],
  ['.sig', 'text/plain; charset=utf-8'],
  ['.schema.json', 'application/schema+json; charset=utf-8'],
];

/** The media type of a data file; undefined for types that servers know. */
export const mediaTypeOf = (path: string): string | undefined => MEDIA_TYPES.find(([end]) => path.endsWith(end))?.[1];
