import { readBuildVariables } from '#registry/build/variables.ts';

const variables = readBuildVariables(process.env);

/** The build's environment variables; docs/operations.md describes each. One set to the empty string counts as not set. */
export const { contentDir, importedDir, outDir, siteUrl, searchServer, feedKeyFile } = variables;
/** Whether the API that serves this site accepts submissions; only then does the site have a form and links to it. */
export const submissions = variables.submissions === 'on';
/** Whether the API that serves this site counts questions that found nothing. */
export const countsDemand = Boolean(process.env['DEMAND_PATH']);
/** The API that `npm run dev` has started. */
export const devApi = process.env['DEV_API'];
/** Where `npm run dev` serves. */
export const port = Number(process.env['PORT'] || 4321);
/** Stop at the first broken record instead of publishing the others. */
export const strict = process.env['CI'] === 'true' || process.env['STRICT'] === '1';
/** What Vite builds for, where that is not readers. */
export const nodeEnv = process.env['NODE_ENV'];
