interface Rule {
  pattern: RegExp;
  owners: string[];
}

/**
 * The owners of some paths according to a CODEOWNERS file, as `login` or `org/team`: per path the last matching line, as GitHub
 * reads it (docs.github.com, "About code owners"). Leaves out email addresses: the API cannot request a review from them.
 */
export function findOwners(codeOwners: string, paths: readonly string[]): string[] {
  const rules = codeOwners.split(/\r?\n/).flatMap(readRule);
  const owners = paths.flatMap((path) => rules.findLast(({ pattern }) => pattern.test(path))?.owners ?? []);
  return [...new Set(owners)];
}

function readRule(line: string): Rule[] {
  const [pattern, ...owners] = line
    .replace(/(?:^|\s)#.*$/, '')
    .trim()
    .split(/(?<!\\)\s+/);
  // GitHub skips lines with .gitignore syntax that it does not support.
  if (!pattern || /^!|[[\]]|^\\#/.test(pattern)) return [];
  return [
    {
      pattern: compile(pattern.replaceAll('\\ ', ' ')),
      owners: owners.filter((owner) => /^@[\w.-]+(?:\/[\w.-]+)?$/.test(owner)).map((owner) => owner.slice(1)),
    },
  ];
}

function compile(pattern: string): RegExp {
  const isAnchored = pattern.slice(0, -1).includes('/');
  const segments = pattern.replace(/^\//, '').replace(/\/$/, '').split('/');
  const body = segments.map((segment, index) => compileSegment(segment, index === segments.length - 1)).join('');
  const isFolder = pattern.endsWith('/');
  // `docs/*` matches the files of a folder but not its subfolders; `docs` matches everything below it.
  const below = isFolder ? '/.+' : segments.at(-1)!.includes('*') ? '' : '(?:/.+)?';
  return new RegExp(`^${isAnchored ? '' : '(?:.+/)?'}${body}${below}$`);
}

function compileSegment(segment: string, isLast: boolean): string {
  if (segment === '**') return isLast ? '.+' : '(?:.+/)?';
  const escaped = segment
    .replaceAll(/[.+^${}()|\\]/g, '\\$&')
    .replaceAll(/\*+/g, '[^/]*')
    .replaceAll('?', '[^/]');
  return isLast ? escaped : `${escaped}/`;
}
