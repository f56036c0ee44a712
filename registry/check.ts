import { checkGone } from './case/rules/gone.ts';
import { checkRedirects } from './case/rules/redirect.ts';
import { checkTies } from './case/rules/ties.ts';
import { isLaid } from './content/layers.ts';
import { digestOfTexts, digestOfTree } from './content/tree-digest.ts';
import type { Tree } from './content/tree.ts';
import { type Finding, sortFindings } from './finding/finding.ts';
import { checkLocales } from './locale/rules/locales.ts';
import { checkStrings } from './locale/rules/strings.ts';
import { kinds as allKinds } from './kinds.ts';
import { readRegistry } from './read.ts';
import { findOnce, type FoundBefore, type Recall, type LookedAt, ownTexts } from './record/found-before.ts';
import { gistOf, recordWithGist } from './record/gist.ts';
import { type PackedRecord, packRecord, unpackRecord } from './record/packed-record.ts';
import { idsIn, readPath } from './record/path.ts';
import { readRecord, readRecordOnce, type RecordFolder, takeTexts } from './record/read-records.ts';
import type { CheckContext, Ids, Kind, RegistryRecord, RegistryRule, Shared, SharedContext } from './record/record.ts';
import { checkAlone, checkAmong } from './record/rules.ts';
import { reachOf } from './record/reach.ts';
import { checkAttachments } from './record/rules/attachment.ts';
import { checkDeviceNames } from './record/rules/device-name.ts';
import { checkOtherLetters, checkLetters } from './record/rules/letters.ts';
import { checkReferenceAddresses, checkSourceAddresses } from './record/rules/source-address.ts';
import { checkVocabularies } from './record/rules/vocabulary.ts';
import type { Registry } from './registry.ts';
import { checkReviewers } from './review/rules/reviewers.ts';
import { checkStyleLabels } from './style/rules/label.ts';
import { checkTermIds } from './style/rules/term-id.ts';
import { checkBroader } from './vocabulary/rules/broader.ts';
import { checkLabels } from './vocabulary/rules/label.ts';

export const registryRules: readonly RegistryRule[] = [
  checkVocabularies,
  checkLabels,
  checkBroader,
  checkSourceAddresses,
  checkStyleLabels,
  checkTermIds,
  checkLocales,
  checkStrings,
  checkRedirects,
  checkGone,
  checkTies,
  checkOtherLetters,
  checkAttachments,
  checkDeviceNames,
  checkReviewers,
];

export interface CheckOptions {
  /** A day, YYYY-MM-DD. */
  today: string;
  kinds?: readonly Kind[];
  /** Ids of cases that there have been, as far as git knows (content/git-history.ts). */
  past?: ReadonlySet<string>;
  /** What is held of other registries' cases, where somebody has looked. */
  held?: CheckContext['held'];
  /** What was found in records before: what has not changed since need not be looked at again. */
  before?: FoundBefore | undefined;
  /** Records as they were read before, by the digest of their files. */
  records?: { get(key: string): PackedRecord | undefined; set(key: string, record: PackedRecord): void } | undefined;
  /** What is read of a record is forgotten when it has been looked at: for one look at a large registry. */
  forgets?: boolean;
  /** Files that have changed, if only what that may have led to is asked for. */
  changed?: readonly string[] | undefined;
}

/** All findings of a content tree, in file order. */
export const checkRegistry = (tree: Tree, options: CheckOptions): Finding[] => inspectRegistry(tree, options).findings;

/** Reads a content tree and runs all checks. Includes records with errors; publish.ts decides what is published. */
export function inspectRegistry(
  tree: Tree,
  { today, kinds = allKinds, past = new Set(), held, before, records: kept, forgets = false, changed }: CheckOptions,
): { registry: Registry; findings: Finding[] } {
  const ofRecords = new Map<RegistryRecord, readonly Finding[]>();
  const read = forgets ? readRecordOnce : readRecord;
  const reach = changed && reachOf(tree, changed, kinds);
  const { registry, findings } = readRegistry(tree, kinds, (shared) => {
    const context = { ...readContext(tree, shared), past };
    // What is not looked at is not known either.
    const recall = before && !reach && makeRecall(tree, kinds, before);
    return (folder) => {
      const isOutside = reach !== undefined && !reach.has(folder);
      const look = (asked: SharedContext): LookedAt => {
        // A text that is not in memory is read once for all.
        const taken = forgets ? takeTexts(folder) : folder;
        const { record, findings: ofFiles } = read(taken);
        // Kept now, because its texts are not read a second time.
        if (record && kept) packedOf(folder, kept, () => record);
        const texts = new Map(Array.from(taken.files.values(), ({ file, content }) => [file, content]));
        const reading = [...ofFiles, ...checkLetters(texts, shared)];
        if (record && isOutside) return { reading: [], gist: gistOf(record), findings: [] };
        if (!record) return { reading, findings: [] };
        // What is sent has no references yet that this asks for.
        const ofReferences = checkReferenceAddresses(record, shared, asked);
        return { reading, gist: gistOf(record), findings: [...checkAlone(record, shared, asked), ...ofReferences] };
      };
      const seen = recall ? findOnce(recall, folder, context, look) : ownTexts(look(context));
      const readAgain = () => (kept ? readKept(folder, kept, read) : read(folder).record!);
      const record = seen.gist && (forgets ? recordWithGist(placeOf(folder), seen.gist, readAgain) : readAgain());
      if (record) ofRecords.set(record, seen.findings);
      return { record, findings: seen.reading };
    };
  });
  const context: CheckContext = { ...readContext(tree, registry), today, past, held };
  const ofRegistry = registryRules.flatMap((rule) => rule(tree, registry, context));
  const ofAll = [...registry.records.values()].flatMap((records) =>
    [...records.values()].flatMap((record) => [...ofRecords.get(record)!, ...checkAmong(record, registry, context)]),
  );
  const found = [...findings, ...ofRegistry, ...ofAll].map((each) => withoutMadeLines(each, tree));
  return { registry, findings: sortFindings(reach ? found.filter(reach.shows) : found) };
}

type KeptRecords = NonNullable<CheckOptions['records']>;

/** A record that can be read, as it was read when its files were the same. */
function readKept(folder: RecordFolder, kept: KeptRecords, read: typeof readRecord): RegistryRecord {
  const parse = () => read(folder).record!;
  return unpackRecord(packedOf(folder, kept, parse), folder, parse);
}

function packedOf(folder: RecordFolder, kept: KeptRecords, parse: () => RegistryRecord): PackedRecord {
  const key = digestOfFiles(folder);
  const known = kept.get(key);
  if (known) return known;
  const packed = ownTexts(packRecord(parse()));
  kept.set(key, packed);
  return packed;
}

const digestOfFiles = ({ files }: RecordFolder): string =>
  digestOfTree(new Map(Array.from(files.values(), ({ file, content }) => [file, content])));

const placeOf = ({ kind, group, id, files }: RecordFolder) => ({ kind, group, id, file: files.get('index')!.file });

/** A file that was made of ours and the code's has lines that nobody can look at. */
function withoutMadeLines({ line, column, ...found }: Finding, tree: Tree): Finding {
  const file = tree.get(found.file);
  if (file && isLaid(file)) return found;
  return { ...found, ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) };
}

function readContext(tree: Tree, { kinds, sources }: Shared): Pick<CheckContext, 'locales' | 'ids'> {
  const locales = new Set([...tree.keys()].flatMap((file) => /^locales\/([a-z]{2,3})\.json$/.exec(file)?.[1] ?? []));
  const isListBroken = tree.has('sources.yml') && sources.size === 0;
  const ids = new Map<string, Ids>(idsIn(tree, kinds));
  if (!isListBroken) ids.set('source', new Set(sources.keys()));
  return { locales, ids };
}

/** A record's findings are known by its own files and by all files that are no record's. */
function makeRecall(tree: Tree, kinds: readonly Kind[], before: FoundBefore): Recall {
  const shared = digestOfTree(new Map([...tree].filter(([path]) => !readPath(path, kinds))));
  const ids = idsIn(tree, kinds);
  const digests = new Map<string, string>();
  return {
    before,
    keyOf: (folder) => `${shared} ${digestOfFiles(folder)}`,
    digestOf(kind) {
      let digest = digests.get(kind);
      if (digest === undefined) digests.set(kind, (digest = digestOfTexts(ids.get(kind) ?? [])));
      return digest;
    },
  };
}
