import { describe, expect, test } from 'vitest';
import { allViolations } from './axe.ts';
import { useBrowser, visit } from './browser.ts';
import { TEMPLATES } from './templates.ts';

useBrowser();

describe.each(Object.entries(TEMPLATES))('%s', (_name, path) => {
  test('has nothing that axe finds at 320 px and at 1280 px, in light and dark, at 200 %, and in forced colours', async () => {
    expect(await allViolations(await visit(path, { reducedMotion: 'reduce' }))).toEqual([]);
  });
});
