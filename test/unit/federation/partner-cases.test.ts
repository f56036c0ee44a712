import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { checkRegistry } from '#registry/check.ts';
import type { Tree } from '#registry/content/tree.ts';
import { readForeign } from '#registry/federation/foreign.ts';
import { frozenCases, frozenCopy, heldAmong, partnerCases } from '#registry/federation/partner-cases.ts';
import { takeSnapshot } from '#registry/federation/snapshot.ts';
import { compilePack } from '#registry/pack/compile.ts';
import { changesSince } from '#registry/pack/changes.ts';
import { type Block, type Container, allBlocks, statementsOfPack } from '#registry/pack/document.ts';
import { compileFrozen, packDigest, readFrozen } from '#registry/pack/edition.ts';
import { FORMATS, renderPack } from '#registry/pack/format/formats.ts';
import type { PartnerCase } from '#registry/pack/source.ts';
import { makeSpeaker } from '#registry/page/speaker.ts';
import { publishRegistry } from '#registry/publish.ts';
import type { Registry } from '#registry/registry.ts';
import { editionSchema } from '#registry/session/edition.ts';
import { FIXTURE_DAY, readFixtureRegistry, withChange } from '../../fixtures/fixture-tree.ts';
import { madeRecord, openReader, peerAt, type Reader } from './harvesting.ts';
import { type PeerServer, startPeer } from './peer-server.ts';

const OURS = 'worked-with-citations';
const SECRET = 'Palabras que solo tiene el otro registro';
const TAKEN = '    - case: snapshot-of-two-countries\n';
const commit = { commit: '0123456789abcdef0123456789abcdef01234567', date: FIXTURE_DAY };

let server: PeerServer;
let reader: Reader;
const partner = () => peerAt(server, { trust: 'partner' });

beforeAll(async () => {
  server = await startPeer();
  reader = await openReader(server);
  publishSummary(SECRET);
  await reader.harvest(partner());
});
afterAll(async () => {
  await reader.close();
  await server.close();
});

function publishSummary(summary: string) {
  const made = (id: string, changes = {}) => [id, madeRecord(id, server.origin, { summary, ...changes })] as const;
  server.publish({
    records: new Map([
      made(OURS),
      made('share-alike', { licence: 'CC-BY-SA-4.0' }),
      made('not-for-trade', { licence: 'CC-BY-NC-4.0' }),
    ]),
  });
}

/** The miniature registry whose session takes some cases of the registry that it calls `sur`. */
async function taking(names: readonly string[], trust = 'partner', { imported } = reader) {
  const session = 'sessions/lunch-2027/index.md';
  const listed = names.map((name) => `    - case: ${name}\n`).join('');
  const changed = withChange(await readFixtureRegistry(), session, TAKEN, `${TAKEN}  partners:\n${listed}`);
  const peers = stringify([{ id: 'sur', name: 'Registro del Sur', registry: server.origin, trust }]);
  const tree: Tree = new Map([...changed, ['peers.yml', { text: peers }]]);
  const { registry } = publishRegistry(tree, { today: FIXTURE_DAY });
  const foreign = readForeign(await takeSnapshot(imported), registry, FIXTURE_DAY);
  const found = checkRegistry(tree, { today: FIXTURE_DAY, held: heldAmong(foreign) }).map(({ code }) => code);
  return { tree, registry, foreign, found };
}

const briefOf = (blocks: readonly Block[], id: string) =>
  allBlocks(blocks).find((block): block is Container => block.type === 'brief' && block.id === id);

test.each([
  ['of a partner, under CC BY', `sur:${OURS}`, 'partner', []],
  ['of a registry that is only read', `sur:${OURS}`, 'read', ['partner-not-trusted']],
  ['of a registry that nobody reads', `norte:${OURS}`, 'partner', ['partner-unknown']],
  ['that nothing is held of', 'sur:never-there', 'partner', ['partner-copy-missing']],
  ['that may only be passed on under its own licence', 'sur:share-alike', 'partner', ['partner-licence-closed']],
  ['whose licence forbids copying', 'sur:not-for-trade', 'partner', ['partner-licence-closed']],
])('a session may take a case %s: %s as %s gives %j', async (_, name, trust, codes) => {
  const { found, registry, foreign } = await taking([name], trust);
  expect(found).toEqual(codes);
  // The rule and what goes into a pack agree.
  const session = registry.sessions.get('lunch-2027');
  if (session) expect(partnerCases(session.facts, foreign).refused).toEqual(codes.length === 0 ? [] : [name]);
});

test('a title that was read before its registry was a partner is no copy, neither to the rule nor to a pack', async () => {
  const before = await openReader(server);
  await before.harvest(peerAt(server, { trust: 'link' }));
  const { found, registry, foreign } = await taking([`sur:${OURS}`, 'sur:not-for-trade'], 'partner', before);
  await before.close();
  expect(found).toEqual(['partner-copy-missing', 'partner-licence-closed']);
  expect(partnerCases(registry.sessions.get('lunch-2027')!.facts, foreign).cases).toEqual([]);
});

function packWith(registry: Registry, partners: readonly PartnerCase[]) {
  return compilePack({
    ...{ registry, speaker: makeSpeaker(registry, registry.locales.get('es')!), session: 'lunch-2027', partners },
    ...{ siteUrl: 'https://here.example', versionOf: ({ digest }) => digest, version: 'draft', date: FIXTURE_DAY },
  });
}

test('the pack shows the copy with whose it is, its licence, its day and its original, and counts it nowhere', async () => {
  const { registry, foreign } = await taking([`sur:${OURS}`]);
  const { cases } = partnerCases(registry.sessions.get('lunch-2027')!.facts, foreign);
  const make = (partners: typeof cases) => packWith(registry, partners);
  const pack = make(cases);
  const brief = briefOf(pack.blocks, `brief-sur_${OURS}`)!;
  const origin = brief.blocks[1] as { runs: { text: string; href?: string }[] };
  expect(origin.runs.map(({ text }) => text).join(' | ')).toMatch(
    /De Registro del Sur \| licencia CC-BY-4.0 \| copia del 29 de noviembre de 2026 \| versión [0-9a-f]{10} \| Ver el original en Registro del Sur \| Autoría: .+/,
  );
  expect(origin.runs.map(({ href }) => href)).toContain(`${server.origin}/es/cases/${OURS}/`);
  expect(JSON.stringify(brief)).toContain(SECRET);
  // Ours of the same id keeps its own words, places and numbers.
  expect(JSON.stringify(briefOf(pack.blocks, `brief-${OURS}`))).toBe(JSON.stringify(briefOf(make([]).blocks, `brief-${OURS}`)));
  const without = (blocks: readonly Block[], type: Block['type']) =>
    JSON.stringify(blocks.filter((block) => block.type === type));
  expect(without(pack.blocks, 'table')).toBe(without(make([]).blocks, 'table'));
  expect(without(pack.blocks, 'sheet')).toBe(without(make([]).blocks, 'sheet'));
  const ids = allBlocks(pack.blocks).flatMap((block) => ('id' in block ? [block.id] : []));
  expect(new Set(ids).size).toBe(ids.length);
  for (const format of FORMATS) expect((await renderPack(pack, format)).length, format).toBeGreaterThan(1000);
});

test('what has changed since an edition that quotes a partner is told of our own cases', async () => {
  const { registry, foreign } = await taking([`sur:${OURS}`]);
  const session = registry.sessions.get('lunch-2027')!.facts;
  const quoted = new Set(statementsOfPack(packWith(registry, partnerCases(session, foreign).cases)).keys());
  expect([...quoted].some((name) => name.startsWith(`sur:${OURS}#`))).toBe(true);
  const now = { registry, date: FIXTURE_DAY };
  expect(changesSince({ session, quoted, earlier: now, now }, 'lunch-2027')).toEqual([]);
});

test('an edition keeps which copy it was and not a word of it, and shows the words while that copy is held', async () => {
  const { tree, registry, foreign } = await taking([`sur:${OURS}`]);
  const copies = partnerCases(registry.sessions.get('lunch-2027')!.facts, foreign).cases.map(frozenCopy);
  const frozen = readFrozen(tree, new Map(), commit);
  const of = { session: 'lunch-2027', edition: 1, words: registry.locales.get('es')!, partners: copies };
  const digest = packDigest(frozen, of);
  const file = stringify({ ...commit, statements: 9, copies, packs: { es: digest } });
  expect(editionSchema.safeParse(parse(file)).success).toBe(true);
  expect(file).toContain(copies[0]!.sha256);
  expect(file).not.toContain(SECRET);
  const shown = (held: typeof foreign) =>
    JSON.stringify(compileFrozen(frozen, { ...of, siteUrl: 'https://here.example', partners: frozenCases(copies, held) }));
  expect(shown(foreign)).toContain(SECRET);

  publishSummary('Otra cosa.');
  await reader.harvest(partner());
  const later = await taking([`sur:${OURS}`]);
  expect(later.found).toEqual([]);
  for (const held of [later.foreign, []]) {
    const pack = shown(held);
    expect(pack).not.toContain(SECRET);
    expect(pack).not.toContain('Otra cosa.');
    expect(pack).toContain(`${server.origin}/es/cases/${OURS}/`);
    expect(pack).toContain(copies[0]!.sha256.slice(0, 10));
    expect(pack).toContain('Ya no tenemos la copia que vio la sesión');
  }
  // What is held today changes nothing of what was frozen.
  expect(packDigest(frozen, of)).toBe(digest);
  expect(packDigest(frozen, { ...of, partners: [{ ...copies[0]!, sha256: '0'.repeat(64) }] })).not.toBe(digest);
});
