import { mapInTurns } from '../content/in-turns.ts';
import type { Registry } from '../registry.ts';
import type { Peer } from '../settings.ts';
import { admit, isToReadAgain, readsOf, refusedCopy } from './admit.ts';
import { readConceptMap } from './concept-map.ts';
import { FeedReader, isStopping } from './feed-reader.ts';
import type { FeedIndex, Listed } from './feed-schema.ts';
import type { Fetcher } from './fetch/get.ts';
import { Refused, type RefusedCode } from './fetch/refused.ts';
import { FEED_SCHEMAS, sha256 } from './format.ts';
import { type Copy, copyKey, type Imported, type PeerFacts } from './imported.ts';
import { keptOffers } from './offer.ts';
import { makeSettlement } from './settlement.ts';

export interface HarvestOptions {
  imported: Imported;
  fetcher: Fetcher;
  registry: Pick<Registry, 'locales' | 'vocabularies' | 'kinds'>;
  /** The origin of our site: translations are offered to it. */
  origin?: string;
  /** Milliseconds since 1970. */
  now: number;
  /** Aborted when our own process ends. */
  signal?: AbortSignal | undefined;
}

export interface Harvested {
  /** unchanged: nothing to do. settled: what is held is what they publish. held: a curator must say. failed: what was held stays. */
  result: 'unchanged' | 'settled' | 'held' | 'failed';
  reason?: { code: string; detail: string };
  /** Records of which readers see something else now. */
  changes: number;
  erased: number;
  /** Seconds to wait, as their server asks. */
  retryAfter?: number | undefined;
}

const DISCOVERY_MS = 7 * 24 * 3_600_000;
/** Pages that are worked on at a time: as many connections. */
const LANES = 4;

/** Whether a record may well come the next time: that was the network's fault, or the server's. */
const isPassing = ({ code, detail }: Refused) => code === 'body-broken' || (code === 'status-wrong' && detail.startsWith('5'));

/**
 * Reads a registry: what changed since the last time, page by page, each on disk as soon as it is whole, so that a process that ends
 * at any moment goes on from there. What readers see changes once, at the end, by `settle`.
 */
export async function harvest(peer: Peer, options: HarvestOptions): Promise<Harvested> {
  const { imported, now } = options;
  const before: PeerFacts = (await imported.peer(peer.id)) ?? { state: 'new', addedAt: now, failures: 0 };
  const run = new Run(peer, options, { ...atAddress(before, peer.registry), checkedAt: now });
  try {
    return await run.work();
  } catch (error) {
    // That we end says nothing of them.
    if (!(error instanceof Refused) || options.signal?.aborted) throw error;
    const isHeld = HOLDING.has(error.code);
    const reason = { code: error.code, detail: error.detail };
    const facts: PeerFacts = { ...run.facts, state: isHeld ? 'held' : 'failing', reason, failures: before.failures + 1 };
    const isNews = before.reason?.code !== error.code;
    await imported.save(peer.id, facts, isNews ? [{ at: now, event: error.code, detail: error.detail }] : []);
    return { result: isHeld ? 'held' : 'failed', reason, changes: 0, erased: 0, retryAfter: error.retryAfter };
  }
}

/** What we know, without what was true of another address. */
function atAddress(facts: PeerFacts, registry: string): PeerFacts {
  if (facts.registry === registry) return facts;
  const { state, addedAt, failures } = facts;
  return { state, addedAt, failures, registry };
}

/** What only a person can decide: whether it is still the same registry. */
const HOLDING: ReadonlySet<RefusedCode> = new Set(['index-older', 'key-changed', 'signature-wrong']);

type PageOfIndex = FeedIndex['pages'][number];

class Run {
  facts: PeerFacts;
  #isWhole = true;
  #isNewWeek = false;
  /** Other rules hold than when its records were read: what may be another copy by them is read again. */
  readonly #isOtherwise: boolean;
  readonly #peer: Peer;
  readonly #options: HarvestOptions;
  readonly #feed: FeedReader;

  constructor(peer: Peer, options: HarvestOptions, facts: PeerFacts) {
    this.#peer = peer;
    this.#options = options;
    this.#feed = new FeedReader(peer, options.fetcher);
    this.facts = facts;
    this.#isOtherwise = facts.reads !== undefined && facts.reads !== readsOf(peer);
  }

  async work(): Promise<Harvested> {
    const { imported, now } = this.#options;
    await this.#discover();
    const schema = this.facts.schema!;
    const isAsBefore = this.facts.state === 'fresh' && this.facts.accepted === undefined && !this.#isOtherwise;
    // Whoever was asked who they are, once a week, is asked for all: a server that is wrong about its versions is found out.
    const known = isAsBefore && !this.#isNewWeek ? this.facts.etag : undefined;
    const answer = await this.#feed.indexBytes(schema, known);
    if (!answer.body || (isAsBefore && sha256(answer.body) === this.facts.index)) {
      await imported.countMissing(this.#peer.id);
      await imported.save(this.#peer.id, { ...this.facts, reads: readsOf(this.#peer), freshAt: now, failures: 0 });
      return { result: 'unchanged', changes: 0, erased: 0 };
    }
    const index = await this.#readIndex(answer.body, schema);
    await this.#readVocabularies(index);
    await this.#readTranslations(index);
    const erased = await this.#readGone(index, schema);
    await this.#readPages(index, schema, erased);
    return await this.#settle(index, sha256(answer.body), answer.etag);
  }

  /** Who they are, once a week: the feed that we understand, and the keys that they had when we first saw them. */
  async #discover(): Promise<void> {
    const { now } = this.#options;
    const { discoveredAt = 0, discoveryEtag, schema } = this.facts;
    if (schema !== undefined && now - discoveredAt < DISCOVERY_MS && this.facts.failures === 0) return;
    this.#isNewWeek = schema !== undefined;
    const answer = await this.#feed.discovery(schema === undefined ? undefined : discoveryEtag);
    if (!answer) return void (this.facts = { ...this.facts, discoveredAt: now });
    const { found } = answer;
    const common = FEED_SCHEMAS.find((known) => found.feeds.some((feed) => feed.schema === known));
    if (common === undefined)
      throw new Refused(
        'version-unknown',
        `theirs ${found.feeds.map(({ schema }) => schema).join(', ') || 'none'}; ours ${FEED_SCHEMAS.join(', ')}`,
      );
    const keys = found.keys.map(({ x }) => x);
    const { keys: seen = keys, accepted } = this.facts;
    // A key that was there once must stay, or a person says that the new one is meant.
    if (seen.length > 0 && accepted === undefined && !seen.some((key) => keys.includes(key))) throw new Refused('key-changed');
    this.facts = {
      ...this.facts,
      ...{ discoveredAt: now, schema: common, keys },
      ...(answer.etag ? { discoveryEtag: answer.etag } : {}),
      movedTo: found.movedTo ?? undefined,
    };
  }

  async #readIndex(bytes: Buffer, schema: number): Promise<FeedIndex> {
    const index = this.#feed.readIndex(bytes, schema);
    const { updated = '', accepted } = this.facts;
    if (index.updated < updated && accepted !== sha256(bytes)) {
      this.facts = { ...this.facts, heldIndex: sha256(bytes) };
      throw new Refused('index-older', `${index.updated} after ${updated}`);
    }
    await this.#feed.checkSignature(bytes, schema);
    return index;
  }

  async #readVocabularies(index: FeedIndex): Promise<void> {
    const { imported } = this.#options;
    const digest = index.vocabularies?.sha256;
    if (digest === undefined || (await imported.vocabularies(this.#peer.id))?.digest === digest) return;
    try {
      await imported.saveVocabularies(this.#peer.id, digest, await this.#feed.vocabularies(digest));
    } catch (error) {
      // Without them their terms are shown as they are: nothing else depends on it.
      if (!(error instanceof Refused) || isStopping(error)) throw error;
    }
  }

  /** What they offer to translate of ours; whether it fits is looked at when it is proposed. */
  async #readTranslations(index: FeedIndex): Promise<void> {
    const { imported, origin } = this.#options;
    const digest = index.translations?.sha256;
    if (origin === undefined || digest === undefined || (await imported.translations(this.#peer.id))?.digest === digest) return;
    try {
      const offers = await this.#feed.translations(digest);
      await imported.saveTranslations(this.#peer.id, digest, keptOffers(offers, origin));
    } catch (error) {
      if (!(error instanceof Refused) || isStopping(error)) throw error;
    }
  }

  async #readPages(index: FeedIndex, schema: number, erased: ReadonlySet<string>): Promise<void> {
    const { imported, registry } = this.#options;
    const [pages, copies, held, theirs] = await Promise.all([
      imported.pages(this.#peer.id),
      imported.copies(this.#peer.id),
      imported.held(this.#peer.id),
      imported.vocabularies(this.#peer.id),
    ]);
    const context = { registry, peer: this.#peer, concepts: readConceptMap(theirs?.text, registry.vocabularies) };
    const take = (sent: Buffer, record: Listed) =>
      admit(sent, record, context, copies.get(copyKey(record.id, held.get(record.id)?.good ?? ''))?.licensed === 'whole');
    const ids = new Set<string>();
    const list = (listed: readonly Listed[]) => {
      for (const { id } of listed) {
        if (ids.has(id)) throw new Refused('same-id-twice', id);
        ids.add(id);
      }
    };
    const isStored = ({ page, sha256: digest }: PageOfIndex) => pages.get(page)?.digest === digest && !this.#isOtherwise;
    const isKnown = (key: string) => {
      const copy = copies.get(key);
      return copy !== undefined && !(this.#isOtherwise && isToReadAgain(copy, this.#peer));
    };
    for (const each of index.pages.filter(isStored)) list(pages.get(each.page)!.listed);
    const wanted = index.pages.filter((each) => !isStored(each));
    await mapInTurns(wanted, LANES, async (page) => {
      const listed = await this.#feed.page(schema, page);
      list(listed);
      const missing = listed.filter(({ id, sha256: version }) => !erased.has(id) && !isKnown(copyKey(id, version)));
      await this.#readRecords(schema, page, listed, missing, take);
    });
  }

  /** Puts a page on disk with the records of it that we lacked. */
  async #readRecords(
    schema: number,
    { page, sha256: digest }: PageOfIndex,
    listed: readonly Listed[],
    missing: readonly Listed[],
    take: (sent: Buffer, record: Listed) => Copy,
  ): Promise<void> {
    const fetched: Copy[] = [];
    let isWhole = true;
    for await (const { record, sent } of this.#feed.records(schema, page, listed, missing)) {
      if (!(sent instanceof Refused)) fetched.push(take(sent, record));
      else if (isPassing(sent)) isWhole = false;
      else fetched.push(refusedCopy(record, [{ code: sent.code, pointer: '', weight: 'refused' }]));
      // Whoever waits for an answer of this process is not to wait for all records of a page.
      await new Promise(setImmediate);
    }
    // A page that is not whole is asked for again.
    const stored = { digest: isWhole ? digest : '', listed };
    await this.#options.imported.savePage(this.#peer.id, page, stored, fetched, this.#options.now);
    this.#isWhole &&= isWhole;
  }

  /** Reads what is gone, and gives the ids of what must be forgotten. */
  async #readGone(index: FeedIndex, schema: number): Promise<ReadonlySet<string>> {
    const { imported } = this.#options;
    let told = await imported.gone(this.#peer.id);
    if (told?.digest !== index.gone.sha256) {
      told = { digest: index.gone.sha256, told: await this.#feed.gone(schema, index.gone.sha256) };
      await imported.saveGone(this.#peer.id, told.digest, told.told);
    }
    return new Set(told.told.filter(({ why }) => why === 'erased').map(({ id }) => id));
  }

  async #settle(index: FeedIndex, digest: string, etag: string | undefined): Promise<Harvested> {
    const { imported, now } = this.#options;
    const { id } = this.#peer;
    const [pages, copies, held, gone] = await Promise.all([
      imported.pages(id),
      imported.copies(id),
      imported.held(id),
      imported.gone(id),
    ]);
    const reads = this.#isWhole ? { reads: readsOf(this.#peer), ...(this.#isOtherwise ? { changedAt: now } : {}) } : {};
    const { isHeld, changes, ...settlement } = makeSettlement({ pages, copies, held, gone: gone?.told ?? [] }, index, {
      ...{ facts: { ...this.facts, ...reads }, digest, etag, isWhole: this.#isWhole, now },
    });
    await imported.settle(id, settlement);
    const { facts, erased } = settlement;
    const reason = facts.reason ? { reason: facts.reason } : {};
    return { result: isHeld ? 'held' : 'settled', ...reason, changes, erased: erased.length };
  }
}
