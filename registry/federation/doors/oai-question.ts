import * as z from 'zod';
import { slug } from '../../schema/fields.ts';
import { METADATA_FORMATS, type MetadataFormat } from './oai-metadata.ts';

/** What the protocol calls what is wrong with a request. */
export type OaiErrorCode =
  'badVerb' | 'badArgument' | 'badResumptionToken' | 'cannotDisseminateFormat' | 'idDoesNotExist' | 'noRecordsMatch';

export class OaiError extends Error {
  readonly code: OaiErrorCode;
  constructor(code: OaiErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** A part of a list: which records, and how far they have been told. */
export interface Listing {
  format: MetadataFormat;
  set: string | undefined;
  /** Days, both inclusive. */
  from: string | undefined;
  until: string | undefined;
  /** The id that was told last, and how many were told. */
  after: string | undefined;
  told: number;
}

export type OaiQuestion =
  | { verb: 'Identify' | 'ListSets' }
  | { verb: 'ListMetadataFormats'; identifier: string | undefined }
  | { verb: 'GetRecord'; identifier: string; format: MetadataFormat }
  | { verb: 'ListIdentifiers' | 'ListRecords'; listing: Listing };

const LISTING = { required: ['metadataPrefix'], optional: ['from', 'until', 'set'] };
/** The arguments of each verb, besides a token, which stands alone. */
const ARGUMENTS: Readonly<Record<OaiQuestion['verb'], { required?: readonly string[]; optional?: readonly string[] }>> = {
  Identify: {},
  ListMetadataFormats: { optional: ['identifier'] },
  ListSets: {},
  GetRecord: { required: ['identifier', 'metadataPrefix'] },
  ListIdentifiers: LISTING,
  ListRecords: LISTING,
};
const PAGED: ReadonlySet<string> = new Set(['ListSets', 'ListIdentifiers', 'ListRecords']);

/** No argument that we give anybody to ask with is longer. */
const LONGEST = 500;

/** Reads what is asked (https://www.openarchives.org/OAI/openarchivesprotocol.html). Throws OaiError. */
export function readQuestion(query: URLSearchParams): OaiQuestion {
  const verb = readVerb(query);
  const given = readArguments(query, verb);
  const token = given.get('resumptionToken');
  switch (verb) {
    case 'Identify':
      return { verb };
    case 'ListSets':
      // The list is never cut, so that no token of it is one of ours.
      if (token !== undefined) throw new OaiError('badResumptionToken', 'The list of sets is given whole.');
      return { verb };
    case 'ListMetadataFormats':
      return { verb, identifier: given.get('identifier') };
    case 'GetRecord':
      return { verb, identifier: given.get('identifier')!, format: formatOf(given.get('metadataPrefix')!) };
    default:
      return { verb, listing: token === undefined ? firstPart(given) : readToken(token) };
  }
}

function readVerb(query: URLSearchParams): OaiQuestion['verb'] {
  const [verb = '', ...more] = query.getAll('verb');
  if (more.length > 0 || !Object.hasOwn(ARGUMENTS, verb)) throw new OaiError('badVerb', 'Say one verb of the protocol.');
  return verb as OaiQuestion['verb'];
}

function readArguments(query: URLSearchParams, verb: OaiQuestion['verb']): Map<string, string> {
  const { required = [], optional = [] } = ARGUMENTS[verb];
  const given = new Map([...query].filter(([name]) => name !== 'verb'));
  if (query.size !== given.size + 1) throw new OaiError('badArgument', 'An argument is given twice.');
  const isPart = PAGED.has(verb) && given.has('resumptionToken');
  if (isPart && given.size > 1) throw new OaiError('badArgument', 'A resumptionToken stands alone.');
  for (const [name, value] of given) {
    const isKnown = isPart || required.includes(name) || optional.includes(name);
    if (!isKnown) throw new OaiError('badArgument', `${verb} has no such argument.`);
    if (value.length > LONGEST) throw new OaiError('badArgument', `${name} is too long.`);
  }
  const missing = isPart ? undefined : required.find((name) => !given.has(name));
  if (missing) throw new OaiError('badArgument', `${verb} asks for ${missing}.`);
  return given;
}

function formatOf(prefix: string): MetadataFormat {
  const format = METADATA_FORMATS.find((known) => known.prefix === prefix);
  if (!format) throw new OaiError('cannotDisseminateFormat', 'See ListMetadataFormats.');
  return format;
}

/** A part of the name of a set: what an address may hold unescaped. */
const SET = /^[\w.!~*'()-]+(?::[\w.!~*'()-]+)*$/;

function firstPart(given: ReadonlyMap<string, string>): Listing {
  const [from, until] = [dayIn(given, 'from'), dayIn(given, 'until')];
  if (from !== undefined && until !== undefined && from > until) throw new OaiError('badArgument', 'from is after until.');
  const set = given.get('set');
  if (set !== undefined && !SET.test(set)) throw new OaiError('badArgument', 'set is no name of a set.');
  return { format: formatOf(given.get('metadataPrefix')!), set, from, until, after: undefined, told: 0 };
}

function dayIn(given: ReadonlyMap<string, string>, name: 'from' | 'until'): string | undefined {
  const day = given.get(name);
  if (day !== undefined && !isDay(day)) throw new OaiError('badArgument', `${name} is no day as YYYY-MM-DD.`);
  return day;
}

const isDay = (text: string) => {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
};

const tokenShape = z.tuple([
  z.string(),
  z.string().regex(SET).nullable(),
  z.string().refine(isDay).nullable(),
  z.string().refine(isDay).nullable(),
  slug(),
  z.int().min(1).max(10_000_000),
]);

/**
 * How far a list has been told, so that we need not remember who asked: the question itself and the last id. It is good as long as
 * anybody keeps it.
 */
export const writeToken = ({ format, set, from, until, after, told }: Listing): string =>
  Buffer.from(JSON.stringify([format.prefix, set ?? null, from ?? null, until ?? null, after, told])).toString('base64url');

function readToken(token: string): Listing {
  try {
    const text = Buffer.from(token, 'base64url').toString('utf8');
    const [prefix, set, from, until, after, told] = tokenShape.parse(JSON.parse(text));
    const listing = { set: set ?? undefined, from: from ?? undefined, until: until ?? undefined, after, told };
    return { format: formatOf(prefix), ...listing };
  } catch {
    throw new OaiError('badResumptionToken', 'That is no token of ours.');
  }
}
