import { paths } from '../addresses.ts';
import type { Registry } from '../registry.ts';
import type { Foreign, ForeignItem } from './foreign.ts';

/** What readers can be shown: our cases, and those of the registries that we read. */
export interface World {
  registry: Registry;
  foreign: readonly Foreign[];
  /** The origin of our site. */
  origin: string;
}

/** Where readers find a case now: an address of ours in a locale. */
export type Arrival = (locale: string) => string;

/** What became of a case that is no longer told at its address; `to` when both ends say where it is now. */
export interface Departure {
  to: Arrival | undefined;
}

/** What became of a case of ours that is no longer one, besides those that only have another id here (redirects.yml). */
export function departureOf(id: string, world: World): Departure | undefined {
  const told = world.registry.gone.find((each) => each.id === id);
  if (!told || world.registry.cases.has(id)) return undefined;
  const to = typeof told.to === 'string' ? { registry: world.origin, id: told.to } : told.to;
  const isMoved = told.why === 'moved' && to !== undefined;
  return { to: isMoved ? findArrival({ registry: world.origin, id }, to, world) : undefined };
}

/** What became of a case of another registry: it is gone, erased, or its registry is read no more. */
export function foreignDeparture(peerId: string, id: string, world: World): Departure | undefined {
  const foreign = world.foreign.find(({ peer }) => peer.id === peerId);
  const item = foreign?.items.find(({ held }) => held.id === id);
  if (!foreign || !item || !HAS_LEFT.has(item.held.state)) return undefined;
  return { to: isMovedAway(item) ? arrivalOf(foreign, item, world) : undefined };
}

const HAS_LEFT: ReadonlySet<string> = new Set(['gone', 'erased']);
const isMovedAway = ({ held }: ForeignItem) => held.state === 'gone' && held.why === 'moved';

/** Where a case of another registry is now, if that is told at both ends and we show it. */
export function arrivalOf({ peer }: Foreign, { held }: ForeignItem, world: World): Arrival | undefined {
  const { to } = held.told ?? {};
  return (
    to && findArrival({ registry: peer.registry, id: held.id }, { registry: to.registry ?? peer.registry, id: to.id }, world)
  );
}

interface CaseOfRegistry {
  registry: string;
  id: string;
}

/**
 * Who says that a case has gone elsewhere could send readers anywhere, and who says that one came from elsewhere could take any
 * case over. Within a registry both are said by one; between two, each must say it.
 */
function findArrival(from: CaseOfRegistry, to: CaseOfRegistry, { registry, foreign, origin }: World): Arrival | undefined {
  const isSaid = (previously: readonly CaseOfRegistry[] = []) =>
    from.registry === to.registry || previously.some((each) => each.registry === from.registry && each.id === from.id);
  if (to.registry === origin) {
    const here = registry.cases.get(to.id);
    return here && isSaid(here.facts.previously) ? (locale) => paths.case(locale, to.id) : undefined;
  }
  const there = foreign.find(({ peer }) => peer.registry === to.registry && peer.retired === undefined);
  const item = there?.items.find(({ held }) => held.id === to.id);
  if (!there || !item?.isListed || !isSaid(item.whole?.previously)) return undefined;
  return (locale) => paths.foreignCase(locale, there.peer.id, to.id);
}
