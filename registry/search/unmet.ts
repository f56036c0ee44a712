import type { SearchPage } from './page.ts';
import type { SearchQuery } from './query.ts';

/**
 * Whether an answer is a sign of unmet demand: a whole question, without choices in facets, that found nothing. Whoever asks for the
 * words as they were typed has asked before, or is a curator who looks.
 */
export const isUnmet = ({ filters, page, asTyped }: SearchQuery, { state }: Pick<SearchPage, 'state'>): boolean =>
  state === 'nothing' && page === 1 && asTyped !== true && Object.keys(filters).length === 0;
