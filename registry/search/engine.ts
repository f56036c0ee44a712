import type { SearchPage } from './page.ts';
import type { SearchQuery } from './query.ts';

/** The port: what every engine does, proved by test/contract/search-engine.ts. How documents get in is each adapter's own. */
export interface SearchEngine {
  /** Answers a query within its bounds; a locale the engine holds no documents for has an empty page. */
  search(query: SearchQuery): Promise<SearchPage>;
}
