/** What the system says by a code, and what a person can do about it. */
const MEANINGS: Readonly<Record<string, string>> = {
  EACCES: 'has no permission for this user: change who may read and write there, or name another place',
  EPERM: 'has no permission for this user: change who may read and write there, or name another place',
  EROFS: 'is on a disk that can only be read: name another place',
  ENOSPC: 'is on a disk that is full: free some space',
  EDQUOT: 'is on a disk on which this user may keep no more: free some space',
  ENOENT: 'is not there',
  ENOTDIR: 'cannot be there, because a part of its path is a file and no folder',
  EISDIR: 'is a folder and no file',
  EEXIST: 'is there already: move it away, or name another place',
  ENOTEMPTY: 'is a folder that is not empty',
  ENAMETOOLONG: 'has a name that is too long for the disk',
  ELOOP: 'leads to itself by links',
  EBUSY: 'is used by another program: try again when that has ended',
  ETXTBSY: 'is used by another program: try again when that has ended',
  EIO: 'is on a disk that has an error: look at the disk',
  EMFILE: 'cannot be opened, because too many files are open: raise the limit (ulimit -n)',
  ENFILE: 'cannot be opened, because too many files are open: raise the limit (ulimit -n)',
};

/** An error of the system as a sentence that names the file; undefined for any other error. */
export function describeSystemError(error: unknown): string | undefined {
  const { code, path, dest, cause } = error as Error & { code?: unknown; path?: unknown; dest?: unknown };
  const meaning = typeof code === 'string' && Object.hasOwn(MEANINGS, code) ? MEANINGS[code] : undefined;
  if (meaning === undefined) return cause instanceof Error ? describeSystemError(cause) : undefined;
  const place = [path, dest].filter((each) => typeof each === 'string').join(' → ');
  return `${place || 'A file'} ${meaning}.`;
}
