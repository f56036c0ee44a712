import { remember } from '../content/remember.ts';
import { recordOnDemand } from './gist.ts';
import { type ReadRecord, readRecordOnce, type RecordFolder } from './read-records.ts';
import { type PackedRecord, packRecord, unpackRecord } from './packed-record.ts';
import type { RegistryRecord } from './record.ts';

/** Keeps a text outside of memory; the function reads it. */
export type KeepText = (text: string) => () => string;

/** A record that is said to be sound and cannot be read. */
export class UnreadableRecord extends Error {
  override readonly name = 'UnreadableRecord';
  readonly file: string;
  constructor(file: string) {
    super(`${file} cannot be read as a record.`);
    this.file = file;
  }
}

/** Records that are held in memory: a page needs some, a sweep over all needs each once. */
const MOST = 64;

/** Identifies such records among what is remembered of a file. */
const BY = {};

/**
 * Reads the records of a registry when they are asked for, for a process that cannot hold all of them. Nothing of a `broken` file is
 * a record. What was read once is kept outside of memory in a form that is read in a tenth of the time, for as long as the files of
 * the record stay the same.
 */
export function readOnDemand(broken: ReadonlySet<string>, keep: KeepText): (folder: RecordFolder) => ReadRecord {
  return (folder) => {
    const files = new Map([...folder.files].filter(([, { file }]) => !broken.has(file)));
    const index = files.get('index');
    if (!index) return { record: undefined, findings: [] };
    const others = [...files.values()].flatMap(({ content }) => (content === index.content ? [] : [content]));
    const make = () => {
      const record = makeRecord({ ...folder, files }, index.file, keep);
      // A function, so that nobody who looks at what is remembered reads it.
      return () => record;
    };
    return { record: remember(index.content, index.file, BY, make, others)(), findings: [] };
  };
}

const latest = new Map<object, RegistryRecord>();

function makeRecord(folder: RecordFolder, file: string, keep: KeepText): RegistryRecord {
  let kept: (() => string) | undefined;
  const parse = (): RegistryRecord => {
    const { record } = readRecordOnce(folder);
    if (!record) throw new UnreadableRecord(file);
    return record;
  };
  const read = (): RegistryRecord => {
    if (kept) return unpackRecord(JSON.parse(kept()) as PackedRecord, folder, parse);
    const record = parse();
    kept = keep(JSON.stringify(packRecord(record)));
    return record;
  };
  const readLatest = () => {
    const record = latest.get(folder) ?? read();
    // The last one to be asked for is the last one to go.
    latest.delete(folder);
    latest.set(folder, record);
    if (latest.size > MOST) latest.delete(latest.keys().next().value!);
    return record;
  };
  return recordOnDemand({ kind: folder.kind, group: folder.group, id: folder.id, file }, readLatest);
}
