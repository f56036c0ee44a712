import { describe, expect, test } from 'vitest';
import { violations } from './axe.ts';
import { settled, useBrowser, visit } from './browser.ts';
import { TEMPLATES } from './templates.ts';

useBrowser();

const WIDTHS = { phone: { width: 360, height: 740 }, desk: { width: 1280, height: 900 } } as const;

describe.each(Object.entries(TEMPLATES))('%s', (_name, path) => {
  test('has nothing that axe finds, in light and dark, on a phone and on a desk', async () => {
    const page = await visit(path, { reducedMotion: 'reduce' });
    await settled(page);
    for (const [name, viewport] of Object.entries(WIDTHS)) {
      await page.setViewportSize(viewport);
      expect(await violations(page), name).toEqual([]);
    }
  });
});
