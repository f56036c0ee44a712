import type * as z from 'zod';
import { feedPaths } from '../addresses.ts';
import type { Registry } from '../registry.ts';
import type { Peer } from '../settings.ts';
import { admit, refusedCopy } from './admit.ts';
import { foreignVocabulariesSchema, mapConcepts } from './concept-map.ts';
import {
  discoverySchema,
  type FeedIndex,
  goneFeedSchema,
  indexSchema,
  type Listed,
  PAGE_NAME,
  feedPageSchema,
} from './feed-schema.ts';
import type { Fetcher } from './fetch/get.ts';
import { Refused, type RefusedCode } from './fetch/refused.ts';
import { FEED_SCHEMAS, sha256 } from './format.ts';
import type { Copy, Imported, LogLine, PeerFacts } from './imported.ts';
import { parseJson } from './json.ts';
import { type Held, type Seen, settle } from './settle.ts';
import { isSignedBy } from './signature.ts';

export interface HarvestOptions {
  imported: Imported;
  fetcher: Fetcher;
  registry: Pick<Registry, 'locales' | 'vocabularies' | 'kinds'>;
  /** Milliseconds since 1970. */
  now: number;
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

const MB = 1024 * 1024;
const DISCOVERY_MS = 7 * 24 * 3_600_000;
const JSON_TYPES = ['application/json'];
const SMALL = { bytes: 2 * MB, ms: 60_000, types: JSON_TYPES };
const BUNDLE = { bytes: 16 * MB, ms: 300_000, types: ['application/x-ndjson', 'application/json'] };
const SIGNATURE = { bytes: 4096, ms: 30_000, types: ['text/plain', 'application/octet-stream', 'application/pgp-signature'] };
/** What one harvest takes, unpacked; the next one goes on from there. */
const RUN_BYTES = 512 * MB;
/** Pages that are worked on at a time: as many connections. */
const LANES = 4;
/** From this part of a page on it takes fewer bytes and requests to have all of it at once. */
const BUNDLE_PART = 0.3;
/** Reasons that are the registry's or the network's as a whole: going on with the next record would change nothing. */
const STOPPING: ReadonlySet<RefusedCode> = new Set(['unreachable', 'too-slow', 'stopped', 'address-private', 'not-https']);

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
    if (!(error instanceof Refused)) throw error;
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

class Run {
  facts: PeerFacts;
  #received = 0;
  #isWhole = true;
  readonly #peer: Peer;
  readonly #options: HarvestOptions;

  constructor(peer: Peer, options: HarvestOptions, facts: PeerFacts) {
    this.#peer = peer;
    this.#options = options;
    this.facts = facts;
  }

  async work(): Promise<Harvested> {
    const { imported, now } = this.#options;
    await this.#discover();
    const schema = this.facts.schema!;
    const known = this.facts.state === 'fresh' && this.facts.accepted === undefined ? this.facts.etag : undefined;
    const answer = await this.#get(feedPaths.index(schema), SMALL, known);
    if (!answer.body || (known !== undefined && sha256(answer.body) === this.facts.index)) {
      await imported.countMissing(this.#peer.id);
      await imported.save(this.#peer.id, { ...this.facts, freshAt: now, failures: 0 });
      return { result: 'unchanged', changes: 0, erased: 0 };
    }
    const index = await this.#readIndex(answer.body, schema);
    await this.#readVocabularies(index);
    const erased = await this.#readGone(index, schema);
    await this.#readPages(index, schema, erased);
    return await this.#settle(index, sha256(answer.body), answer.etag);
  }

  async #get(path: string, caps: typeof SMALL, etag?: string) {
    const answer = await this.#options.fetcher.get(`${this.#peer.registry}${path}`, caps, etag);
    this.#received += answer.body?.length ?? 0;
    if (this.#received > RUN_BYTES) throw new Refused('stopped', 'as much as one harvest may take');
    return answer;
  }

  /** Who they are, once a week: the feed that we understand, and the keys that they had when we first saw them. */
  async #discover(): Promise<void> {
    const { now } = this.#options;
    const { discoveredAt = 0, discoveryEtag, schema } = this.facts;
    if (schema !== undefined && now - discoveredAt < DISCOVERY_MS && this.facts.failures === 0) return;
    const answer = await this.#get(feedPaths.discovery, SMALL, schema === undefined ? undefined : discoveryEtag);
    if (!answer.body) return void (this.facts = { ...this.facts, discoveredAt: now });
    const found = read(discoverySchema, answer.body);
    if (found.registry !== this.#peer.registry) throw new Refused('registry-wrong', found.registry);
    const common = FEED_SCHEMAS.find((known) => found.feeds.some((feed) => feed.schema === known));
    if (common === undefined) throw new Refused('shape-wrong', 'no feed of a version that we know');
    const keys = found.keys.map(({ x }) => x);
    const { keys: seen = keys, accepted } = this.facts;
    // A key that was there once must stay, or a person says that the new one is meant.
    if (seen.length > 0 && accepted === undefined && !seen.some((key) => keys.includes(key))) throw new Refused('key-changed');
    this.facts = {
      ...this.facts,
      ...{ discoveredAt: now, schema: common, keys },
      ...(answer.etag ? { discoveryEtag: answer.etag } : {}),
      ...(found.movedTo ? { movedTo: found.movedTo } : {}),
    };
  }

  async #readIndex(bytes: Buffer, schema: number): Promise<FeedIndex> {
    const index = read(indexSchema, bytes);
    if (index.registry !== this.#peer.registry) throw new Refused('registry-wrong', index.registry);
    if (index.schema !== schema) throw new Refused('shape-wrong', `schema ${index.schema}`);
    if (index.pages.some(({ page }) => !PAGE_NAME.test(page))) throw new Refused('page-name');
    if (new Set(index.pages.map(({ page }) => page)).size < index.pages.length) throw new Refused('shape-wrong', 'a page twice');
    const records = index.pages.reduce((sum, page) => sum + page.records, 0);
    if (records > this.#peer.records) throw new Refused('too-many', String(records));
    if (index.gone.records > 4 * records + 1000) throw new Refused('too-many', `${index.gone.records} gone`);
    const { updated = '', accepted } = this.facts;
    if (index.updated < updated && accepted !== sha256(bytes)) {
      this.facts = { ...this.facts, heldIndex: sha256(bytes) };
      throw new Refused('index-older', `${index.updated} after ${updated}`);
    }
    const keys = this.#peer.key === undefined ? [] : [this.#peer.key];
    if (keys.length > 0) await this.#checkSignature(bytes, schema, keys);
    return index;
  }

  async #checkSignature(bytes: Buffer, schema: number, keys: readonly string[]): Promise<void> {
    const { body } = await this.#get(feedPaths.signature(schema), SIGNATURE).catch((error: Refused) => {
      throw STOPPING.has(error.code) ? error : new Refused('signature-wrong', error.code);
    });
    if (!keys.some((key) => isSignedBy(bytes, body!.toString('latin1'), key))) throw new Refused('signature-wrong');
  }

  async #readVocabularies(index: FeedIndex): Promise<void> {
    const { imported } = this.#options;
    const digest = index.vocabularies?.sha256;
    if (digest === undefined || (await imported.vocabularies(this.#peer.id))?.digest === digest) return;
    try {
      const { body } = await this.#get(feedPaths.vocabularies, SMALL);
      if (sha256(body!) !== digest) throw new Refused('digest-wrong', 'vocabularies');
      read(foreignVocabulariesSchema, body!);
      await imported.saveVocabularies(this.#peer.id, digest, body!.toString('utf8'));
    } catch (error) {
      // Without them their terms are shown as they are: nothing else depends on it.
      if (!(error instanceof Refused) || STOPPING.has(error.code)) throw error;
    }
  }

  async #readPages(index: FeedIndex, schema: number, erased: ReadonlySet<string>): Promise<void> {
    const { imported, registry, now } = this.#options;
    const [pages, copies, held] = await Promise.all([
      imported.pages(this.#peer.id),
      imported.copies(this.#peer.id),
      imported.held(this.#peer.id),
    ]);
    const theirs = await imported.vocabularies(this.#peer.id);
    const context = {
      registry,
      peer: this.#peer,
      concepts: mapConcepts(
        theirs ? foreignVocabulariesSchema.parse(JSON.parse(theirs.text)).vocabularies : {},
        registry.vocabularies,
      ),
    };
    const wasWhole = (id: string) => copies.get(`${id} ${held.get(id)?.good ?? ''}`)?.licensed === 'whole';
    const ids = new Set<string>();
    const list = (listed: readonly Listed[]) => {
      for (const { id } of listed) {
        if (ids.has(id)) throw new Refused('same-id-twice', id);
        ids.add(id);
      }
    };
    const wanted = index.pages.filter(({ page, sha256: digest }) => {
      const stored = pages.get(page);
      if (stored?.digest !== digest) return true;
      list(stored.listed);
      return false;
    });
    const lane = async () => {
      for (let next = wanted.shift(); next; next = wanted.shift()) {
        const { page, sha256: digest, records } = next;
        const bytes = (await this.#get(feedPaths.page(schema, page), SMALL)).body!;
        if (sha256(bytes) !== digest) throw new Refused('digest-wrong', `page ${page}`);
        const { records: listed } = read(feedPageSchema, bytes);
        if (listed.length !== records)
          throw new Refused('shape-wrong', `page ${page} has ${listed.length} records, not ${records}`);
        list(listed);
        const missing = listed.filter(({ id, sha256: version }) => !erased.has(id) && !copies.has(`${id} ${version}`));
        const fetched: Copy[] = [];
        let isWhole = true;
        for await (const { record, bytes: sent } of this.#fetchRecords(missing, listed, page, schema)) {
          if (!(sent instanceof Refused)) fetched.push(admit(sent, record, context, wasWhole(record.id)));
          else if (isPassing(sent)) isWhole = false;
          else fetched.push(refusedCopy(record, [{ code: sent.code, pointer: '', weight: 'refused' }]));
          // Whoever waits for an answer of this process is not to wait for all records of a page.
          await new Promise(setImmediate);
        }
        // A page that is not whole is asked for again.
        await imported.savePage(this.#peer.id, page, { digest: isWhole ? digest : '', listed }, fetched, now);
        this.#isWhole &&= isWhole;
      }
    };
    const lanes = await Promise.allSettled(
      Array.from({ length: LANES }, () =>
        lane().catch((error: unknown) => {
          wanted.length = 0;
          throw error;
        }),
      ),
    );
    const failed = lanes.find((each) => each.status === 'rejected');
    if (failed) throw failed.reason;
  }

  /** The records of a page that we lack: in one file when they are many, else each from its own. */
  async *#fetchRecords(
    missing: readonly Listed[],
    listed: readonly Listed[],
    page: string,
    schema: number,
  ): AsyncGenerator<{ record: Listed; bytes: Buffer | Refused }> {
    const lines = new Map<string, Buffer>();
    if (missing.length > 1 && missing.length > listed.length * BUNDLE_PART) {
      const bundle = await this.#get(feedPaths.bundle(schema, page), BUNDLE).catch((error: Refused) => {
        if (STOPPING.has(error.code)) throw error;
      });
      for (const line of bundle ? linesOf(bundle.body!) : []) lines.set(sha256(line), line);
    }
    for (const record of missing) {
      const line = lines.get(record.sha256);
      if (line) yield { record, bytes: line };
      else {
        const answer = await this.#get(feedPaths.record(schema, record.id), SMALL).catch((error: Refused) => error);
        if (answer instanceof Refused && (STOPPING.has(answer.code) || answer.retryAfter !== undefined)) throw answer;
        yield { record, bytes: answer instanceof Refused ? answer : answer.body! };
      }
    }
  }

  /** Reads what is gone, and gives the ids of what must be forgotten. */
  async #readGone(index: FeedIndex, schema: number): Promise<ReadonlySet<string>> {
    const { imported } = this.#options;
    let told = await imported.gone(this.#peer.id);
    if (told?.digest !== index.gone.sha256) {
      const bytes = (await this.#get(feedPaths.gone(schema), BUNDLE)).body!;
      if (sha256(bytes) !== index.gone.sha256) throw new Refused('digest-wrong', 'gone');
      told = { digest: index.gone.sha256, told: read(goneFeedSchema, bytes).gone };
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
    const listed = new Map(
      index.pages.flatMap(({ page }) =>
        pages
          .get(page)!
          .listed.map((record) => [
            record.id,
            { digest: record.sha256, isValid: copies.get(`${record.id} ${record.sha256}`)?.isValid ?? false },
          ]),
      ),
    );
    const seen: Seen = { listed, gone: new Map((gone?.told ?? []).map(({ id: which, why }) => [which, why])) };
    const today = new Date(now).toISOString().slice(0, 10);
    const settled = settle(held, seen, { today, isAccepted: this.facts.accepted === digest });
    const copied = new Set([...copies.keys()].map((key) => key.split(' ')[0]!));
    const erased = [...seen.gone].flatMap(([which, why]) => {
      const isThere = copied.has(which) || (held.get(which)?.state ?? 'erased') !== 'erased';
      return why === 'erased' && isThere ? [which] : [];
    });
    const log: LogLine[] = settled.changes
      .filter(({ from, to }) => from !== to)
      .map(({ id: which, from, to }) => ({ at: now, id: which, event: to, detail: from ?? '' }));
    const { reason: _, heldIndex: _held, accepted: _accepted, ...rest } = this.facts;
    const facts: PeerFacts = settled.isHeld
      ? { ...rest, state: 'held', reason: { code: 'mass-removal', detail: '' }, heldIndex: digest }
      : {
          ...{ ...rest, state: 'fresh', updated: index.updated, freshAt: now, failures: 0 },
          // What is not whole is read again, though nothing has changed.
          ...(this.#isWhole ? { index: digest, etag } : { index: undefined, etag: undefined }),
        };
    if (settled.isHeld && this.facts.heldIndex !== digest) log.push({ at: now, event: 'mass-removal', detail: '' });
    if (settled.changes.length > 0) facts.changedAt = now;
    await imported.settle(id, {
      facts,
      records: differences(held, settled.held),
      erased,
      ...(settled.isHeld ? {} : { pages: index.pages.map(({ page }) => page) }),
      log,
    });
    const reason = facts.reason ? { reason: facts.reason } : {};
    return { result: settled.isHeld ? 'held' : 'settled', ...reason, changes: settled.changes.length, erased: erased.length };
  }
}

function differences(before: ReadonlyMap<string, Held>, after: ReadonlyMap<string, Held>): Map<string, Held | undefined> {
  const changed = new Map<string, Held | undefined>();
  for (const id of new Set([...before.keys(), ...after.keys()])) {
    const [one, other] = [before.get(id), after.get(id)];
    const isSame =
      one !== undefined &&
      other !== undefined &&
      one.state === other.state &&
      one.good === other.good &&
      one.since === other.since &&
      one.missed === other.missed &&
      one.why === other.why;
    if (!isSame) changed.set(id, other);
  }
  return changed;
}

/** JSON from outside in a shape that we know. Throws Refused. */
function read<Schema extends z.ZodType>(schema: Schema, bytes: Buffer): z.infer<Schema> {
  const parsed = schema.safeParse(parseJson(bytes));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Refused('shape-wrong', issue?.path.join('/'));
}

function* linesOf(bytes: Buffer): Generator<Buffer> {
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(0x0a, start);
    yield bytes.subarray(start, end < 0 ? bytes.length : end);
    start = end < 0 ? bytes.length : end + 1;
  }
}
