import type * as z from 'zod';
import { feedPaths } from '../addresses.ts';
import type { Peer } from '../settings.ts';
import { foreignVocabulariesSchema } from './concept-map.ts';
import {
  discoverySchema,
  type FeedIndex,
  feedPageSchema,
  type GoneTold,
  goneFeedSchema,
  indexSchema,
  type Listed,
  PAGE_NAME,
} from './feed-schema.ts';
import type { Caps, Fetched, Fetcher } from './fetch/get.ts';
import { Refused, type RefusedCode } from './fetch/refused.ts';
import { sha256 } from './format.ts';
import { parseJson } from './json.ts';
import { type Offer, offersSchema } from './offer.ts';
import { isSignedBy } from './signature.ts';

const MB = 1024 * 1024;
const SMALL: Caps = { bytes: 2 * MB, ms: 60_000, types: ['application/json'] };
const BUNDLE: Caps = { bytes: 16 * MB, ms: 300_000, types: ['application/x-ndjson', 'application/json'] };
const SIGNATURE: Caps = {
  bytes: 4096,
  ms: 30_000,
  types: ['text/plain', 'application/octet-stream', 'application/pgp-signature'],
};
/** What one harvest takes, unpacked; the next one goes on from there. */
const RUN_BYTES = 512 * MB;
/** From this part of a page on it takes fewer bytes and requests to have all of it at once. */
const BUNDLE_PART = 0.3;
/** Reasons that are the registry's or the network's as a whole: going on with the next file would change nothing. */
const STOPPING: ReadonlySet<RefusedCode> = new Set(['unreachable', 'too-slow', 'stopped', 'address-private', 'not-https']);
export const isStopping = (error: Refused): boolean => STOPPING.has(error.code);

/** The files that a registry publishes for others, each held against what was said of it. Everything here throws Refused. */
export class FeedReader {
  #received = 0;
  readonly #peer: Pick<Peer, 'registry' | 'records' | 'key'>;
  readonly #fetcher: Fetcher;

  constructor(peer: Pick<Peer, 'registry' | 'records' | 'key'>, fetcher: Fetcher) {
    this.#peer = peer;
    this.#fetcher = fetcher;
  }

  async #get(path: string, caps: Caps, etag?: string): Promise<Fetched> {
    const answer = await this.#fetcher.get(`${this.#peer.registry}${path}`, caps, etag);
    this.#received += answer.body?.length ?? 0;
    if (this.#received > RUN_BYTES) throw new Refused('stopped', 'as much as one harvest may take');
    return answer;
  }

  /** A file whose digest was told beforehand. `name` is for people. */
  async #getExactly(path: string, caps: Caps, digest: string, name: string): Promise<Buffer> {
    const bytes = (await this.#get(path, caps)).body!;
    if (sha256(bytes) !== digest) throw new Refused('digest-wrong', name);
    return bytes;
  }

  /** Who they are; nothing when they are as they were. */
  async discovery(
    etag: string | undefined,
  ): Promise<{ found: z.infer<typeof discoverySchema>; etag: string | undefined } | undefined> {
    const answer = await this.#get(feedPaths.discovery, SMALL, etag);
    if (!answer.body) return undefined;
    const found = read(discoverySchema, answer.body);
    if (found.registry !== this.#peer.registry) throw new Refused('registry-wrong', found.registry);
    return { found, etag: answer.etag };
  }

  /** The bytes of the index, before anything in it is believed. */
  indexBytes(schema: number, etag: string | undefined): Promise<Fetched> {
    return this.#get(feedPaths.index(schema), SMALL, etag);
  }

  readIndex(bytes: Buffer, schema: number): FeedIndex {
    const index = read(indexSchema, bytes);
    if (index.registry !== this.#peer.registry) throw new Refused('registry-wrong', index.registry);
    if (index.schema !== schema) throw new Refused('shape-wrong', `schema ${index.schema}`);
    if (index.pages.some(({ page }) => !PAGE_NAME.test(page))) throw new Refused('page-name');
    if (new Set(index.pages.map(({ page }) => page)).size < index.pages.length) throw new Refused('shape-wrong', 'a page twice');
    const records = index.pages.reduce((sum, page) => sum + page.records, 0);
    if (records > this.#peer.records) throw new Refused('too-many', String(records));
    if (index.gone.records > 4 * records + 1000) throw new Refused('too-many', `${index.gone.records} gone`);
    return index;
  }

  /** Holds the index against its signature, where we know a key. */
  async checkSignature(bytes: Buffer, schema: number): Promise<void> {
    const { key } = this.#peer;
    if (key === undefined) return;
    const { body } = await this.#get(feedPaths.signature(schema), SIGNATURE).catch((error: Refused) => {
      throw isStopping(error) ? error : new Refused('signature-wrong', error.code);
    });
    if (!isSignedBy(bytes, body!.toString('latin1'), key)) throw new Refused('signature-wrong');
  }

  async vocabularies(digest: string): Promise<string> {
    const bytes = await this.#getExactly(feedPaths.vocabularies, SMALL, digest, 'vocabularies');
    read(foreignVocabulariesSchema, bytes);
    return bytes.toString('utf8');
  }

  /** What they offer to translate, of anybody's cases. */
  async translations(digest: string): Promise<readonly Offer[]> {
    return read(offersSchema, await this.#getExactly(feedPaths.translations, BUNDLE, digest, 'translations')).translations;
  }

  async gone(schema: number, digest: string): Promise<readonly GoneTold[]> {
    return read(goneFeedSchema, await this.#getExactly(feedPaths.gone(schema), BUNDLE, digest, 'gone')).gone;
  }

  async page(schema: number, { page, sha256: digest, records }: FeedIndex['pages'][number]): Promise<readonly Listed[]> {
    const {
      records: { count, readable },
    } = read(feedPageSchema, await this.#getExactly(feedPaths.page(schema, page), SMALL, digest, `page ${page}`));
    if (count === records) return readable;
    throw new Refused('shape-wrong', `page ${page} has ${count} records, not ${records}`);
  }

  /** The records of a page that we lack: in one file when they are many, else each from its own. */
  async *records(
    schema: number,
    page: string,
    listed: readonly Listed[],
    missing: readonly Listed[],
  ): AsyncGenerator<{ record: Listed; sent: Buffer | Refused }> {
    const lines = new Map<string, Buffer>();
    if (missing.length > 1 && missing.length > listed.length * BUNDLE_PART) {
      const bundle = await this.#get(feedPaths.bundle(schema, page), BUNDLE).catch((error: Refused) => {
        if (isStopping(error)) throw error;
      });
      for (const line of bundle ? linesOf(bundle.body!) : []) lines.set(sha256(line), line);
    }
    for (const record of missing) {
      const line = lines.get(record.sha256);
      if (line) yield { record, sent: line };
      else {
        const answer = await this.#get(feedPaths.record(schema, record.id), SMALL).catch((error: Refused) => error);
        if (answer instanceof Refused && (isStopping(answer) || answer.retryAfter !== undefined)) throw answer;
        yield { record, sent: answer instanceof Refused ? answer : answer.body! };
      }
    }
  }
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
