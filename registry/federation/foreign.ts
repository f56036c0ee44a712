import type { CaseRecord } from '../case/record.ts';
import type { LabRecord } from '../lab/record.ts';
import type { Registry } from '../registry.ts';
import type { Peer } from '../settings.ts';
import type { Concept, Vocabulary } from '../vocabulary/vocabulary.ts';
import { type ConceptMap, readConceptMap } from './concept-map.ts';
import { type ForeignCard, type ForeignCase, readForeignCard, readForeignCase } from './foreign-record.ts';
import { foreignId } from '../search/foreign-id.ts';
import type { ImportedRecord } from './imported.ts';
import { isListed } from './settle.ts';
import { findStandIns } from './stand-in.ts';
import { type Files, type PeerSnapshot, readSnapshot } from './snapshot.ts';

/** A case of another registry as readers see it here: whole, or no more than a title that leads there; nothing of what was erased. */
export interface ForeignItem {
  held: ImportedRecord;
  whole: ForeignCase | undefined;
  card: ForeignCard | undefined;
  /** It is in lists and found by searches. */
  isListed: boolean;
  /** The id under which the case is found that stands for it there: somebody has decided that they are the same. */
  standIn?: string;
}

/** A registry that we read, as readers see it here. */
export interface Foreign {
  peer: Peer;
  snapshot: PeerSnapshot;
  items: readonly ForeignItem[];
  /** Theirs in our shape: their cases and the names of their labs, with our words and vocabularies and the terms that only they have. */
  registry: Registry;
}

/** What is held of the registries that content/peers.yml names, as readers see it on a day (YYYY-MM-DD). */
export function readForeign(files: Files, registry: Registry, today: string): Foreign[] {
  const snapshots = readSnapshot(files);
  const all = registry.peers.flatMap((peer) => {
    const snapshot = snapshots.get(peer.id);
    return snapshot ? [makeForeign(peer, snapshot, registry, today)] : [];
  });
  const listed = all.flatMap(({ peer, items }) =>
    items.flatMap(({ held, isListed }) => (isListed ? [{ peer: peer.id, registry: peer.registry, id: held.id }] : [])),
  );
  const standIns = findStandIns(registry, listed);
  return all.map((each) => ({
    ...each,
    items: each.items.map((item) => {
      const standIn = standIns.get(foreignId(each.peer.id, item.held.id));
      return standIn === undefined ? item : { ...item, standIn };
    }),
  }));
}

/** The cases of other registries that are in lists for themselves: none stands there for them. */
export const listedForThemselves = (foreign: readonly Foreign[]): { peer: Peer; item: ForeignItem }[] =>
  foreign.flatMap(({ peer, items }) =>
    items.filter(({ isListed, standIn }) => isListed && standIn === undefined).map((item) => ({ peer, item })),
  );

/** Finds a whole case of another registry, by our id of that registry and its own id. */
export const findAmong =
  (foreign: readonly Foreign[]) =>
  (peerId: string, id: string): CaseRecord | undefined =>
    foreign.find(({ peer }) => peer.id === peerId)?.registry.cases.get(id);

function makeForeign(peer: Peer, snapshot: PeerSnapshot, registry: Registry, today: string): Foreign {
  const concepts = readConceptMap(snapshot.vocabularies?.text, registry.vocabularies);
  const items = snapshot.records
    .filter(({ state }) => state !== 'quarantined')
    .map((held) => ({ ...readItem(held, { registry, peer, concepts }), isListed: isListed(held, today) }));
  return { peer, snapshot, items, registry: theirRegistry(peer, items, registry, concepts) };
}

function readItem(
  held: ImportedRecord,
  context: { registry: Registry; peer: Peer; concepts: ConceptMap },
): Omit<ForeignItem, 'isListed'> {
  if (held.text === undefined) return { held, whole: undefined, card: undefined };
  const data = JSON.parse(held.text) as unknown;
  const whole = held.licensed === 'whole' ? readForeignCase(data, context).value : undefined;
  return { held, whole, card: whole ? undefined : readForeignCard(data) };
}

function theirRegistry(
  peer: Peer,
  items: readonly Omit<ForeignItem, 'isListed'>[],
  ours: Registry,
  concepts: ConceptMap,
): Registry {
  const cases = new Map<string, CaseRecord>();
  const labs = new Map<string, LabRecord>();
  for (const { held, whole } of items) {
    if (!whole) continue;
    cases.set(held.id, whole.record);
    // A page asks a lab for no more than its name.
    for (const [id, name] of Object.entries(whole.labs)) labs.set(id, { facts: { name } } as LabRecord);
  }
  return {
    ...ours,
    ...{ name: peer.name, repository: undefined, sources: new Map(), redirects: new Map(), gone: [], peers: [], offers: [] },
    ...{ same: [], confirmed: [], scorecards: new Map() },
    // Nothing that labs here said of a case of ours is said of one of theirs that has its id.
    ...{ cases, labs, methods: new Map(), sessions: new Map(), comments: new Map(), commitments: new Map() },
    ...{ editions: new Map(), records: new Map([['case', cases]]) },
    vocabularies: new Map(
      [...ours.vocabularies].map(([name, vocabulary]) => [name, withTheirs(vocabulary, [...ours.locales.keys()], concepts)]),
    ),
  };
}

/** A vocabulary with the concepts that they have and we do not; each has a label in each of our languages, theirs or the first of theirs. */
function withTheirs(vocabulary: Vocabulary, locales: readonly string[], { others }: Pick<ConceptMap, 'others'>): Vocabulary {
  const added = others(vocabulary.name).map(({ id, label }): [string, Concept] => {
    const [first = id] = Object.values(label);
    return [id, { id, label: Object.fromEntries(locales.map((locale) => [locale, label[locale] ?? first])) }];
  });
  return { ...vocabulary, concepts: new Map([...vocabulary.concepts, ...added]) };
}
