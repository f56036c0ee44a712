/** What separates the id of a registry from that of its case; no id has it. */
const BETWEEN = '_';

/** The id under which a case of another registry is found. */
export const foreignId = (peer: string, id: string): string => `${peer}${BETWEEN}${id}`;

/** The registry and the case that such an id stands for; undefined for an id of ours. */
export function readForeignId(id: string): { peer: string; id: string } | undefined {
  const at = id.indexOf(BETWEEN);
  return at < 0 ? undefined : { peer: id.slice(0, at), id: id.slice(at + BETWEEN.length) };
}
