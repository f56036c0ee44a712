import { findSource, type Source } from '../source/source.ts';
import type { Case, Verdict } from './schema.ts';

/** Speakers without a stake in how a policy is described. */
const UNINVOLVED: readonly Source['interest'][] = ['independent', 'official'];

/** Whether a verdict's only sources took part in the policy or recommend it; pages show this beside its label. */
export function isPartial(
  { sources }: Pick<Verdict, 'sources'>,
  references: Case['references'],
  shared: ReadonlyMap<string, Source>,
): boolean {
  const speakers = (sources ?? []).map(({ id }) => findSource(id, references, shared)?.interest);
  return speakers.length > 0 && speakers.every((interest) => interest !== undefined && !UNINVOLVED.includes(interest));
}
