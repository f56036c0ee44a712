import { defineConfig } from 'vitest/config';

/**
 * Two projects: `unit` needs nothing but the source; `site` builds the real content once, then reads its pages, asks its server
 * and opens it in a browser.
 */
export default defineConfig({
  test: {
    maxWorkers: 2,
    // Some tests start servers, git or a build, and share two cores with others: what matters is that they end.
    testTimeout: 60_000,
    hookTimeout: 180_000,
    setupFiles: ['test/property-seed.ts', 'test/frozen.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/{site,api,e2e}/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'site',
          include: ['test/{site,api,e2e}/**/*.test.ts'],
          globalSetup: 'test/site/global-setup.ts',
        },
      },
    ],
  },
});
