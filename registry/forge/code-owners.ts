interface Rule {
  pattern: RegExp;
  owners: string[];
}

/**
 * Who answers for some paths according to a CODEOWNERS file, as `login` or `org/team`: per path the last line that matches, as
 * GitHub reads it (docs.github.com, "About code owners"). Addresses are left out: a review cannot be asked of them by API.
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
  // GitHub skips the lines whose syntax it does not know from .gitignore.
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
  // `docs/*` is the files of a folder and not what is further down; `docs` is the folder with all that it holds.
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
