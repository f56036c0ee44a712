import { createHash } from 'node:crypto';
import type { History } from '../content/git-history.ts';
import type { Tree } from '../content/tree.ts';
import type { Locale } from '../locale/locale.ts';
import { makeSpeaker } from '../page/speaker.ts';
import { publishRegistry } from '../publish.ts';
import { versionOf } from '../record/version.ts';
import type { FoundBefore } from '../record/found-before.ts';
import type { Registry } from '../registry.ts';
import type { FrozenCopy } from '../session/edition.ts';
import { compilePack } from './compile.ts';
import { type Drawing, type Pack, type PackStatement, statementsOfPack } from './document.ts';
import type { PartnerCase } from './source.ts';

/** Where permalinks of digests lead: the same pack has the same digest on every site. */
const NO_SITE = 'https://registry.invalid';

/** The content as it was at a commit, and who had touched it by then. */
export interface Frozen {
  commit: string;
  date: string;
  registry: Registry;
  history: History;
}

/** Content of a commit as it was published on the day of that commit; `before` knows what was found in it the last time. */
export const readFrozen = (
  tree: Tree,
  history: History,
  { commit, date }: { commit: string; date: string },
  before?: FoundBefore,
): Frozen => ({
  commit,
  date,
  // A pack asks for some of the records.
  registry: publishRegistry(tree, { today: date, before, forgets: true }).registry,
  history,
});

/**
 * The pack of an edition in a language. Words of the interface are those of its commit; what a later program asks for and that
 * commit did not have yet, `words` has.
 */
export function compileFrozen(
  { registry, history, commit, date }: Frozen,
  {
    session,
    edition,
    siteUrl,
    words,
    form = 1,
    partners = [],
  }: {
    session: string;
    edition: number;
    siteUrl: string;
    words: Locale;
    form?: number | undefined;
    partners?: readonly PartnerCase[] | undefined;
  },
): Pack {
  const then = registry.locales.get(words.id);
  const locale = then ? { ...then, strings: { ...words.strings, ...then.strings } } : words;
  return compilePack({
    registry,
    speaker: makeSpeaker(registry, locale),
    session,
    siteUrl,
    versionOf: (record) => versionOf(record, history),
    version: commit,
    edition,
    date,
    form,
    partners,
  });
}

interface FrozenPack {
  session: string;
  edition: number;
  words: Locale;
  /** How it is arranged; the first arrangement where its edition says nothing. */
  form?: number | undefined;
  /** Which copies of partners' cases it shows: their words may have to be forgotten, and are not part of its digest. */
  partners?: readonly FrozenCopy[] | undefined;
}

/**
 * SHA-256 of what a pack says, whatever site it is on. How its pictures are drawn is not part of it: a table beside each says the same,
 * and a label that is moved later changes nothing that was said.
 */
export const packDigest = (frozen: Frozen, of: FrozenPack): string =>
  digestOf(compileFrozen(frozen, { ...of, siteUrl: NO_SITE }));

export const digestOf = (pack: Pack): string =>
  createHash('sha256')
    .update(JSON.stringify({ ...pack, blocks: pack.blocks.map((block) => (block.type === 'picture' ? saidOf(block) : block)) }))
    .digest('hex');

const saidOf = ({ type, id, alt, caption }: Drawing) => ({ type, id, alt, caption });

/** What an edition quotes, by name: the same in each language, but for the words. */
export const statementsOfEdition = (frozen: Frozen, of: FrozenPack): Map<string, PackStatement> =>
  statementsOfPack(compileFrozen(frozen, { ...of, siteUrl: NO_SITE }));
