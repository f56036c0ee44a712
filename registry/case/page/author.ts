import { type LabRecord, labName } from '../../lab/record.ts';
import type { Case } from '../schema.ts';

/**
 * Whom to name as the author of a case, and who compiled it when that is somebody else: a case told by those who did it is theirs,
 * even when the registry wrote it down.
 */
export function authorOf(
  { compiled, actors }: Pick<Case, 'compiled' | 'actors'>,
  registry: { labs: ReadonlyMap<string, LabRecord> },
): { author: string; compiler: string | undefined } {
  const compiler = labName(registry, compiled.by);
  const teller = compiled.from === 'first-hand' ? actors.find(({ role }) => role === 'lead') : undefined;
  const author = teller === undefined ? compiler : teller.lab === undefined ? teller.name : labName(registry, teller.lab);
  return { author, compiler: author === compiler ? undefined : compiler };
}
