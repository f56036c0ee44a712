import { describe, expect, test } from 'vitest';
import { allViolations } from './axe.ts';
import { useBrowser, visit } from './browser.ts';
import { TEMPLATES } from './templates.ts';

useBrowser();

describe.each(Object.entries(TEMPLATES))('%s', (_name, path) => {
  test('has nothing that axe finds, in light and dark, on a phone and on a desk', async () => {
    expect(await allViolations(await visit(path, { reducedMotion: 'reduce' }))).toEqual([]);
  });
});
