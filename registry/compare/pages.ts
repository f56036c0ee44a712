import { paths } from '../addresses.ts';
import type { Chosen } from './chosen.ts';

/** The pages that a choice of cases leads to, in a language, and its files where a server makes them. */
export const chosenPages = (
  locale: string,
  { hasServer, takesSessions = hasServer }: { hasServer: boolean; takesSessions?: boolean },
): Chosen['pages'] => ({
  ...(takesSessions ? { session: paths.newSession(locale) } : {}),
  ...(hasServer ? { file: (page, format) => paths.chosenFile(locale, page, format) } : {}),
  compare: paths.compare(locale),
  shortlist: paths.shortlist(locale),
  brief: (id) => paths.caseBrief(locale, id),
  lists: paths.explore(locale),
});
