import { resolve } from 'node:path';

/** What the build reads from the environment; every variable is described in docs/operations.md. */
export const contentDir = resolve(process.env['CONTENT_DIR'] ?? 'content');
export const outDir = resolve(process.env['SITE_DIST'] ?? 'site/dist');
export const siteUrl = process.env['SITE_URL'] ?? 'http://localhost:4321';
/** Stop at the first broken record instead of publishing the others. */
export const strict = process.env['CI'] === 'true' || process.env['STRICT'] === '1';
