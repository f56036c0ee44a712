import type { SearchPage } from './page.ts';
import type { SearchQuery } from './query.ts';

/** Whether an answer is a sign of unmet demand: a whole question, without choices in facets, that found nothing. */
export const isUnmet = ({ filters, page }: SearchQuery, { state }: Pick<SearchPage, 'state'>): boolean =>
  state === 'nothing' && page === 1 && Object.keys(filters).length === 0;
