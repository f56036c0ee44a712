/** What the system says by a code, and what a person can do about it. */
const MEANINGS: Readonly<Record<string, string>> = {
  EACCES: 'has no permission for this user: change who may read and write there, or name another place',
  EPERM: 'has no permission for this user: change who may read and write there, or name another place',
  EROFS: 'is on a disk that can only be read: name another place',
  ENOSPC: 'is on a disk that is full: free some space',
  EDQUOT: 'is on a disk on which this user may keep no more: free some space',
  ENOENT: 'is not there, or its folder is not',
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

/**
 * An error of the system as a sentence; undefined for any other error. `place` is what was meant, for errors that do not name their file.
 */
export function describeSystemError(error: unknown, place = 'A file'): string | undefined {
  const { code, path, syscall, cause } = error as Error & { code?: unknown; path?: unknown; syscall?: unknown };
  const meaning = typeof code === 'string' && Object.hasOwn(MEANINGS, code) ? MEANINGS[code] : undefined;
  if (meaning === undefined) return cause instanceof Error ? describeSystemError(cause, place) : undefined;
  const named = typeof path === 'string' ? path : place;
  if (typeof syscall === 'string' && syscall.startsWith('spawn')) return `${named} cannot be started here: is it installed?`;
  return `${named} ${meaning}.`;
}
