import { resolve } from 'node:path';
import { readSearchServer } from '#registry/search/search-server.ts';

/** What the build reads from the environment; every variable is described in docs/operations.md. */
export const contentDir = resolve(process.env['CONTENT_DIR'] ?? 'content');
/** What is held of other registries, as files. */
export const importedDir = resolve(process.env['IMPORTED_DIR'] ?? '.data/imported');
export const outDir = resolve(process.env['SITE_DIST'] ?? 'site/dist');
export const siteUrl = process.env['SITE_URL'] ?? 'http://localhost:4321';
/** Whether an API that takes submissions serves this site: only then is there a form, and only then do pages lead to it. */
export const submissions = process.env['SUBMISSIONS'] === 'on';
/** Stop at the first broken record instead of publishing the others. */
export const strict = process.env['CI'] === 'true' || process.env['STRICT'] === '1';
/** The Meilisearch that the search page asks; undefined for the index that comes with the site. Stops the build when it is half said. */
export const searchServer = readSearchServer(process.env);
/** The file of the key that signs what other registries read; without it nothing is signed. */
export const feedKeyFile = process.env['FEDERATION_KEY_FILE'] || undefined;
