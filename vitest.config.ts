import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';
import { PATIENCE_MS } from './test/patience.ts';

/**
 * Tests that need minutes: they kill servers, inject faults at every step, build several sites or send thousands of requests.
 * `npm run test:all` runs these too.
 */
const LONG = [
  'test/contract/forge-github*.test.ts',
  'test/contract/{outbox,imported}-postgres.test.ts',
  'test/contract/{doors,federation-kill,forge-local-git}.test.ts',
  'test/unit/growth/**/*.test.ts',
  'test/api/{slow-clients,federation}.test.ts',
  'test/api/openapi/fuzz.test.ts',
  'test/unit/pack/{formats,one-page}.test.ts',
  'test/unit/{delivery/delivery,federation/concept-map}.test.ts',
  'test/unit/scripts/{data-repository,generated-registry}.test.ts',
  'test/unit/federation/three-registries.test.ts',
  'test/unit/submission/doors.test.ts',
  'test/api/submissions/{github,several-servers,secrets,operating,review}.test.ts',
  'test/e2e/{submit-github,submit-typed,correct,session-year,upload-cases,review,tasks-server}.test.ts',
  'test/e2e/{search-server,search-same,search-pieces,federation,second-registry,accessibility,glance}.test.ts',
  'test/site/{fourth-language,every-page,preview,rebuild}.test.ts',
  'test/unit/publish/case-keys.test.ts',
];

/** The site is built while the tests run that do not need it, and those that do come after them. */
const AFTER_THE_BUILD = 'test/site/await-site.ts';

/**
 * Three projects: `unit` needs only the source; `site` builds the real content once, then tests its pages, its server and the
 * browser; `long` has the slow tests of both. The files of a worker share what they load, such as the pages of the site: a test
 * leaves nothing changed behind.
 */
export default defineConfig({
  test: {
    // One more than the cores: some wait for programs that they start.
    maxWorkers: 3,
    isolate: false,
    // With room for young objects they need a twentieth less.
    execArgv: ['--max-semi-space-size=32'],
    // Only what hangs is ended: some tests start servers or several builds, on a machine that may be busy with other things too.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: PATIENCE_MS } },
    teardownTimeout: PATIENCE_MS,
    // Node runs the code itself, as it does for readers; rewritten by Vite first, it needs a twelfth more. Nothing here mocks modules.
    experimental: { viteModuleRunner: false, nodeLoader: false },
    // Here, and not in the projects that need it: the site is built once for both.
    globalSetup: 'test/site/global-setup.ts',
    setupFiles: ['test/property-seed.ts', 'test/frozen.ts'],
    // Threads and processes that tests start need not compile the same source each time.
    env: { NODE_COMPILE_CACHE: resolve('node_modules/.cache/node') },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/{site,api,e2e}/**', ...LONG],
        },
      },
      {
        extends: true,
        test: {
          name: 'site',
          include: ['test/{site,api,e2e}/**/*.test.ts'],
          exclude: LONG,
          setupFiles: AFTER_THE_BUILD,
          // Pages that were read are kept: with more workers, each page is read more often.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'long',
          include: LONG,
          setupFiles: AFTER_THE_BUILD,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
