import type { SameDecision } from '../settings.ts';

/** A case and the registry that it belongs to. */
export interface End {
  registry: string;
  id: string;
}

/** Names a case among those of all registries. */
export const endKey = ({ registry, id }: End) => `${registry} ${id}`;

/** A case as content/same.yml names it: by its id alone when it is ours, whose registry is at `origin`. */
export const endOf = (named: SameDecision['cases'][number], origin: string): End =>
  typeof named === 'string' ? { registry: origin, id: named } : named;
