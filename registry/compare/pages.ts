import { paths } from '../addresses.ts';
import type { Chosen } from './chosen.ts';

/** The pages that a choice of cases leads to, in a language. */
export const chosenPages = (locale: string): Chosen['pages'] => ({
  compare: paths.compare(locale),
  shortlist: paths.shortlist(locale),
  brief: (id) => paths.caseBrief(locale, id),
  lists: paths.explore(locale),
});
