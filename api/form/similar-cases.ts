import { findSimilar } from '#registry/submission/check/similar.ts';
import { type CaseSubmission, isImprovement } from '#registry/submission/schema.ts';
import type { Edition } from '../edition/publication.ts';
import type { FormContext } from './form-context.ts';
import { type FormState, toSubmission } from './form-state.ts';

export interface SimilarCaseLink {
  id: string;
  title: string;
  /** Names of its countries as a list in the reader's language. */
  countries: string;
}

/** Published cases similar to the form so far; none for a correction. */
export async function similarTo(
  state: FormState,
  { registry, search }: Edition,
  { locale, country }: FormContext,
): Promise<SimilarCaseLink[]> {
  const draft = toSubmission(state) as unknown as CaseSubmission;
  // Less text than a title and a problem is similar to everything.
  if (isImprovement(draft) || !draft.case?.title || !draft.case.problem) return [];
  const places = draft.case.places?.filter((place) => place.country !== undefined) ?? [];
  const found = await findSimilar({ ...draft, case: { ...draft.case, places } }, registry, search);
  return found.map(({ id, title }) => {
    const codes = new Set(registry.cases.get(id)!.facts.places.map((place) => place.country));
    return { id, title, countries: new Intl.ListFormat(locale.tag).format([...codes].map(country)) };
  });
}
