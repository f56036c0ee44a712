import type { SearchPage } from './page.ts';
import type { SearchQuery } from './query.ts';

/**
 * The port that every engine implements, tested by test/contract/search-engine.ts. Each adapter gets its documents in its own
 * way.
 */
export interface SearchEngine {
  /** Answers a query within its limits; an unknown locale has an empty page. */
  search(query: SearchQuery): Promise<SearchPage>;
}
