import sitemap from '@astrojs/sitemap';
import { defineConfig } from 'astro/config';
import { API_PATHS } from './src/lib/api-paths.ts';
import { reloadOnContent } from './src/lib/reload-on-content.ts';
import { contentDir, devApi, outDir, port, siteUrl } from './src/lib/environment.ts';
import { checkOutFolder } from './src/lib/out-folder.ts';
import { keepPages } from './src/lib/keep-pages.ts';
import { loadRegistry } from './src/lib/load-registry.ts';
import { ownCopy } from './src/lib/own-copy.ts';
import { shareModules } from './src/lib/share-modules.ts';
import { writeFeed } from './src/lib/write-feed.ts';
import { writeFiles } from './src/lib/write-files.ts';
import { writePublished } from './src/lib/write-published.ts';
import { sitemapEntry } from './src/lib/sitemap-entry.ts';

// This file is JavaScript because Astro has Node run it then, and with it the registry's modules themselves (share-modules.ts).
const { registry, history, published } = await loadRegistry();

export default defineConfig({
  site: siteUrl,
  outDir,
  // Astro refuses addresses without a slash before it would pass them to the API.
  trailingSlash: devApi ? 'ignore' : 'always',
  compressHTML: true,
  devToolbar: { enabled: false },
  build: { format: 'directory', inlineStylesheets: 'never' },
  server: { port },
  integrations: [
    checkOutFolder({ out: outDir, content: contentDir, code: process.cwd() }),
    sitemap({ serialize: (item) => sitemapEntry(item, registry, history) }),
    writePublished(published),
    writeFeed(),
    writeFiles(),
    keepPages(),
  ],
  vite: {
    build: {
      // The content security policy allows no inline script or style, however small.
      assetsInlineLimit: 0,
      // The last browsers of Windows 7 and 8, and of telephones that get no newer one.
      cssTarget: ['chrome109', 'firefox115', 'safari16.4'],
    },
    // Code for deployments with a search server goes into a file of its own.
    worker: { format: 'es' },
    plugins: [shareModules(), ownCopy('/scripts/case.ts'), reloadOnContent(contentDir)],
    // `npm run dev` runs the API beside this server: what is not a static page is answered by it.
    server: { proxy: devApi ? Object.fromEntries(API_PATHS.map((path) => [path, { target: devApi }])) : {} },
  },
});
