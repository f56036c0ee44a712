import { type Finding, finding } from '../../finding/finding.ts';
import { type RecordFacts, type RuleAmong, type Records, recordsOf, type RegistryRecord } from '../../record/record.ts';
import type { Path } from '../../schema/walk.ts';
import { labKind } from '../kind.ts';

/** Speaks in its own name: either the lab has joined the registry, or a publication says what is told of it. */
export const checkSpeakingLab: RuleAmong<RecordFacts & { lab: string; sources?: readonly object[] | undefined }> = (
  record,
  registry,
) => (record.facts.sources ? [] : notMember(record, registry, ['lab'], record.facts.lab));

/** A lab that only sources name has agreed to nothing. */
export function notMember(record: Pick<RegistryRecord, 'source'>, registry: Records, path: Path, id: string): Finding[] {
  const lab = recordsOf(registry, labKind).get(id);
  // One that is unknown, or cannot be read, has findings of its own.
  if (lab?.facts.status !== 'named') return [];
  return [finding('lab-not-member', record.source.yaml.locate(path), { given: id })];
}
