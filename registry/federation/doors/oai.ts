import type { Element } from 'xast';
import { xmlDocument, xmlElement } from '../../content/xml.ts';
import { METADATA_FORMATS, type MetadataFormat } from './oai-metadata.ts';
import { type Listing, OaiError, type OaiQuestion, readQuestion, writeToken } from './oai-question.ts';

const OAI = 'http://www.openarchives.org/OAI/2.0/';
const XSI = 'http://www.w3.org/2001/XMLSchema-instance';
const IDENTIFIER = 'http://www.openarchives.org/OAI/2.0/oai-identifier';

/** Records of a list that are told at a time. */
const PART = 100;

/** A record as harvesters keep account of it: what it is called, when they could see it as it is now, and whether it is gone. */
export interface OaiHeader {
  id: string;
  /** Day, in universal time. */
  datestamp: string;
  isDeleted: boolean;
  sets: readonly string[];
}

/** What is harvested. */
export interface OaiRepository {
  name: string;
  /** The address of the door itself. */
  baseUrl: string;
  email: string;
  /** In the order of their ids, which never changes: who reads the list in parts meets each once, whatever changes meanwhile. */
  headers: readonly OaiHeader[];
  /** Names of the sets by what they are called in headers. */
  sets: ReadonlyMap<string, string>;
  /** The metadata of a record that is there. */
  metadata: (id: string, format: MetadataFormat) => Element;
}

/** The answer to a request of the Open Archives protocol for metadata harvesting, 2.0: always a document, also to nonsense. */
export function answerOai(query: URLSearchParams, repository: OaiRepository, now: Date): string {
  try {
    const question = readQuestion(query);
    return envelope(repository, now, query, contentOf(question, repository));
  } catch (error) {
    if (!(error instanceof OaiError)) throw error;
    const isUnread = error.code === 'badVerb' || error.code === 'badArgument';
    const asked = isUnread ? new URLSearchParams() : query;
    return envelope(repository, now, asked, xmlElement('error', { code: error.code }, error.message));
  }
}

/** What every answer stands in; `asked` is repeated in it, unless it could not be read. */
const envelope = ({ baseUrl }: OaiRepository, now: Date, asked: URLSearchParams, content: Element): string =>
  xmlDocument(
    xmlElement(
      'OAI-PMH',
      { xmlns: OAI, 'xmlns:xsi': XSI, 'xsi:schemaLocation': `${OAI} ${OAI}OAI-PMH.xsd` },
      xmlElement('responseDate', {}, `${now.toISOString().slice(0, 19)}Z`),
      xmlElement('request', Object.fromEntries(asked), baseUrl),
      content,
    ),
  );

function contentOf(question: OaiQuestion, repository: OaiRepository): Element {
  switch (question.verb) {
    case 'Identify':
      return identify(repository);
    case 'ListMetadataFormats':
      if (question.identifier !== undefined) headerOf(question.identifier, repository);
      return xmlElement('ListMetadataFormats', {}, ...METADATA_FORMATS.map(formatElement));
    case 'ListSets':
      return xmlElement(
        'ListSets',
        {},
        ...[...repository.sets].map(([spec, name]) =>
          xmlElement('set', {}, xmlElement('setSpec', {}, spec), xmlElement('setName', {}, name)),
        ),
      );
    case 'GetRecord': {
      const header = headerOf(question.identifier, repository);
      return xmlElement('GetRecord', {}, recordElement(header, question.format, repository));
    }
    default:
      return list(question.verb, question.listing, repository);
  }
}

function identify({ name, baseUrl, email, headers }: OaiRepository): Element {
  const earliest = headers.reduce((first, { datestamp }) => (datestamp < first ? datestamp : first), '9999-12-31');
  const host = new URL(baseUrl).hostname;
  return xmlElement(
    'Identify',
    {},
    xmlElement('repositoryName', {}, name),
    xmlElement('baseURL', {}, baseUrl),
    xmlElement('protocolVersion', {}, '2.0'),
    xmlElement('adminEmail', {}, email),
    xmlElement('earliestDatestamp', {}, earliest === '9999-12-31' ? '1970-01-01' : earliest),
    xmlElement('deletedRecord', {}, 'persistent'),
    xmlElement('granularity', {}, 'YYYY-MM-DD'),
    xmlElement(
      'description',
      {},
      xmlElement(
        'oai-identifier',
        { xmlns: IDENTIFIER, 'xmlns:xsi': XSI, 'xsi:schemaLocation': `${IDENTIFIER} ${IDENTIFIER}.xsd` },
        xmlElement('scheme', {}, 'oai'),
        xmlElement('repositoryIdentifier', {}, host),
        xmlElement('delimiter', {}, ':'),
        xmlElement('sampleIdentifier', {}, `oai:${host}:${headers[0]?.id ?? 'a-case'}`),
      ),
    ),
  );
}

const formatElement = ({ prefix, schema, namespace }: MetadataFormat): Element =>
  xmlElement(
    'metadataFormat',
    {},
    xmlElement('metadataPrefix', {}, prefix),
    xmlElement('schema', {}, schema),
    xmlElement('metadataNamespace', {}, namespace),
  );

/** What harvesters call our records. */
const prefixOf = ({ baseUrl }: OaiRepository) => `oai:${new URL(baseUrl).hostname}:`;

function headerOf(identifier: string, repository: OaiRepository): OaiHeader {
  const prefix = prefixOf(repository);
  const id = identifier.startsWith(prefix) ? identifier.slice(prefix.length) : undefined;
  const header = repository.headers.find((each) => each.id === id);
  if (!header) throw new OaiError('idDoesNotExist', 'There is no such record here.');
  return header;
}

function list(verb: 'ListIdentifiers' | 'ListRecords', listing: Listing, repository: OaiRepository): Element {
  const { set, from, until, after, told, format } = listing;
  const all = repository.headers.filter(
    ({ datestamp, sets }) =>
      (from === undefined || datestamp >= from) &&
      (until === undefined || datestamp <= until) &&
      (set === undefined || sets.some((each) => each === set || each.startsWith(`${set}:`))),
  );
  const rest = after === undefined ? all : all.filter(({ id }) => id > after);
  const part = rest.slice(0, PART);
  if (part.length === 0)
    throw after === undefined
      ? new OaiError('noRecordsMatch', 'Nothing here is so.')
      : new OaiError('badResumptionToken', 'Nothing comes after.');
  const isLast = part.length === rest.length;
  const token = isLast ? '' : writeToken({ ...listing, after: part.at(-1)!.id, told: told + part.length });
  return xmlElement(
    verb,
    {},
    ...part.map((header) =>
      verb === 'ListRecords' ? recordElement(header, format, repository) : headerElement(header, repository),
    ),
    // A list in one part has none; the last part of a longer one has an empty one.
    ...(isLast && after === undefined
      ? []
      : [xmlElement('resumptionToken', { completeListSize: String(told + rest.length), cursor: String(told) }, token)]),
  );
}

const headerElement = ({ id, datestamp, isDeleted, sets }: OaiHeader, repository: OaiRepository): Element =>
  xmlElement(
    'header',
    { status: isDeleted ? 'deleted' : undefined },
    xmlElement('identifier', {}, prefixOf(repository) + id),
    xmlElement('datestamp', {}, datestamp),
    ...sets.map((set) => xmlElement('setSpec', {}, set)),
  );

const recordElement = (header: OaiHeader, format: MetadataFormat, repository: OaiRepository): Element =>
  xmlElement(
    'record',
    {},
    headerElement(header, repository),
    ...(header.isDeleted ? [] : [xmlElement('metadata', {}, repository.metadata(header.id, format))]),
  );
