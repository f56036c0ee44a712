import { findAmong } from '#registry/federation/foreign.ts';
import { findSimilar } from '#registry/submission/check/similar.ts';
import { type CaseSubmission, isImprovement } from '#registry/submission/schema.ts';
import type { Edition } from '../edition/publication.ts';
import type { FormContext } from './form-context.ts';
import { type FormState, toSubmission } from './form-state.ts';

export interface SimilarCaseLink {
  id: string;
  title: string;
  /** The registry that has it, when it is not ours: our id of it and its name. */
  registry: { id: string; name: string } | undefined;
  /** Names of its countries as a list in the reader's language. */
  countries: string;
}

/** Published cases similar to the form so far; none for a correction. */
export async function similarTo(
  state: FormState,
  { registry, search, foreign }: Edition,
  { locale, country }: FormContext,
): Promise<SimilarCaseLink[]> {
  const draft = toSubmission(state) as unknown as CaseSubmission;
  // Less text than a title and a problem is similar to everything.
  if (isImprovement(draft) || !draft.case?.title || !draft.case.problem) return [];
  const places = draft.case.places?.filter((place) => place.country !== undefined) ?? [];
  const elsewhere = findAmong(foreign);
  const found = await findSimilar({ ...draft, case: { ...draft.case, places } }, registry, search, elsewhere);
  return found.map(({ id, title, registry: peerId }) => {
    const record = (peerId === undefined ? registry.cases.get(id) : elsewhere(peerId, id))!;
    const codes = new Set(record.facts.places.map((place) => place.country));
    const peer = registry.peers.find((each) => each.id === peerId);
    return { id, title, registry: peer, countries: new Intl.ListFormat(locale.tag).format([...codes].map(country)) };
  });
}
