import { fileURLToPath } from 'node:url';
import sitemap from '@astrojs/sitemap';
import { defineConfig } from 'astro/config';
import { reloadOnContent } from './src/lib/reload-on-content.ts';
import { contentDir, outDir, siteUrl } from './src/lib/environment.ts';
import { loadRegistry } from './src/lib/load-registry.ts';
import { writePublished } from './src/lib/write-published.ts';
import { sitemapEntry } from './src/lib/sitemap-entry.ts';

const { registry, published } = await loadRegistry();

/** The API that `npm run dev` has started, and the addresses that only it can answer. */
const api = process.env['DEV_API'];
const API_PATHS = ['^/v1/', '^/[a-z]{2,3}/submit/', '^/[a-z]{2,3}/submissions/', '^/[a-z]{2,3}/cases/[^/]+/(?:improve|report)/'];

export default defineConfig({
  site: siteUrl,
  outDir,
  // Astro refuses addresses without a slash before it would pass them to the API.
  trailingSlash: api ? 'ignore' : 'always',
  compressHTML: true,
  devToolbar: { enabled: false },
  build: { format: 'directory', inlineStylesheets: 'never' },
  server: { port: Number(process.env['PORT'] ?? 4321) },
  cacheDir: fileURLToPath(new URL('../node_modules/.cache/astro', import.meta.url)),
  integrations: [sitemap({ serialize: (item) => sitemapEntry(item, registry) }), writePublished(published)],
  vite: {
    // The content security policy allows no inline script or style, however small.
    build: { assetsInlineLimit: 0 },
    // What only deployments with a search server need is a file of its own.
    worker: { format: 'es' },
    plugins: [reloadOnContent(contentDir)],
    // `npm run dev` runs the API beside this server: what is not a static page is answered by it.
    server: { proxy: api ? Object.fromEntries(API_PATHS.map((path) => [path, { target: api }])) : {} },
  },
});
