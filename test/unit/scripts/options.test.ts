import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { importedFolder } from '../../../scripts/load.ts';
import { contentFolder, siteUrlOf } from '../../../scripts/options.ts';

const EMPTY = { CONTENT_DIR: '', IMPORTED_DIR: '', SITE_DIST: '', SITE_URL: '', PORT: '' };

test('a variable set to the empty string counts as not set, in commands and in builds', () => {
  const io = { stdout: () => {}, stderr: () => {}, cwd: '/srv' };
  const places = (env: Record<string, string>) => [
    contentFolder(undefined, { ...io, env }),
    importedFolder({ ...io, env }),
    siteUrlOf(undefined, { ...io, env }),
  ];
  expect(places(EMPTY)).toEqual(places({}));
  const script = "console.log(JSON.stringify(await import('./site/src/lib/environment.ts')))";
  const built = (env: Record<string, string>) =>
    execFileSync(process.execPath, ['--input-type=module', '--eval', script], { env, encoding: 'utf8' });
  expect(built(EMPTY)).toBe(built({}));
});
