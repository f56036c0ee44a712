import { showBlanks } from './content/characters.ts';
import { caseKind } from './case/kind.ts';
import { readMarkdownFile, readYamlFile } from './content/read-file.ts';
import { remember } from './content/remember.ts';
import type { Tree, TreeFile } from './content/tree.ts';
import { finding, type Finding } from './finding/finding.ts';
import { byKind, kinds as allKinds } from './kinds.ts';
import { type Locale, localeSchema } from './locale/locale.ts';
import { readPath } from './record/path.ts';
import { type ReadRecord, readRecord, readRecords, type RecordFolder } from './record/read-records.ts';
import type { Kind, Shared } from './record/record.ts';
import type { Registry } from './registry.ts';
import { reviewersSchema } from './review/reviewer.ts';
import { caseOfScorecard, type Scorecard, scorecardSchema } from './review/scorecard.ts';
import { type FrozenEdition, editionSchema } from './session/edition.ts';
import { confirmedSchema, goneSchema, type Peer, peersSchema, redirectsSchema, registrySchema, sameSchema } from './settings.ts';
import { type Source, sourcesSchema } from './source/source.ts';
import { glossarySchema, styleSchema } from './style/style.ts';
import { type Vocabulary, vocabularySchema } from './vocabulary/vocabulary.ts';

/**
 * Reads a whole content tree. Broken files are left out of the registry and reported as findings; the rest is read. `readOne` reads
 * one record, given all that records share.
 */
export function readRegistry(
  tree: Tree,
  kinds: readonly Kind[] = allKinds,
  readOne: (shared: Shared) => (folder: RecordFolder) => ReadRecord = () => readRecord,
): { registry: Registry; findings: Finding[] } {
  const findings: Finding[] = [];
  const keep = <Value>(result: { value: Value | undefined; findings: Finding[] }): Value | undefined => {
    findings.push(...result.findings);
    return result.value;
  };
  const at = (pattern: RegExp) =>
    [...tree].flatMap(([file, content]) => (pattern.test(file) ? [{ file, content, id: pattern.exec(file)![1]! }] : []));

  const locales = new Map<string, Locale>();
  for (const { file, content, id } of at(/^locales\/([a-z]{2,3})\.json$/)) {
    const broken = remember(content, file, findJsonError, () => findJsonError(file, content));
    if (broken) findings.push(broken);
    const read = broken ? undefined : keep(readYamlFile(file, content, localeSchema));
    if (read) locales.set(id, { id, ...read.data });
  }

  const vocabularies = new Map<string, Vocabulary>();
  for (const { file, content, id } of at(/^vocabularies\/([a-z0-9-]+)\.yml$/)) {
    const read = keep(readYamlFile(file, content, vocabularySchema));
    if (!read) continue;
    const concepts = read.data.concepts.map((concept) => ({ ...concept, id: String(concept.id) }));
    concepts.forEach((concept, index) => {
      if (concepts.findIndex((other) => other.id === concept.id) === index) return;
      findings.push(finding('concept-duplicate', read.yaml.locate(['concepts', index, 'id']), { id: concept.id }));
    });
    vocabularies.set(id, {
      name: id,
      title: read.data.title,
      concepts: new Map(concepts.map((concept) => [concept.id, concept])),
    });
  }

  const sources = new Map<string, Source>();
  for (const { file, content } of at(/^(sources)\.yml$/)) {
    const read = keep(readYamlFile(file, content, sourcesSchema));
    for (const [index, source] of read?.data.entries() ?? []) {
      if (sources.has(source.id))
        findings.push(finding('id-duplicate', read!.yaml.locate([index, 'id']), { id: source.id, other: file }));
      sources.set(source.id, source);
    }
  }

  const settingsFile = tree.get('registry.yml');
  const settings = settingsFile && keep(readYamlFile('registry.yml', settingsFile, registrySchema))?.data;
  const redirectsFile = tree.get(REDIRECTS);
  if (redirectsFile) keep(readYamlFile(REDIRECTS, redirectsFile, redirectsSchema));

  const goneFile = tree.get('gone.yml');
  const gone = goneFile && keep(readYamlFile('gone.yml', goneFile, goneSchema))?.data;
  const sameFile = tree.get('same.yml');
  const same = sameFile && keep(readYamlFile('same.yml', sameFile, sameSchema))?.data;
  const confirmedFile = tree.get('confirmed.yml');
  const confirmed = confirmedFile && keep(readYamlFile('confirmed.yml', confirmedFile, confirmedSchema))?.data;
  const peersFile = tree.get('peers.yml');
  const peers = peersFile && keep(readYamlFile('peers.yml', peersFile, peersSchema));
  const named: Peer[] = [];
  for (const [index, peer] of peers?.data.entries() ?? []) {
    const twice = namedTwice(peer, named);
    if (twice)
      findings.push(finding('id-duplicate', peers!.yaml.locate([index, twice]), { id: peer[twice], other: 'peers.yml' }));
    else named.push(peer);
  }

  const reviewersFile = tree.get('reviewers.yml');
  const reviewers = reviewersFile && keep(readYamlFile('reviewers.yml', reviewersFile, reviewersSchema))?.data;
  const scorecards = new Map<string, Scorecard[]>();
  for (const [file, content] of tree) {
    const id = caseOfScorecard(file);
    const read = id === undefined ? undefined : keep(readYamlFile(file, content, scorecardSchema))?.data;
    if (id !== undefined && read) scorecards.set(id, [...(scorecards.get(id) ?? []), read]);
  }

  const offers = [...tree].flatMap(([file, content]) => {
    const [, peer, id, locale] = OFFER.exec(file) ?? [];
    const registry = named.find((each) => each.id === peer)?.registry;
    if (registry === undefined || id === undefined || locale === undefined) return [];
    const read = keep(readMarkdownFile(file, content, caseKind.translationSchema));
    return read ? [{ registry, id, locale, words: read.data, body: read.markdown.body }] : [];
  });

  const styleFile = tree.get('style/style.yml');
  const style = styleFile && keep(readYamlFile('style/style.yml', styleFile, styleSchema))?.data;
  const glossaryFile = tree.get('style/glossary.yml');
  const glossary = glossaryFile && keep(readYamlFile('style/glossary.yml', glossaryFile, glossarySchema))?.data;

  const editions = new Map<string, FrozenEdition[]>();
  for (const [file, content] of tree) {
    const [, session, number] = /^sessions\/([a-z0-9-]+)\/editions\/([1-9]\d{0,2})\.yml$/.exec(file) ?? [];
    const read = session === undefined ? undefined : keep(readYamlFile(file, content, editionSchema));
    if (!read || session === undefined) continue;
    const all = [...(editions.get(session) ?? []), { ...read.data, session, number: Number(number), file }];
    editions.set(
      session,
      all.toSorted((a, b) => a.number - b.number),
    );
  }

  const shared: Shared = {
    ...{ kinds, vocabularies, sources, style, glossary },
    locales: orderLocales(locales, settings?.locales),
    redirects: readRedirects(tree),
  };
  const { records, findings: recordFindings } = readRecords(tree, kinds, readOne(shared));
  findings.push(...recordFindings, ...unexpectedFiles(tree, kinds, new Set(named.map(({ id }) => id))));

  const registry: Registry = {
    ...shared,
    name: settings?.name ?? 'Lo que funciona',
    repository: settings?.repository,
    settings,
    gone: gone ?? [],
    same: same ?? [],
    confirmed: confirmed ?? [],
    peers: named,
    arePeersUnread: peersFile !== undefined && !peers,
    offers,
    reviewers: reviewers ?? [],
    scorecards,
    records,
    ...byKind(records),
    editions,
  };
  return { registry, findings };
}

const REDIRECTS = 'redirects.yml';

/** Old case ids and their current ids; empty when the file cannot be read. */
export function readRedirects(tree: Tree): ReadonlyMap<string, string> {
  const file = tree.get(REDIRECTS);
  const read = file && readYamlFile(REDIRECTS, file, redirectsSchema).value;
  return new Map(Object.entries(read?.data ?? {}));
}

/** The YAML reader also reads JSON, because it knows lines; syntax that only YAML allows is refused first. */
function findJsonError(file: string, content: TreeFile): Finding | undefined {
  // A byte order mark has a finding of its own.
  if (!('text' in content) || content.text.startsWith('\ufeff')) return undefined;
  try {
    JSON.parse(content.text);
    return undefined;
  } catch (error) {
    const [, detail = '', line = '1', column = '1'] =
      /^(.*?)(?: in JSON)?(?: at position \d+)?(?: \(line (\d+) column (\d+)\))?$/s.exec((error as Error).message) ?? [];
    return finding('json-syntax', { file, line: Number(line), column: Number(column) }, { detail: showBlanks(detail) });
  }
}

function orderLocales(locales: Map<string, Locale>, order: readonly string[] = []): Map<string, Locale> {
  const rank = (id: string) => (order.includes(id) ? order.indexOf(id) : order.length);
  return new Map([...locales].toSorted(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1)));
}

/** The only paths where content may be, besides those of records; other files are reported. */
const EXPECTED = [
  /^LICENSE$/,
  /^README\.md$/,
  /^(?:registry|sources|peers|redirects|gone|same|confirmed|reviewers)\.yml$/,
  /^locales\/[a-z]{2,3}\.json$/,
  /^vocabularies\/[a-z0-9-]+\.yml$/,
  // Writing guides for people and their editors, not for the site.
  /^style\/(?:glossary|style)\.yml$/,
];

/** A translation of a case of another registry, which we offer it. */
const OFFER = /^offers\/([a-z0-9-]+)\/([a-z0-9-]+)\/([a-z]{2,3})\.md$/;

/** By what a registry is named in peers.yml already. One that was retired may be read again, under another id. */
function namedTwice(peer: Peer, before: readonly Peer[]): 'id' | 'registry' | undefined {
  if (before.some(({ id }) => id === peer.id)) return 'id';
  const read = before.filter(({ retired }) => retired === undefined);
  return peer.retired === undefined && read.some(({ registry }) => registry === peer.registry) ? 'registry' : undefined;
}

function unexpectedFiles(tree: Tree, kinds: readonly Kind[], peers: ReadonlySet<string>): Finding[] {
  return [...tree.keys()]
    .filter((file) => !peers.has(OFFER.exec(file)?.[1] ?? ''))
    .filter((file) => !EXPECTED.some((pattern) => pattern.test(file)) && !readPath(file, kinds))
    .filter((file) => caseOfScorecard(file) === undefined)
    .map((file) => finding('file-unexpected', { file }));
}
