import { doorPaths, feedPaths, paths } from '../../addresses.ts';
import { sha256 } from '../format.ts';
import { xmlDocument, xmlElement } from '../../content/xml.ts';

const NAMESPACES = {
  xmlns: 'http://www.sitemaps.org/schemas/sitemap/0.9',
  'xmlns:rs': 'http://www.openarchives.org/rs/terms/',
};

export interface ResourceSyncOptions {
  siteUrl: string;
  /** Day on which something last changed. */
  updated: string;
  /** The language of a record's own page. */
  languageOf: (id: string) => string;
  modified: (id: string) => string;
}

/**
 * The records of a feed as resources that a copy can be kept of (ResourceSync 1.1): who describes them, what is described, and each
 * with its digest. `records` are the texts by id, as they stand at feedPaths.record.
 */
export function makeResourceSync(
  records: ReadonlyMap<string, string>,
  schema: number,
  { siteUrl, updated, languageOf, modified }: ResourceSyncOptions,
): Map<string, string> {
  const address = (path: string) => new URL(path, siteUrl).href;
  const up = (path: string) => xmlElement('rs:ln', { rel: 'up', href: address(path) });
  const loc = (path: string) => xmlElement('loc', {}, address(path));
  const described = [...records].map(([id, text]) =>
    xmlElement(
      'url',
      {},
      loc(feedPaths.record(schema, id)),
      xmlElement('lastmod', {}, modified(id)),
      xmlElement('rs:md', {
        hash: `sha-256:${sha256(text)}`,
        length: String(Buffer.byteLength(text)),
        type: 'application/json',
      }),
      xmlElement('rs:ln', { rel: 'describes', href: address(paths.case(languageOf(id), id)) }),
    ),
  );
  return new Map([
    [
      doorPaths.resourceSync,
      xmlDocument(
        xmlElement(
          'urlset',
          NAMESPACES,
          xmlElement('rs:ln', { rel: 'describedby', href: address(feedPaths.discovery) }),
          xmlElement('rs:md', { capability: 'description' }),
          xmlElement('url', {}, loc(doorPaths.capabilities), xmlElement('rs:md', { capability: 'capabilitylist' })),
        ),
      ),
    ],
    [
      doorPaths.capabilities,
      xmlDocument(
        xmlElement(
          'urlset',
          NAMESPACES,
          up(doorPaths.resourceSync),
          xmlElement('rs:md', { capability: 'capabilitylist' }),
          xmlElement('url', {}, loc(doorPaths.resources), xmlElement('rs:md', { capability: 'resourcelist' })),
        ),
      ),
    ],
    [
      doorPaths.resources,
      xmlDocument(
        xmlElement(
          'urlset',
          NAMESPACES,
          up(doorPaths.capabilities),
          xmlElement('rs:md', { capability: 'resourcelist', at: `${updated}T00:00:00Z` }),
          ...described,
        ),
      ),
    ],
  ]);
}
