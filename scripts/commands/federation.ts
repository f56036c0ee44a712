import { resolve } from 'node:path';
import { asOneLine } from '#registry/content/characters.ts';
import { readForeign } from '#registry/federation/foreign.ts';
import { lineageBetween } from '#registry/federation/lineage.ts';
import { type LookAlikePair, proposePairs } from '#registry/federation/look-alike-pairs.ts';
import type { Resemblance } from '#registry/compare/look-alike.ts';
import { openFetcher } from '#registry/federation/fetch/get.ts';
import { describeRefusal } from '#registry/federation/fetch/refused.ts';
import type { Harvested } from '#registry/federation/harvest.ts';
import type { Imported, PeerFacts } from '#registry/federation/imported.ts';
import { parseJson } from '#registry/federation/json.ts';
import { readOffers } from '#registry/federation/offer.ts';
import { proposeOffers } from '#registry/federation/offer-proposal.ts';
import { reportPath, reportSchema } from '#registry/federation/report.ts';
import { type Files, takeSnapshot } from '#registry/federation/snapshot.ts';
import { writeFolder } from '#registry/federation/store/folder.ts';
import { retireOthers, takeTurn } from '#registry/federation/turn.ts';
import { ForgeError } from '#registry/forge/errors.ts';
import { openLocalGit } from '#registry/forge/git/local-git.ts';
import { readRegistry } from '#registry/read.ts';
import type { Registry } from '#registry/registry.ts';
import { type Peer } from '#registry/settings.ts';
import { type Command, type ExitCode, Failure, type Io, UsageError } from '../command.ts';
import { ASKING, doorsOf, owner, siteOf, withImported } from '../federation.ts';
import { importedFolder, loadTree } from '../load.ts';
import { addPeer, retirePeer } from '../peers-file.ts';
import { contentFolder, parseOptions, today } from '../options.ts';
import { outboxUsage } from '../command-outbox.ts';

const options = {
  content: { type: 'string' },
  outbox: { type: 'string' },
  branch: { type: 'string' },
  name: { type: 'string' },
  trust: { type: 'string' },
  out: { type: 'string' },
  propose: { type: 'boolean' },
} as const;

/** Actions that change nothing of what is held. */
const READING: ReadonlySet<string> = new Set(['status', 'offers', 'export', 'look-alikes']);

export const federation: Command = {
  summary: 'Reads other registries, and says how they stand.',
  usage: `npm run registry -- federation add|harvest|status|accept|retire|offers|export|look-alikes [options]

  add <id> <address>    begins to read a registry: https://registro.example; writes content/peers.yml
  harvest [id…]         reads the registries now, or only some
  status                what is held of each, and what each says that it has of ours
  accept <id>           what a registry wants to take out at once, or its new key, is meant
  retire <id>           stops reading a registry and forgets what is held of it; writes content/peers.yml
  offers                translations of ours that they offer; with --propose, those that fit become proposals of the local repository
  look-alikes           pairs of cases of different registries that may be one, on which nobody has decided in content/same.yml
  export                writes what is held as files, for the build of the site or to look at

  --name TEXT       add: what readers see
  --trust LEVEL     add: link, read or partner (default: read)
  --propose         offers: a server does it by itself for registries with trust: partner
  --out DIR         export: the folder (default: IMPORTED_DIR, or .data/imported)
  --branch NAME     keeps what is held in a branch of the content's repository that is always one commit, for a registry without a server
  --content DIR     the registry's content folder (default: CONTENT_DIR, or content)
${outboxUsage}
  --debug           show where a failure came from
  --help            this text`,
  async run(args, io) {
    const { values, positionals } = parseOptions(args, options);
    const [action = '', ...rest] = positionals;
    const content = contentFolder(values.content, io);
    if (action === 'add') return await addPeer(rest, values, content, io);
    const { registry } = readRegistry(await loadTree(content));
    const using = (work: (imported: Imported) => Promise<ExitCode>) =>
      withImported(
        {
          outbox: values.outbox,
          branch: values.branch,
          repository: content,
          isReading: READING.has(action),
        },
        io,
        work,
      );
    switch (action) {
      case 'harvest':
        return await using((imported) => harvestAll(rest, registry, imported, io));
      case 'status':
        return await using((imported) => status(registry, imported, io));
      case 'accept':
        return await using((imported) => accept(onlyOne(rest), imported, io));
      case 'retire':
        return await using((imported) => retirePeer(onlyOne(rest), content, registry, imported, io));
      case 'offers':
        return await using((imported) => offers(registry, imported, values.propose ? content : undefined, io));
      case 'export': {
        const folder = values.out === undefined ? importedFolder(io) : resolve(io.cwd, values.out);
        return await using(async (imported) => {
          const files = await takeSnapshot(imported);
          await writeFolder(folder, files);
          io.stdout(`${files.size} files in ${folder}.\n`);
          return 0;
        });
      }
      case 'look-alikes':
        return await using(async (imported) => showLookAlikes(registry, await takeSnapshot(imported), io));
      default:
        throw new UsageError('Say add, harvest, status, accept, retire, offers, export or look-alikes.');
    }
  },
};

function onlyOne(ids: readonly string[]): string {
  if (ids.length !== 1) throw new UsageError('Say the id of one registry.');
  return ids[0]!;
}

async function harvestAll(ids: readonly string[], registry: Registry, imported: Imported, io: Io): Promise<ExitCode> {
  const unknown = ids.find((id) => !registry.peers.some((peer) => peer.id === id));
  if (unknown !== undefined) throw new UsageError(`There is no registry "${unknown}" in content/peers.yml.`);
  for (const id of await retireOthers(imported, registry, Date.now())) io.stdout(`${id}: no longer read; forgotten.\n`);
  const asked = registry.peers.filter(({ id, retired }) => retired === undefined && (ids.length === 0 || ids.includes(id)));
  // One lane for each: a slow registry keeps nobody waiting but itself.
  const results = await Promise.all(
    asked.map(async (peer) => {
      const turn = {
        imported,
        registry,
        from: siteOf(io),
        owner,
        isDue: false,
        clock: Date.now,
        random: Math.random,
        ...doorsOf(io),
      };
      const harvested = await takeTurn(peer, turn);
      const isOurs = peer.registry === new URL(siteOf(io)).origin;
      io.stdout(`${peer.id}: ${isOurs ? 'is this registry itself.' : describe(harvested)}\n`);
      return harvested;
    }),
  );
  return results.some((harvested) => harvested?.result === 'failed' || harvested?.result === 'held') ? 1 : 0;
}

function describe(harvested: Harvested | undefined): string {
  if (!harvested) return 'somebody else is reading it now.';
  const { result, reason, changes, erased } = harvested;
  if (result === 'unchanged') return 'nothing has changed.';
  const why = reason ? ` (${asOneLine(describeRefusal(reason))})` : '';
  const count = `${changes} records changed${erased > 0 ? `, ${erased} erased` : ''}`;
  if (result === 'settled') return `${count}.`;
  return result === 'held' ? `held until somebody looks${why}; ${count}.` : `could not be read${why}; what was held stays.`;
}

async function status(registry: Registry, imported: Imported, io: Io): Promise<ExitCode> {
  const known = await imported.peers();
  for (const peer of registry.peers) {
    io.stdout(`${peer.id}  ${asOneLine(peer.name)}  ${peer.registry}\n  ${await stateOf(peer, known.get(peer.id), imported)}\n`);
    if (peer.retired === undefined) io.stdout(`  ${await theyRead(peer, io)}\n`);
  }
  if (registry.peers.length === 0) io.stdout('No other registry is read. See: federation add\n');
  await showToConfirm(registry, imported, io);
  return [...known.values()].some(({ state }) => state === 'held' || state === 'failing') ? 1 : 0;
}

/** Links to our cases that others claim: each as a line of content/confirmed.yml, for who knows that it is so. */
async function showToConfirm(registry: Registry, imported: Imported, io: Io): Promise<void> {
  const foreign = readForeign(await takeSnapshot(imported), registry, today());
  const { toConfirm } = lineageBetween(registry, new URL(siteOf(io)).origin, foreign);
  if (toConfirm.length > 0) io.stdout(`${toConfirm.length} links to our cases, to confirm in content/confirmed.yml:\n`);
  for (const { from, relation, to } of toConfirm)
    io.stdout(
      `  - { from: { registry: '${from.registry}', id: ${asOneLine(from.id)} }, relation: ${asOneLine(relation)}, to: ${to}, on: '${today()}' }\n`,
    );
}

async function stateOf(peer: Peer, facts: PeerFacts | undefined, imported: Imported): Promise<string> {
  if (!facts || facts.state === 'new') return 'not read yet';
  const states = Map.groupBy((await imported.held(peer.id)).values(), ({ state }) => state);
  const counts = [...states].map(([state, all]) => `${all.length} ${state}`).join(', ');
  const when =
    facts.freshAt === undefined ? 'never read whole' : `read whole ${new Date(facts.freshAt).toISOString().slice(0, 16)}`;
  const why = facts.reason ? ` (${asOneLine(describeRefusal(facts.reason))})` : '';
  const strange = facts.unreadable ? `; ${facts.unreadable} entries cannot be read` : '';
  // Whoever holds its old address can write anything there: nobody is followed, and a person looks at both.
  const moved = facts.movedTo
    ? `\n  says that it is at ${asOneLine(facts.movedTo)} now. When that registry names ${peer.registry} in its movedFrom, write it into content/peers.yml`
    : '';
  const [key] = facts.keys ?? [];
  const signs =
    key !== undefined && peer.key === undefined
      ? `\n  signs what it publishes; to believe nothing else, write into its entry in content/peers.yml  key: ${asOneLine(key)}`
      : '';
  return `${facts.state}${why}; ${when}; ${counts || 'nothing held'}${strange}${signs}${moved}`;
}

/** What another registry says that it has of ours: its report, where it publishes one. */
async function theyRead({ registry, name }: Peer, io: Io): Promise<string> {
  const from = siteOf(io);
  const fetcher = openFetcher({ from, ...doorsOf(io) });
  try {
    const { body } = await fetcher.get(`${registry}${reportPath(new URL(from).origin)}`, ASKING);
    const { records, counts, findings, lookAlikes, toConfirm, terms } = reportSchema.parse(parseJson(body!));
    const read = (counts['current'] ?? 0) + (counts['stale'] ?? 0);
    const lines = findings
      .slice(0, 20)
      .map(
        ({ id, findings: found }) =>
          `\n    ${asOneLine(id)}: ${found.map(({ code, pointer }) => asOneLine(`${code} ${pointer}`)).join(', ')}`,
      );
    const more = [
      ...lookAlikes
        .slice(0, 20)
        .map(({ id, like, score }) => `${asOneLine(id)} looks like their ${asOneLine(like)} (${score.toFixed(2)})`),
      ...toConfirm
        .slice(0, 20)
        .map(({ from, relation, to }) => `their ${asOneLine(from.id)} says it is ${asOneLine(relation)} ${asOneLine(to)}`),
      ...(terms.length > 0
        ? [
            `terms they do not have: ${terms
              .slice(0, 20)
              .map(({ id }) => asOneLine(id))
              .join(', ')}`,
          ]
        : []),
    ].map((line) => `\n    ${line}`);
    return `${asOneLine(name)} reads ${read} of our ${records}${[...lines, ...more].join('')}`;
  } catch {
    return 'publishes no report about ours';
  } finally {
    fetcher.close();
  }
}

/** Lists what others offer to translate of ours; `content` is the folder in whose repository those that fit are proposed. */
async function offers(registry: Registry, imported: Imported, content: string | undefined, io: Io): Promise<ExitCode> {
  const forge = content === undefined ? undefined : await openLocalGit({ dir: content });
  try {
    for (const peer of registry.peers.filter(({ retired }) => retired === undefined)) {
      const all = readOffers((await imported.translations(peer.id))?.text, registry);
      for (const { offer, refused } of all)
        io.stdout(`${peer.id}  ${offer.of.id} ${offer.locale}  ${refused === undefined ? 'fits' : `left: ${refused}`}\n`);
      if (!forge) continue;
      for (const id of await proposeOffers(peer, { imported, forge, registry })) io.stdout(`${id} is proposed.\n`);
    }
    return 0;
  } catch (error) {
    throw error instanceof ForgeError ? new Failure(error.message, { cause: error }) : error;
  } finally {
    await forge?.close();
  }
}

const SAYING: Readonly<Record<Resemblance, string>> = {
  ...{ probable: 'probably the same case', possible: 'perhaps the same case' },
  akin: 'of different countries: perhaps an adaptation; ask for a link',
};

/** Proposes, and changes nothing: what is decided goes into content/same.yml. */
function showLookAlikes(registry: Registry, files: Files, io: Io): ExitCode {
  const origin = new URL(siteOf(io)).origin;
  const foreign = readForeign(files, registry, today());
  const pairs = proposePairs(registry, origin, foreign);
  const nameOf = ({ registry: address, id }: LookAlikePair['one']) =>
    address === origin ? id : `{ registry: '${address}', id: ${id} }`;
  for (const { one, other, score, resemblance } of pairs) {
    io.stdout(`${score.toFixed(2)}  ${SAYING[resemblance]}\n`);
    for (const end of [one, other]) io.stdout(`      ${asOneLine(end.record.facts.title)}\n`);
    io.stdout(
      `      - { cases: [${nameOf(one)}, ${nameOf(other)}], are: same, on: '${today()}' } # or different, or adaptation\n`,
    );
  }
  io.stdout(
    pairs.length === 0 ? 'Nothing looks alike.\n' : `${pairs.length} pairs. What you decide goes into content/same.yml.\n`,
  );
  return 0;
}

async function accept(id: string, imported: Imported, io: Io): Promise<ExitCode> {
  const facts = await imported.peer(id);
  if (facts?.state !== 'held') throw new Failure(`Nothing of "${id}" waits for anybody.`);
  await imported.save(id, { ...facts, accepted: facts.heldIndex ?? 'key' }, [
    { at: Date.now(), event: 'accepted', detail: facts.reason?.code ?? '' },
  ]);
  io.stdout(`Accepted. The next harvest takes it: federation harvest ${id}\n`);
  return 0;
}
