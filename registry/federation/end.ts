/** A case and the registry that it belongs to. */
export interface End {
  registry: string;
  id: string;
}

/** Names a case among those of all registries. */
export const endKey = ({ registry, id }: End) => `${registry} ${id}`;
