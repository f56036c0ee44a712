import type { Element } from 'xast';
import { LICENSE_URL } from '../../publication/record-json.ts';
import { languageCode } from '../../locale/language-code.ts';
import { type Attributes, xmlElement } from '../../content/xml.ts';
import type { CatalogueEntry } from './entry.ts';

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';
const DC = 'http://purl.org/dc/elements/1.1/';
const OAI_DC = 'http://www.openarchives.org/OAI/2.0/oai_dc/';
const OAIRE = 'http://namespace.openaire.eu/schema/oaire/';

/** A form in which a record's metadata is given. */
export interface MetadataFormat {
  prefix: string;
  schema: string;
  namespace: string;
  write: (entry: CatalogueEntry) => Element;
}

const each = (name: string, words: Readonly<Record<string, string>>, more: Attributes = {}): Element[] =>
  Object.entries(words).map(([language, text]) => xmlElement(name, { 'xml:lang': language, ...more }, text));

/** Unqualified Dublin Core: what every harvester takes. */
const dublinCore: MetadataFormat = {
  prefix: 'oai_dc',
  schema: 'http://www.openarchives.org/OAI/2.0/oai_dc.xsd',
  namespace: OAI_DC,
  write: (entry) =>
    xmlElement(
      'oai_dc:dc',
      { 'xmlns:oai_dc': OAI_DC, 'xmlns:dc': DC, 'xmlns:xsi': XSI, 'xsi:schemaLocation': `${OAI_DC} ${dublinCore.schema}` },
      ...each('dc:title', entry.titles),
      xmlElement('dc:creator', {}, entry.author),
      ...(entry.compiler ? [xmlElement('dc:contributor', {}, entry.compiler)] : []),
      ...entry.subjects.flatMap(({ labels }) => each('dc:subject', labels)),
      ...each('dc:description', entry.summaries),
      xmlElement('dc:publisher', {}, entry.publisher),
      xmlElement('dc:date', {}, entry.issued),
      ...TYPES.map((type) => xmlElement('dc:type', {}, type)),
      ...['text/html', 'application/json'].map((format) => xmlElement('dc:format', {}, format)),
      ...Object.values(entry.pages).map((page) => xmlElement('dc:identifier', {}, page)),
      xmlElement('dc:language', {}, languageCode(entry.language)),
      ...entry.places.map((place) => xmlElement('dc:coverage', {}, place)),
      ...(entry.period ? [xmlElement('dc:coverage', {}, entry.period)] : []),
      ...entry.cites.map((cited) => xmlElement('dc:relation', {}, cited)),
      xmlElement('dc:rights', {}, 'info:eu-repo/semantics/openAccess'),
      xmlElement('dc:rights', {}, LICENSE_URL),
    ),
};

/** What catalogues of research know a report by: the older word, and that of the list which replaced it. */
const TYPES = ['info:eu-repo/semantics/report', 'http://purl.org/coar/resource_type/c_93fc'];

/** The form of the OpenAIRE guidelines for repositories, version 4, which the nodes of LA Referencia read. */
const openAire: MetadataFormat = {
  prefix: 'oai_openaire',
  schema: 'https://www.openaire.eu/schema/repo-lit/4.0/openaire.xsd',
  namespace: OAIRE,
  write: (entry) => {
    const [page = entry.json] = Object.values(entry.pages);
    return xmlElement(
      'oaire:resource',
      {
        ...{ 'xmlns:oaire': OAIRE, 'xmlns:datacite': 'http://datacite.org/schema/kernel-4', 'xmlns:dc': DC },
        ...{ 'xmlns:xsi': XSI, 'xsi:schemaLocation': `${OAIRE} ${openAire.schema}` },
      },
      xmlElement('datacite:titles', {}, ...titles(entry)),
      xmlElement(
        'datacite:creators',
        {},
        xmlElement('datacite:creator', {}, xmlElement('datacite:creatorName', { nameType: 'Organizational' }, entry.author)),
      ),
      ...(entry.compiler ? [contributors(entry.compiler)] : []),
      ...(entry.cites.length > 0 ? [relations(entry.cites)] : []),
      xmlElement('datacite:dates', {}, xmlElement('datacite:date', { dateType: 'Issued' }, entry.issued)),
      xmlElement('dc:language', {}, languageCode(entry.language)),
      xmlElement('dc:publisher', {}, entry.publisher),
      xmlElement('oaire:resourceType', { resourceTypeGeneral: 'literature', uri: TYPES[1] }, 'report'),
      ...each('dc:description', entry.summaries),
      xmlElement('dc:format', {}, 'text/html'),
      xmlElement('datacite:identifier', { identifierType: 'URL' }, page),
      xmlElement('datacite:rights', { rightsURI: 'http://purl.org/coar/access_right/c_abf2' }, 'open access'),
      xmlElement('datacite:subjects', {}, ...entry.subjects.flatMap(({ labels }) => each('datacite:subject', labels))),
      xmlElement('oaire:licenseCondition', { startDate: entry.issued, uri: LICENSE_URL }, 'Creative Commons Attribution 4.0'),
      xmlElement(
        'datacite:geoLocations',
        {},
        ...entry.places.map((place) =>
          xmlElement('datacite:geoLocation', {}, xmlElement('datacite:geoLocationPlace', {}, place)),
        ),
      ),
      xmlElement('oaire:file', { accessRightsURI: 'http://purl.org/coar/access_right/c_abf2', mimeType: 'text/html' }, page),
    );
  },
};

/** The title of the original comes first; the others are titles in translation. */
const titles = ({ titles: all, language }: CatalogueEntry): Element[] =>
  Object.entries(all).map(([locale, title]) =>
    xmlElement('datacite:title', { 'xml:lang': locale, titleType: locale === language ? undefined : 'TranslatedTitle' }, title),
  );

const contributors = (name: string): Element =>
  xmlElement(
    'datacite:contributors',
    {},
    xmlElement(
      'datacite:contributor',
      { contributorType: 'DataCurator' },
      xmlElement('datacite:contributorName', { nameType: 'Organizational' }, name),
    ),
  );

const relations = (addresses: readonly string[]): Element =>
  xmlElement(
    'datacite:relatedIdentifiers',
    {},
    ...addresses.map((address) =>
      xmlElement('datacite:relatedIdentifier', { relatedIdentifierType: 'URL', relationType: 'References' }, address),
    ),
  );

export const METADATA_FORMATS: readonly MetadataFormat[] = [dublinCore, openAire];
