import type { History } from '../content/git-history.ts';
import type { RegistryRecord } from './record.ts';

/** How many digits of a commit stand in addresses. */
const COMMIT_DIGITS = 10;

/**
 * What names a record as it is now: the commit that last touched one of its files, or the digest of its words outside git and where
 * a file has changes that are no commit yet.
 */
export function versionOf(record: RegistryRecord, history: History): string {
  const files = [record.file, ...[...record.translations.values()].map(({ file }) => file)];
  const commits = files.flatMap((file) => history.get(file)?.[0] ?? []).toSorted((a, b) => (a.date < b.date ? 1 : -1));
  if (commits.length === 0 || commits.some(({ isBehind }) => isBehind)) return record.digest;
  return commits[0]!.hash.slice(0, COMMIT_DIGITS);
}
