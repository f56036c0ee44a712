import { generateKeyPairSync } from 'node:crypto';
import { Parser } from 'n3';
import { describe, expect, test } from 'vitest';
import { feedPaths } from '#registry/addresses.ts';
import { makeFederationFeed } from '#registry/federation/feed.ts';
import { pageBits, feedPageOf, sha256 } from '#registry/federation/format.ts';
import { isSignedBy, openSigner } from '#registry/federation/signature.ts';
import { asTurtle, literal, PREFIXES } from '#registry/federation/rdf.ts';
import { publishRegistry } from '#registry/publish.ts';
import type { Tree } from '#registry/content/tree.ts';
import { FIXTURE_DAY, readFixtureRegistry, withChange } from '../../fixtures/fixture-tree.ts';

const ID = 'worked-with-citations';
const FILE = `cases/ury/${ID}/index.md`;

function feedOf(tree: Tree, signer?: ReturnType<typeof openSigner>) {
  const { registry } = publishRegistry(tree, { today: FIXTURE_DAY });
  const files = makeFederationFeed(registry, {
    siteUrl: 'https://here.example',
    version: ({ digest }) => digest,
    updated: '2026-11-01',
    signer,
  });
  const read = (path: string) => JSON.parse(files.get(path)!) as unknown;
  return { files, read, registry };
}

const tree = await readFixtureRegistry();
const feed = feedOf(tree);
const with_ = (...more: [string, string][]): Tree => new Map([...tree, ...more.map(([file, text]) => [file, { text }] as const)]);

describe('the feed', () => {
  test('leads from the discovery document to the index, its pages, their records: each with the digest of the next, and all of them', () => {
    const discovery = feed.read(feedPaths.discovery) as { feeds: { schema: number; index: string }[]; registry: string };
    expect(discovery.registry).toBe('https://here.example');
    const found = discovery.feeds.flatMap(({ schema, index }) => {
      const { pages, records } = feed.read(index) as {
        pages: { page: string; sha256: string; records: number }[];
        records: number;
      };
      expect(pages.reduce((sum, page) => sum + page.records, 0)).toBe(records);
      return pages.flatMap(({ page, sha256: digest, records: count }) => {
        const text = feed.files.get(feedPaths.page(schema, page))!;
        expect(sha256(text)).toBe(digest);
        const listed = (JSON.parse(text) as { records: { id: string; sha256: string; bytes: number; licence: string }[] })
          .records;
        expect(listed).toHaveLength(count);
        const bundle = feed.files.get(feedPaths.bundle(schema, page))!;
        expect(bundle).toBe(listed.map(({ id }) => `${feed.files.get(feedPaths.record(schema, id))!}\n`).join(''));
        for (const record of listed) {
          const bytes = feed.files.get(feedPaths.record(schema, record.id))!;
          expect(sha256(bytes)).toBe(record.sha256);
          expect(Buffer.byteLength(bytes)).toBe(record.bytes);
          expect(record.licence).toBe('CC-BY-4.0');
        }
        return listed.map(({ id }) => id);
      });
    });
    expect(found.toSorted()).toEqual([...feed.registry.cases.keys()].toSorted());
  });

  test('has records that stand by themselves: sources whole, labs by name, and the registry beside each id of a case', () => {
    const record = feed.read(feedPaths.record(2, ID)) as Record<string, unknown>;
    expect(record).toMatchObject({ id: ID, registry: 'https://here.example', licence: 'CC-BY-4.0' });
    const cited = new Set((record['sources'] as { id: string }[]).map(({ id }) => id));
    const whole = new Set(
      (record['references'] as { id: string; title: string }[]).filter(({ title }) => title).map(({ id }) => id),
    );
    expect([...cited].filter((id) => !whole.has(id))).toEqual([]);
    expect(record['labs']).toEqual({ 'test-lab': feed.registry.labs.get('test-lab')!.facts.name });
    expect(record['attribution']).toContain(feed.registry.name);
    for (const link of record['lineage'] as { case?: unknown }[])
      if (link.case) expect(link.case).toMatchObject({ registry: 'https://here.example' });
  });

  test('is the same to the byte when nothing changed, and changes one record, one page and the index when one case does', () => {
    expect(feedOf(tree).files).toEqual(feed.files);
    const changed = feedOf(withChange(tree, FILE, "reviewBy: '2027-01-15'", "reviewBy: '2027-01-16'"));
    const different = [...changed.files].filter(([path, text]) => feed.files.get(path) !== text).map(([path]) => path);
    expect(different.toSorted()).toEqual(
      [feedPaths.index(2), feedPaths.page(2, '00'), feedPaths.bundle(2, '00'), feedPaths.record(2, ID)].toSorted(),
    );
  });

  test('tells what is gone and why, and where it went', () => {
    const gone = `- id: z-case
  why: withdrawn
  text: { es: Se retiró a pedido. }
  on: '2026-05-02'
- id: a-case
  why: moved
  to: { registry: 'https://there.example', id: the-case }
  on: '2026-05-03'
`;
    const { read } = feedOf(with_(['gone.yml', gone], ['redirects.yml', `old-name: ${ID}\n`]));
    expect(read(feedPaths.gone(2))).toEqual({
      gone: [
        { id: 'a-case', why: 'moved', to: { registry: 'https://there.example', id: 'the-case' }, on: '2026-05-03' },
        { id: 'old-name', why: 'moved', to: { id: ID } },
        { id: 'z-case', why: 'withdrawn', text: { es: 'Se retiró a pedido.' }, on: '2026-05-02' },
      ],
    });
    expect(read(feedPaths.index(2))).toMatchObject({ gone: { records: 3 } });
  });

  test('leads to the doors that are open: that of harvesters needs a server, and somebody to write to', () => {
    const discovery = (contact: string | undefined, isServed: boolean) => {
      const { registry } = publishRegistry(tree, { today: FIXTURE_DAY });
      const settings = { ...registry.settings!, ...(contact ? { contact } : {}) };
      const made = makeFederationFeed(
        { ...registry, settings },
        { siteUrl: 'https://here.example', version: ({ digest }) => digest, updated: '2026-11-01', isServed },
      );
      return JSON.parse(made.get(feedPaths.discovery)!) as Record<string, unknown>;
    };
    expect(discovery('mailto:registro@here.example', true)).toMatchObject({ oai: '/oai', dcat: '/catalog.ttl' });
    expect(discovery('mailto:registro@here.example', false)['oai']).toBeUndefined();
  });

  test('says which cases of others ours point at', () => {
    const link = `
lineage:
  - id: from-afar
    relation: adapted-from
    name: El caso de allá
    elsewhere: { registry: 'https://there.example', id: the-case }
    note: Lo dice la fuente.
    basis: stated
    sources: [{ id: annual-report-2019, locator: page 1 }]
`;
    const file = 'cases/int/snapshot-of-two-countries/index.md';
    const { text } = tree.get(file) as { text: string };
    const linked = text.replace('\nsources:', `${link.trimEnd()}\nsources:`);
    const { read, registry } = feedOf(with_([file, linked]));
    expect(registry.cases.has('snapshot-of-two-countries')).toBe(true);
    const to = { registry: 'https://there.example', id: 'the-case' };
    expect(read(feedPaths.links)).toEqual({
      links: [{ from: 'snapshot-of-two-countries', relation: 'adapted-from', to }],
      confirmed: [],
    });
    expect((read(feedPaths.record(2, 'snapshot-of-two-countries')) as { lineage: unknown }).lineage).toMatchObject([
      { case: to },
    ]);
  });

  test('has its index signed when there is a key, so that who knows the key knows the registry', () => {
    const { privateKey } = generateKeyPairSync('ed25519');
    const signer = openSigner(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
    const signed = feedOf(tree, signer);
    const index = Buffer.from(signed.files.get(feedPaths.index(2))!);
    const signature = signed.files.get(feedPaths.signature(2))!;
    expect(signed.read(feedPaths.discovery)).toMatchObject({ keys: [signer.publicKey] });
    expect(isSignedBy(index, signature, signer.publicKey.x)).toBe(true);
    expect(isSignedBy(Buffer.concat([index, Buffer.from(' ')]), signature, signer.publicKey.x)).toBe(false);
    for (const wrong of ['', 'a', signature.slice(1)]) expect(isSignedBy(index, wrong, signer.publicKey.x)).toBe(false);
    expect(isSignedBy(index, signature, 'no key')).toBe(false);
    expect(feed.files.has(feedPaths.signature(2))).toBe(false);
  });

  test('names every concept in JSON and in SKOS', () => {
    const { vocabularies } = feed.read(feedPaths.vocabularies) as {
      vocabularies: Record<string, { concepts: { id: string }[] }>;
    };
    const quads = new Parser().parse(feed.files.get(feedPaths.skos)!);
    const concepts = new Set(
      quads.flatMap(({ subject, object }) => (object.value === `${PREFIXES.skos}Concept` ? [subject.value] : [])),
    );
    const named = [...feed.registry.vocabularies].flatMap(([name, { concepts: own }]) => {
      expect(vocabularies[name]!.concepts.map(({ id }) => id)).toEqual([...own.keys()]);
      return [...own.keys()].map((id) => `https://here.example/federation/vocabularies/${name}#${id}`);
    });
    expect([...concepts]).toEqual(named);
  });
});

test('pages are as many as a power of two, hold about a hundred, and each id has one', () => {
  expect([0, 1, 100, 101, 1000, 10_000].map((count) => 2 ** pageBits(count))).toEqual([1, 1, 1, 2, 16, 128]);
  for (const bits of [0, 1, 5, 12, 16]) {
    const page = feedPageOf('colombia-bogota-care-system', bits);
    expect(page).toMatch(/^[0-9a-f]{2,4}$/);
    expect(parseInt(page, 16)).toBeLessThan(2 ** bits);
  }
});

test('words and addresses cannot end what they stand in', () => {
  const title = 'a "b"\n\\ @es . \u0000';
  const turtle = asTurtle([{ id: 'https://x.example/> . <b c', types: [], said: [['dct:title', [literal(title)]]] }]);
  const quads = new Parser().parse(turtle);
  expect(quads.map(({ subject, object }) => [subject.value, object.value])).toEqual([
    ['https://x.example/%3E%20.%20%3Cb%20c', title],
  ]);
});
