import { caseKind } from '#registry/case/kind.ts';
import { owesResults } from '#registry/case/planned.ts';
import type { CaseRecord } from '#registry/case/record.ts';
import { relatedTo } from '#registry/case/page/related.ts';
import type { History } from '#registry/content/git-history.ts';
import { digestOfTexts } from '#registry/content/tree-digest.ts';
import { lineageOf } from '#registry/lineage/links.ts';
import { folderOf, readPath } from '#registry/record/path.ts';
import type { RegistryRecord } from '#registry/record/record.ts';
import type { Registry } from '#registry/registry.ts';

export interface CaseKeysInput {
  registry: Registry;
  /** The digests of all files of the content, by path. */
  digests: ReadonlyMap<string, string>;
  history: History;
  today: string;
  /** What else makes pages: code, packages, settings, and what is held of other registries. */
  world: string;
  /** What the page of a case says of cases of other registries, in all languages. */
  beyond: (id: string) => Promise<unknown>;
  /** The digest of a file that a case brings. */
  attached: (record: CaseRecord, file: string) => Promise<string>;
}

/** What a page is made of. */
export interface PageKey {
  /** A digest of it: as long as it is the same, the page is. */
  key: string;
  /** Whether a case is part of it, be it there or not. */
  covers: (id: string) => boolean;
}

export interface CaseKeys {
  ofCase: (id: string) => Promise<PageKey>;
  /** Of a page about some cases in this order, and about something else that is told. */
  ofCases: (ids: readonly string[], beside: unknown) => Promise<PageKey>;
}

/**
 * Tells what the pages of a case are made of: its own files; those of the cases that they show, which are the related ones, those
 * that lineage links to it, and those that its texts name; and all of the content that is no case, together. Whoever has the page of a
 * case show something of others adds it here.
 */
export function makeCaseKeys(input: CaseKeysInput): CaseKeys {
  const { registry, digests, history, today, beyond, attached } = input;
  const own = ownFiles(digests);
  const shared = digestOfTexts([input.world, ...own.shared, ...publishedOthers(registry)]);
  const looks = new Map<string, Promise<string>>();

  /** Everything there is of one case. A case that is not published looks like none. */
  async function makeLook(id: string): Promise<string> {
    const record = registry.cases.get(id);
    if (!record) return 'none';
    const texts = [record, ...record.translations.values()];
    const files = (record.facts.attachments ?? []).map(({ file }) => file);
    return digestOfTexts([
      ...(own.of.get(folderOf(record.file)) ?? []),
      ...(own.of.get(`reviews/${id}/`) ?? []),
      ...[...record.translations.values()].map(({ locale, stale }) => `${locale} ${stale}`),
      ...texts.flatMap(({ file }) => (history.get(file) ?? []).map(({ hash, date, subject }) => `${hash} ${date} ${subject}`)),
      ...(await Promise.all(files.map((file) => attached(record, file)))),
      owesResults(record.facts) ? today : '',
    ]);
  }
  const lookOf = (id: string): Promise<string> => {
    let look = looks.get(id);
    if (!look) looks.set(id, (look = makeLook(id)));
    return look;
  };

  async function ofCases(ids: readonly string[], beside: unknown): Promise<PageKey> {
    const told = await Promise.all(ids.map(async (id) => `${id} ${await lookOf(id)}`));
    const covered = new Set(ids);
    return { key: digestOfTexts([shared, JSON.stringify(beside) ?? '', ...told]), covers: (id) => covered.has(id) };
  }

  return {
    ofCases,
    ofCase: async (id) => {
      const record = registry.cases.get(id)!;
      const shown = [
        ...relatedTo(record, registry).map((found) => found.record.id),
        ...lineageOf(id, registry).flatMap(({ other, link }) => other ?? link.name ?? []),
        ...namedIn(record, registry),
      ];
      return await ofCases([id, ...shown], await beyond(id));
    },
  };
}

/** The files of each case, with their digests, by folder; and all others. Cases that are not published have theirs too. */
function ownFiles(digests: ReadonlyMap<string, string>) {
  const of = new Map<string, string[]>();
  const shared: string[] = [];
  for (const [path, digest] of digests) {
    const folder = readPath(path, [caseKind])?.folder ?? /^reviews\/[^/]+\//.exec(path)?.[0];
    const list = folder === undefined ? shared : (of.get(folder) ?? []);
    list.push(`${path} ${digest}`);
    if (folder !== undefined) of.set(folder, list);
  }
  return { of, shared };
}

/** Which records of other kinds are published, and in which languages: errors anywhere may leave them out. */
const publishedOthers = ({ records }: Registry): string[] =>
  [...records].flatMap(([kind, all]) =>
    kind === 'case'
      ? []
      : [...all.values()].map(({ id, translations }) =>
          [kind, id, ...[...translations.values()].map(({ locale, stale }) => `${locale} ${stale}`)].join(' '),
        ),
  );

/** The records to whose files a record's texts lead. */
export function namedIn({ body, translations }: RegistryRecord, { redirects }: Registry): string[] {
  const texts = [body, ...[...translations.values()].map((translation) => translation.body)];
  const names = texts.flatMap((text) => [...text.matchAll(/([a-z0-9-]+)\/[a-z]+\.md/g)].map(([, id]) => id!));
  return [...new Set(names)].flatMap((name) => [name, redirects.get(name) ?? name]);
}
