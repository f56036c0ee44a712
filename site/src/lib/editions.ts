import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { readStatementName } from '#registry/case/statement.ts';
import { readHistory } from '#registry/content/git-history.ts';
import { frozenCases } from '#registry/federation/partner-cases.ts';
import { readContentAt } from '#registry/forge/git/base-content.ts';
import { type Pack, statementsOfPack } from '#registry/pack/document.ts';
import { compileFrozen, type Frozen, packDigest, readFrozen } from '#registry/pack/edition.ts';
import { FORMATS, type Format } from '#registry/pack/format/formats.ts';
import { renderPackOnce } from '#registry/pack/format/render-once.ts';
import { openFindingsFile } from '#registry/record/findings-file.ts';
import type { FrozenEdition } from '#registry/session/edition.ts';
import { contentDir, siteUrl } from './environment.ts';
import { loadForeign } from './foreign.ts';
import { loadRegistry } from './load-registry.ts';

/** An edition with the content that it was made of. */
export interface OpenEdition extends FrozenEdition {
  frozen: Frozen;
}

let opened: Promise<OpenEdition[]> | undefined;

/** Every frozen edition whose commit git has. A copy without its history has none of the others; the console names them. */
export const openEditions = (): Promise<OpenEdition[]> => (opened ??= open());

async function open(): Promise<OpenEdition[]> {
  const { registry } = await loadRegistry();
  const commits = new Map<string, Frozen | undefined>();
  const found: OpenEdition[] = [];
  for (const edition of [...registry.editions.values()].flat()) {
    if (!commits.has(edition.commit)) commits.set(edition.commit, await openFrozen(edition.commit));
    const frozen = commits.get(edition.commit);
    if (frozen?.registry.sessions.has(edition.session)) found.push({ ...edition, frozen });
    else console.warn(`${edition.file}: git has no commit ${edition.commit}; this edition is not published.`);
  }
  return found;
}

async function openFrozen(commit: string): Promise<Frozen | undefined> {
  const content = await readContentAt(contentDir, commit);
  if (!content) return undefined;
  const before = await openFindingsFile(join(contentDir, commit));
  const frozen = readFrozen(content.tree, await readHistory(contentDir, commit), content, before);
  await before.save();
  return frozen;
}

/** The newest edition of each session that is still published. */
export async function newestEditions(): Promise<OpenEdition[]> {
  const { registry } = await loadRegistry();
  const newest = new Map((await openEditions()).map((edition) => [edition.session, edition]));
  return [...newest.values()].filter(({ session }) => registry.sessions.has(session));
}

const packs = new Map<string, { pack: Pack; isSame: boolean }>();

/** The pack of an edition in a language, and whether it is byte for byte the one that was frozen. */
export async function packOf(edition: OpenEdition, locale: string): Promise<{ pack: Pack; isSame: boolean }> {
  const key = `${edition.file} ${locale}`;
  let found = packs.get(key);
  if (!found) {
    const words = (await loadRegistry()).registry.locales.get(locale)!;
    const of = { session: edition.session, edition: edition.number, form: edition.form, words };
    const { copies = [] } = edition;
    const partners = frozenCases(copies, await loadForeign());
    const pack = compileFrozen(edition.frozen, { ...of, siteUrl, partners });
    const digest = packDigest(edition.frozen, { ...of, partners: copies });
    packs.set(key, (found = { pack, isSame: digest === edition.packs[locale] }));
  }
  return found;
}

const files = new Map<string, Promise<Uint8Array>>();

/** A file of an edition. */
export function fileOf(edition: OpenEdition, locale: string, format: Format): Promise<Uint8Array> {
  const key = `${edition.file} ${locale} ${format}`;
  if (!files.has(key))
    files.set(
      key,
      packOf(edition, locale).then(({ pack }) => renderPackOnce(pack, format)),
    );
  return files.get(key)!;
}

/** Size and SHA-256 of each file of an edition. */
export const filesOf = async (edition: OpenEdition, locale: string) =>
  await Promise.all(
    FORMATS.map(async (format) => {
      const bytes = await fileOf(edition, locale, format);
      return { format, bytes: bytes.length, digest: createHash('sha256').update(bytes).digest('hex') };
    }),
  );

/** Every statement that some edition quotes, once for each version of its case, with an edition that does. */
export async function quotedStatements() {
  const all = new Map<string, { id: string; version: string; anchor: string; edition: OpenEdition }>();
  for (const edition of await openEditions()) {
    const locale = [...edition.frozen.registry.locales.keys()][0]!;
    for (const { name, version } of statementsOfPack((await packOf(edition, locale)).pack).values()) {
      // What is quoted of a partner's case stands on the page of its copy.
      const quoted = readStatementName(name);
      if (quoted) all.set(`${name}@${version}`, { id: quoted.case, version, anchor: quoted.anchor, edition });
    }
  }
  return [...all.values()];
}
