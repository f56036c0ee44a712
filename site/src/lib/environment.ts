import { resolve } from 'node:path';
import { readSearchServer } from '#registry/search/search-server.ts';

/** What the build reads from the environment; every variable is described in docs/operations.md. */
export const contentDir = resolve(process.env['CONTENT_DIR'] ?? 'content');
export const outDir = resolve(process.env['SITE_DIST'] ?? 'site/dist');
export const siteUrl = process.env['SITE_URL'] ?? 'http://localhost:4321';
/** Whether an API that takes submissions serves this site: only then is there a form, and only then do pages lead to it. */
export const submissions = process.env['SUBMISSIONS'] === 'on';
/** The API that `npm run dev` has started. */
export const devApi = process.env['DEV_API'];
/** Where `npm run dev` serves. */
export const port = Number(process.env['PORT'] ?? 4321);
/** Stop at the first broken record instead of publishing the others. */
export const strict = process.env['CI'] === 'true' || process.env['STRICT'] === '1';
/** The Meilisearch that the search page asks; undefined for the index that comes with the site. Stops the build when it is half said. */
export const searchServer = readSearchServer(process.env);
