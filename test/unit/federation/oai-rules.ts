import { SaxesParser } from 'saxes';

/** An element of an answer. */
export interface Node {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: Node[];
  text: string;
}

/** Reads an answer; throws when it is not well-formed. */
export function readXml(text: string): Node {
  const top: Node = { name: '', attributes: {}, children: [], text: '' };
  const open = [top];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const node: Node = { name, attributes, children: [], text: '' };
    open.at(-1)!.children.push(node);
    open.push(node);
  });
  parser.on('text', (words) => void (open.at(-1)!.text += words));
  parser.on('cdata', (words) => void (open.at(-1)!.text += words));
  parser.on('closetag', () => void open.pop());
  parser.write(text).close();
  return top.children[0]!;
}

export const child = (node: Node | undefined, name: string): Node | undefined =>
  node?.children.find((each) => each.name === name);
export const all = (node: Node | undefined, name: string): Node[] =>
  (node?.children ?? []).flatMap((each) => [...(each.name === name ? [each] : []), ...all(each, name)]);

/** What may stand in an element, in order: a name, and how often (`?`, `*`, `+`; once without a sign). */
const CONTENT: Readonly<Record<string, readonly string[]>> = {
  Identify: [
    ...['repositoryName', 'baseURL', 'protocolVersion', 'adminEmail+', 'earliestDatestamp', 'deletedRecord', 'granularity'],
    ...['compression*', 'description*'],
  ],
  ListMetadataFormats: ['metadataFormat+'],
  metadataFormat: ['metadataPrefix', 'schema', 'metadataNamespace'],
  ListSets: ['set+', 'resumptionToken?'],
  set: ['setSpec', 'setName', 'setDescription*'],
  GetRecord: ['record'],
  ListRecords: ['record+', 'resumptionToken?'],
  ListIdentifiers: ['header+', 'resumptionToken?'],
  record: ['header', 'metadata?', 'about*'],
  header: ['identifier', 'datestamp', 'setSpec*'],
};
const CODES =
  /^(?:cannotDisseminateFormat|idDoesNotExist|badArgument|badVerb|noMetadataFormats|noRecordsMatch|badResumptionToken|noSetHierarchy)$/;
const TEXTS: Readonly<Record<string, RegExp>> = {
  responseDate: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
  protocolVersion: /^2\.0$/,
  adminEmail: /^\S+@(?:\S+\.)+\S+$/,
  datestamp: /^\d{4}-\d\d-\d\d$/,
  earliestDatestamp: /^\d{4}-\d\d-\d\d$/,
  granularity: /^YYYY-MM-DD$/,
  deletedRecord: /^(?:no|persistent|transient)$/,
  metadataPrefix: /^[\w.!~*'()-]+$/,
  setSpec: /^[\w.!~*'()-]+(?::[\w.!~*'()-]+)*$/,
  identifier: /^oai:[^\s]+$/,
  baseURL: /^https?:\/\//,
  schema: /^https?:\/\//,
};
const VERBS = ['Identify', 'ListMetadataFormats', 'ListSets', 'GetRecord', 'ListIdentifiers', 'ListRecords'];

/** Everything in an answer that the protocol does not allow, as its schema and its text say: nothing for a good one. */
export function brokenRules(text: string): string[] {
  const root = readXml(text);
  const wrong: string[] = [];
  const must = (isSo: boolean, what: string) => void (isSo || wrong.push(what));
  must(root.name === 'OAI-PMH', 'the root is no OAI-PMH');
  must(root.attributes['xmlns'] === 'http://www.openarchives.org/OAI/2.0/', 'another namespace');
  const [date, request, ...rest] = root.children;
  must(date?.name === 'responseDate' && request?.name === 'request', 'not responseDate, then request');
  must(rest.length > 0, 'no content');
  const isError = rest.every(({ name }) => name === 'error');
  must(isError || (rest.length === 1 && VERBS.includes(rest[0]!.name)), `content ${rest.map(({ name }) => name).join()}`);
  if (isError) {
    for (const { attributes } of rest) must(CODES.test(attributes['code'] ?? ''), `error ${attributes['code']}`);
    const isUnread = rest.some(({ attributes }) => /^bad(?:Verb|Argument)$/.test(attributes['code']!));
    must(!isUnread || Object.keys(request!.attributes).length === 0, 'repeats what it could not read');
  } else must(request?.attributes['verb'] === rest[0]?.name, 'answers another verb');
  const look = (node: Node) => {
    const { name, children } = node;
    const model = CONTENT[name];
    if (model) {
      const shape = new RegExp(`^${model.map((part) => part.replace(/^(\w+)(\W?)$/, '(?:$1 )$2')).join('')}$`);
      must(
        shape.test(children.map((each) => `${each.name} `).join('')),
        `${name} holds ${children.map((each) => each.name).join()}`,
      );
    }
    if (TEXTS[name] && model === undefined) must(TEXTS[name].test(node.text), `${name} is ${node.text}`);
    if (name === 'record')
      must(
        (child(node, 'header')?.attributes['status'] === 'deleted') !== (child(node, 'metadata') !== undefined),
        'metadata of none',
      );
    // What stands in metadata has rules of its own.
    if (name !== 'metadata' && name !== 'description') for (const each of children) look(each);
  };
  look(root);
  return wrong;
}
