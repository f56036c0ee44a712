import { defineConfig } from 'vitest/config';

/**
 * Two projects: `unit` needs nothing but the source; `site` builds the real content once, then reads its pages, asks its server
 * and opens it in a browser.
 */
export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/{site,api,e2e}/**'],
        },
      },
      {
        test: {
          name: 'site',
          include: ['test/{site,api,e2e}/**/*.test.ts'],
          globalSetup: 'test/site/global-setup.ts',
          // A build takes seconds on a quiet machine; builds and axe share two cores with other tests.
          testTimeout: 60_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
