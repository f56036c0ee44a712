import { caseKind } from '#registry/case/kind.ts';
import { type Commit, readVersions } from '#registry/content/git-history.ts';
import { splitFrontMatter } from '#registry/content/front-matter.ts';
import { readYaml } from '#registry/content/yaml.ts';
import { changesBetween, type OldFacts, type RecordChange } from '#registry/record/changes.ts';
import { readPath } from '#registry/record/path.ts';
import { contentDir } from './environment.ts';
import { loadRegistry } from './load-registry.ts';

/** What a commit did to the original of a record; undefined for the commit that it came with, or whose file cannot be read. */
export interface MadeChanges {
  commit: Commit;
  isFirst: boolean;
  changes: readonly RecordChange[] | undefined;
}

let read: Promise<(file: string) => readonly MadeChanges[]> | undefined;

/** The changes of a case by the path of its file, newest first; the files of all commits are read once for all pages. */
export const recordChanges = () => (read ??= readAll());

async function readAll(): Promise<(file: string) => readonly MadeChanges[]> {
  const { history } = await loadRegistry();
  const files = [...history.keys()].filter((file) => readPath(file, [caseKind])?.name === 'index');
  const wanted = files.flatMap((file) => history.get(file)!.map(({ hash }) => ({ hash, file })));
  const texts = await readVersions(contentDir, wanted);
  const textOf = new Map(wanted.map(({ hash, file }, index) => [`${hash} ${file}`, texts[index]]));
  return (file) => {
    const commits = history.get(file) ?? [];
    const versions = commits
      .map(({ hash }) => textOf.get(`${hash} ${file}`))
      .map((text) => (text === undefined ? undefined : partsOf(text)));
    return commits.map((commit, index) => ({
      commit,
      isFirst: index === commits.length - 1,
      changes: between(versions[index + 1], versions[index]),
    }));
  };
}

function between(old: OldFacts | undefined, now: OldFacts | undefined): RecordChange[] | undefined {
  return old && now ? changesBetween(old, now) : undefined;
}

/** The facts of a file, with its prose as one more field. */
function partsOf(text: string): OldFacts | undefined {
  const split = splitFrontMatter(text.replaceAll('\r\n', '\n'));
  const data = split && readYaml(split.front, 'index.md').yaml?.data;
  return typeof data === 'object' && data !== null ? { ...data, body: split!.body.trim() } : undefined;
}
