import { findSource, type Source } from '../source/source.ts';
import type { Case, Verdict } from './schema.ts';

/** Who has no stake in how a policy is told. */
const UNINVOLVED: readonly Source['interest'][] = ['independent', 'official'];

/** Whether a verdict rests only on the word of those who took part in the policy or recommend it; a page says so next to its label. */
export function isPartial(
  { sources }: Pick<Verdict, 'sources'>,
  references: Case['references'],
  shared: ReadonlyMap<string, Source>,
): boolean {
  const speakers = (sources ?? []).map(({ id }) => findSource(id, references, shared)?.interest);
  return speakers.length > 0 && speakers.every((interest) => interest !== undefined && !UNINVOLVED.includes(interest));
}
