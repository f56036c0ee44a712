import { resolve } from 'node:path';
import { readSearchServer } from '#registry/search/search-server.ts';

/** The build's environment variables; docs/operations.md describes each. One set to the empty string counts as not set. */
export const contentDir = resolve(process.env['CONTENT_DIR'] || 'content');
/** What is held of other registries, as files. */
export const importedDir = resolve(process.env['IMPORTED_DIR'] || '.data/imported');
export const outDir = resolve(process.env['SITE_DIST'] || 'site/dist');
export const siteUrl = process.env['SITE_URL'] || 'http://localhost:4321';
/** Whether the API that serves this site accepts submissions; only then does the site have a form and links to it. */
export const submissions = process.env['SUBMISSIONS'] === 'on';
/** Whether the API that serves this site counts questions that found nothing. */
export const countsDemand = Boolean(process.env['DEMAND_PATH']);
/** The API that `npm run dev` has started. */
export const devApi = process.env['DEV_API'];
/** Where `npm run dev` serves. */
export const port = Number(process.env['PORT'] || 4321);
/** Stop at the first broken record instead of publishing the others. */
export const strict = process.env['CI'] === 'true' || process.env['STRICT'] === '1';
/** The Meilisearch of the search page; undefined for the site's own index. Incomplete settings stop the build. */
export const searchServer = readSearchServer(process.env);
/** The file of the key that signs what other registries read; without it nothing is signed. */
export const feedKeyFile = process.env['FEDERATION_KEY_FILE'] || undefined;
/** What Vite builds for, where that is not readers. */
export const nodeEnv = process.env['NODE_ENV'];
