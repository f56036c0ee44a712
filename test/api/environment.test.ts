import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readEnvironment } from '../../api/environment.ts';

describe('the environment of the server', () => {
  test('needs nothing to be set', () => {
    expect(readEnvironment({})).toMatchObject({
      port: 4321,
      siteDir: resolve('site/dist'),
      contentDir: resolve('content'),
      trustProxy: 0,
    });
  });

  test('is read by name', () => {
    const read = readEnvironment({
      PORT: '8080',
      HOST: '0.0.0.0',
      SITE_DIST: '/srv/site',
      CONTENT_DIR: '/srv/content',
      TRUST_PROXY: '1',
    });
    expect(read).toMatchObject({
      port: 8080,
      host: '0.0.0.0',
      siteDir: resolve('/srv/site'),
      contentDir: resolve('/srv/content'),
      trustProxy: 1,
    });
  });

  test('that is wrong in several places is told all of them at once, with what was given', () => {
    const read = () => readEnvironment({ PORT: 'eighty', TRUST_PROXY: '99' });
    expect(read).toThrow(/PORT.*eighty/);
    expect(read).toThrow(/TRUST_PROXY.*99/);
  });
});
