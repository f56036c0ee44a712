import { caseKind } from '#registry/case/kind.ts';
import { owesResults } from '#registry/case/planned.ts';
import type { CaseRecord } from '#registry/case/record.ts';
import { relatedTo } from '#registry/case/page/related.ts';
import type { History } from '#registry/content/git-history.ts';
import { commentKind } from '#registry/comment/kind.ts';
import { commitmentsAfter } from '#registry/commitment/board.ts';
import { commitmentKind } from '#registry/commitment/kind.ts';
import { digestOfTexts } from '#registry/content/tree-digest.ts';
import { lineageOf } from '#registry/lineage/links.ts';
import { folderOf, readPath } from '#registry/record/path.ts';
import type { RegistryRecord } from '#registry/record/record.ts';
import type { Registry } from '#registry/registry.ts';
import { sessionKind } from '#registry/session/kind.ts';
import type { Asked } from './watched-records.ts';

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
  /** Whether what was asked for is part of it, be it there or not. */
  covers: (asked: Asked) => boolean;
}

export interface CaseKeys {
  ofCase: (id: string) => Promise<PageKey>;
  /** Of a page about some cases in this order, and about something else that is told. */
  ofCases: (ids: readonly string[], beside: unknown) => Promise<PageKey>;
  /** The same of a page that also shows what is said of cases: sessions, comments, commitments. */
  ofCasesAndTalk: (ids: readonly string[], beside: unknown) => Promise<PageKey>;
}

/** What is said of cases, day by day: few pages show it. */
const TALK = [sessionKind, commentKind, commitmentKind];
const isTalk = (kind: string) => TALK.some(({ id }) => id === kind);

/**
 * Tells what the pages of a case are made of: its own files; those of the cases that they show, which are the related ones, those
 * that lineage links to it, and those that its texts name; and all of the content that is neither a case nor said of cases, together.
 * Whoever has the page of a case show something of others adds it here.
 */
export function makeCaseKeys(input: CaseKeysInput): CaseKeys {
  const { registry, digests, history, today, beyond, attached } = input;
  const own = ownFiles(digests);
  const shared = digestOfTexts([
    input.world,
    ...own.shared,
    ...published(registry, (kind) => kind !== caseKind.id && !isTalk(kind)),
  ]);
  const talk = digestOfTexts([...own.talk, ...published(registry, isTalk)]);
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
      ...commitmentsAfter(id, registry).flatMap(({ file }) => own.of.get(folderOf(file)) ?? []),
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

  async function makeKey(ids: readonly string[], beside: unknown, said?: string): Promise<PageKey> {
    const told = await Promise.all(ids.map(async (id) => `${id} ${await lookOf(id)}`));
    const covered = new Set<string | undefined>(ids);
    return {
      key: digestOfTexts([shared, said ?? '', JSON.stringify(beside) ?? '', ...told]),
      covers: ({ kind, id }) => (kind === caseKind.id ? covered.has(id) : said !== undefined || !isTalk(kind)),
    };
  }
  const ofCases = (ids: readonly string[], beside: unknown) => makeKey(ids, beside);

  return {
    ofCases,
    ofCasesAndTalk: (ids, beside) => makeKey(ids, beside, talk),
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

/** All files with their digests: those of a case, of its scorecards or of a commitment by folder, of what is not published too. */
function ownFiles(digests: ReadonlyMap<string, string>) {
  const of = new Map<string, string[]>();
  const [shared, talk]: [string[], string[]] = [[], []];
  for (const [path, digest] of digests) {
    const told = `${path} ${digest}`;
    const folder = readPath(path, [caseKind, commitmentKind])?.folder ?? /^reviews\/[^/]+\//.exec(path)?.[0];
    if (folder !== undefined)
      of.set(folder, of.get(folder) ?? [])
        .get(folder)!
        .push(told);
    if (TALK.some((kind) => path.startsWith(`${kind.folder}/`))) talk.push(told);
    else if (folder === undefined) shared.push(told);
  }
  return { of, shared, talk };
}

/** Which records of some kinds are published, and in which languages: errors anywhere may leave them out. */
const published = ({ records }: Registry, isAsked: (kind: string) => boolean): string[] =>
  [...records].flatMap(([kind, all]) =>
    isAsked(kind)
      ? [...all.values()].map(({ id, translations }) =>
          [kind, id, ...[...translations.values()].map(({ locale, stale }) => `${locale} ${stale}`)].join(' '),
        )
      : [],
  );

/** The records to whose files a record's texts lead. */
export function namedIn({ body, translations }: RegistryRecord, { redirects }: Registry): string[] {
  const texts = [body, ...[...translations.values()].map((translation) => translation.body)];
  const names = texts.flatMap((text) => [...text.matchAll(/([a-z0-9-]+)\/[a-z]+\.md/g)].map(([, id]) => id!));
  return [...new Set(names)].flatMap((name) => [name, redirects.get(name) ?? name]);
}
