import { doorPaths } from '../../addresses.ts';
import { languageCode } from '../../locale/language-code.ts';
import { LICENSE_URL } from '../../publication/record-json.ts';
import type { Registry } from '../../registry.ts';
import { asJsonLd, asTurtle, inLanguages, iri, literal, type Thing, typed } from '../rdf.ts';
import { conceptAddress } from '../skos.ts';
import { type CatalogueEntry, entryOf } from './entry.ts';

/** Cases in a part of the catalogue: readers of catalogues take no more than a few megabytes at a time. */
const PART = 100;

const EU = 'http://publications.europa.eu/resource/authority';
const REPORT = 'http://purl.org/coar/resource_type/c_93fc';

export interface CatalogueOptions {
  siteUrl: string;
  /** Day on which something last changed. */
  updated: string;
  /** Day on which a case last changed. */
  modified: (id: string) => string;
}

/** The registry as a catalogue of data sets, one for each case, in the European profile that portals of open data read (DCAT-AP). */
export function makeCatalogue(registry: Registry, options: CatalogueOptions): Map<string, string> {
  const entries = [...registry.cases.values()].map((record) => entryOf(record, registry, options.siteUrl));
  const parts = Math.max(1, Math.ceil(entries.length / PART));
  const files = new Map<string, string>();
  for (let part = 1; part <= parts; part++) {
    const listed = entries.slice((part - 1) * PART, part * PART);
    for (const [format, write] of [['ttl', asTurtle] as const, ['jsonld', asJsonLd] as const]) {
      const page = { part, parts, format };
      files.set(doorPaths.catalogue(part, format), write(partOf(listed, page, registry, options)));
    }
  }
  return files;
}

interface Page {
  part: number;
  parts: number;
  format: 'ttl' | 'jsonld';
}

function partOf(entries: readonly CatalogueEntry[], page: Page, registry: Registry, options: CatalogueOptions): Thing[] {
  const { siteUrl, updated } = options;
  const address = (path: string) => new URL(path, siteUrl).href;
  const names = { catalogue: address('/#catalog'), publisher: address('/#publisher'), contact: address('/#contact') };
  const locales = [...registry.locales.values()];
  const about = (key: string) =>
    Object.fromEntries(locales.flatMap(({ id, strings }) => (strings[key] === undefined ? [] : [[id, strings[key]]])));
  const contact = registry.settings?.contact;
  const link = (part: number) => (part >= 1 && part <= page.parts ? [iri(address(doorPaths.catalogue(part, page.format)))] : []);
  return [
    {
      id: names.catalogue,
      types: ['dcat:Catalog'],
      said: [
        ['dct:title', locales.map(({ id }) => literal(registry.name, id))],
        ['dct:description', inLanguages(about('home.description'))],
        ['dct:publisher', [iri(names.publisher)]],
        ['foaf:homepage', [iri(address('/'))]],
        ['dct:license', [iri(LICENSE_URL)]],
        ['dct:language', locales.map(({ id }) => languageTerm(id))],
        ['dct:modified', [typed(updated, 'xsd:date')]],
        ['dcat:themeTaxonomy', [iri(`${EU}/data-theme`)]],
        ['dcat:dataset', entries.map(({ id }) => iri(datasetAddress(siteUrl, id)))],
        ['dcat:record', entries.map(({ id }) => iri(recordAddress(siteUrl, id)))],
      ],
    },
    { id: names.publisher, types: ['foaf:Organization'], said: [['foaf:name', [literal(registry.name)]]] },
    ...(contact
      ? [
          {
            id: names.contact,
            types: ['vcard:Organization'] as const,
            said: [
              ['vcard:fn', [literal(registry.name)]] as const,
              [contact.startsWith('mailto:') ? ('vcard:hasEmail' as const) : ('vcard:hasURL' as const), [iri(contact)]] as const,
            ],
          },
        ]
      : []),
    ...(page.parts > 1
      ? [
          {
            id: address(doorPaths.catalogue(page.part, page.format)),
            types: ['hydra:PartialCollectionView'] as const,
            said: [
              ['hydra:first', link(1)] as const,
              ['hydra:previous', link(page.part - 1)] as const,
              ['hydra:next', link(page.part + 1)] as const,
              ['hydra:last', link(page.parts)] as const,
            ],
          },
        ]
      : []),
    ...entries.flatMap((entry) => thingsOf(entry, { ...names, hasContact: contact !== undefined }, options)),
  ];
}

const datasetAddress = (siteUrl: string, id: string) => new URL(`/cases/${id}#case`, siteUrl).href;
const recordAddress = (siteUrl: string, id: string) => new URL(`/cases/${id}#record`, siteUrl).href;
const languageTerm = (locale: string) => iri(`${EU}/language/${languageCode(locale).toUpperCase()}`);
const mediaType = (type: string) => iri(`http://www.iana.org/assignments/media-types/${type}`);

/** A case: what it is about, its pages and its data, and since when it is listed. */
function thingsOf(
  entry: CatalogueEntry,
  { publisher, contact, hasContact }: { publisher: string; contact: string; hasContact: boolean },
  { siteUrl, modified }: CatalogueOptions,
): Thing[] {
  const { id } = entry;
  const dataset = datasetAddress(siteUrl, id);
  const creator = `${dataset}-author`;
  const [landing = entry.json] = Object.values(entry.pages);
  const changed = typed(modified(id), 'xsd:date');
  const distributions: { url: string; type: string; title: string; languages: string[] }[] = [
    { url: entry.json, type: 'application/json', title: 'JSON', languages: Object.keys(entry.titles) },
    ...Object.entries(entry.pages).map(([locale, url]) => ({ url, type: 'text/html', title: 'HTML', languages: [locale] })),
  ];
  return [
    {
      id: dataset,
      types: ['dcat:Dataset'],
      said: [
        ['dct:identifier', [literal(new URL(`/cases/${id}`, siteUrl).href)]],
        ['dct:title', inLanguages(entry.titles)],
        ['dct:description', inLanguages(entry.summaries)],
        ['dct:publisher', [iri(publisher)]],
        ['dct:creator', [iri(creator)]],
        ['dcat:contactPoint', hasContact ? [iri(contact)] : []],
        ['dcat:landingPage', [iri(landing)]],
        ['dcat:theme', [iri(`${EU}/data-theme/GOVE`), ...conceptsOf(entry, siteUrl)]],
        ['dcat:keyword', entry.subjects.flatMap(({ labels }) => inLanguages(labels))],
        ['dct:spatial', entry.countries.map((country) => iri(`${EU}/country/${country}`))],
        ['dct:language', Object.keys(entry.titles).map(languageTerm)],
        ['dct:license', [iri(LICENSE_URL)]],
        ['dct:accessRights', [iri(`${EU}/access-right/PUBLIC`)]],
        ['dct:type', [iri(REPORT)]],
        ['dct:issued', [typed(entry.issued, 'xsd:date')]],
        ['dct:modified', [changed]],
        ['dcat:distribution', distributions.map(({ url }) => iri(`${url}#distribution`))],
      ],
    },
    { id: creator, types: ['foaf:Agent'], said: [['foaf:name', [literal(entry.author)]]] },
    ...distributions.map(({ url, type, title, languages }): Thing => ({
      id: `${url}#distribution`,
      types: ['dcat:Distribution'],
      said: [
        ['dct:title', [literal(title)]],
        ['dcat:accessURL', [iri(url)]],
        ['dcat:downloadURL', type === 'text/html' ? [] : [iri(url)]],
        ['dcat:mediaType', [mediaType(type)]],
        ['dct:language', languages.map(languageTerm)],
        ['dct:license', [iri(LICENSE_URL)]],
      ],
    })),
    {
      id: recordAddress(siteUrl, id),
      types: ['dcat:CatalogRecord'],
      said: [
        ['foaf:primaryTopic', [iri(dataset)]],
        ['dct:issued', [typed(entry.issued, 'xsd:date')]],
        ['dct:modified', [changed]],
      ],
    },
  ];
}

const conceptsOf = ({ subjects }: CatalogueEntry, siteUrl: string) =>
  subjects.map(({ vocabulary, concept }) => iri(conceptAddress(siteUrl, vocabulary, concept)));
