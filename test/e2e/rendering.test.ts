import { describe, expect, test } from 'vitest';
import { settled, useBrowser, visit } from './browser.ts';
import { TEMPLATES } from './templates.ts';

useBrowser();

describe.each(Object.entries(TEMPLATES))('%s', (_name, path) => {
  test('row 21: breaks no rule of its security policy, and no script fails', async () => {
    const broken: string[] = [];
    const page = await visit(path, {}, async (blank) => {
      blank.on('pageerror', (error) => broken.push(error.message));
      blank.on('console', (message) => {
        // The 404 page itself has status 404, which the console reports.
        if (message.type() === 'error' && !message.text().includes('404')) broken.push(message.text());
      });
      await blank.addInitScript(() => {
        const seen: string[] = [];
        Object.assign(globalThis, { seen });
        document.addEventListener('securitypolicyviolation', (event) =>
          seen.push(`${event.violatedDirective} ${event.blockedURI}`),
        );
      });
    });
    await settled(page);
    expect(await page.evaluate(() => (globalThis as unknown as { seen: string[] }).seen)).toEqual([]);
    expect(broken).toEqual([]);
  });

  test('fits 320 px, and a desk at 200 % zoom, without scrolling sideways', () => expectToFit(path));
});

test.each(['es', 'pt', 'en'])('so does a pack, in %s', (locale) => expectToFit(`/${locale}/sessions/2027-mesas/2/`));

async function expectToFit(path: string): Promise<void> {
  const page = await visit(path);
  // For layout, a zoom of 200 % halves the CSS pixels.
  for (const viewport of [
    { width: 320, height: 700 },
    { width: 640, height: 450 },
  ]) {
    await page.setViewportSize(viewport);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(overflow, `${viewport.width} px`).toBeLessThanOrEqual(0);
  }
}

test('a table of sentences is read row by row on a phone, and one of marks moves under its title and beside its first column', async () => {
  const page = await visit('/es/gaps/', { viewport: { width: 360, height: 740 } });
  const widthOf = async (selector: string) => (await page.locator(selector).first().boundingBox())!.width;
  expect(await widthOf('.policy-matrix td ul')).toBeGreaterThan(280);
  const head = (pseudo: string) =>
    page
      .locator('.policy-matrix tbody td')
      .first()
      .evaluate((cell, name) => getComputedStyle(cell, name).content, pseudo);
  expect(await head('::before')).toBe('"Insumo público"');
  for (const caption of await page.locator('caption').all())
    expect((await caption.boundingBox())!.width).toBeLessThanOrEqual(360);
  await page
    .locator('.grid-scroll')
    .nth(1)
    .evaluate((scroller) => scroller.scrollBy(200, 0));
  expect((await page.locator('.verdict-grid tbody th').first().boundingBox())!.x).toBeGreaterThanOrEqual(0);
  await page.setViewportSize({ width: 1280, height: 900 });
  expect(await head('::before')).toBe('none');
});

test('a printed case is its text without the navigation', async () => {
  const page = await visit('/es/cases/uruguay-plan-ceibal/', { colorScheme: 'dark' });
  await page.emulateMedia({ media: 'print' });
  for (const hidden of ['.site-nav', 'nav.languages', '.contents', '.skip'])
    expect(await page.locator(hidden).first().isVisible(), hidden).toBe(false);
  for (const shown of ['h1', '.verdict', '#lessons', '#sources', '#cite'])
    expect(await page.locator(shown).first().isVisible(), shown).toBe(true);
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).toBe('rgb(255, 255, 255)');
  expect((await page.pdf()).subarray(0, 5).toString()).toBe('%PDF-');
});

test('in forced colours, outcome and evidence are still told by words, and lessons by a border', async () => {
  const page = await visit('/es/cases/uruguay-plan-ceibal/', { forcedColors: 'active' });
  expect(await page.locator('.verdict .outcome').first().innerText()).toMatch(/\S/);
  expect(await page.locator('.verdict .evidence').first().innerText()).toMatch(/\d/);
  const { color, border } = await page
    .locator('.lesson')
    .first()
    .evaluate((element) => {
      const style = getComputedStyle(element);
      return {
        color: style.color,
        border: [style.borderTopStyle, style.borderLeftStyle, style.borderInlineStartStyle].join(' '),
      };
    });
  expect(border).toMatch(/solid|double/);
  expect(color).not.toBe('');
});

describe.each(['light', 'dark'] as const)('in forced colours, %s', (colorScheme) => {
  test.each([
    ['the map', '/es/map/', '.map'],
    ['the lineage of all', '/es/lineage/', '.lineage-map'],
    ['what was tried', '/en/gaps/', '.grid'],
    ['missions', '/es/missions/', '.mission-map'],
    ['the lineage of a case', '/es/cases/uruguay-plan-ceibal/', '.case-lineage'],
  ])(
    '%s is drawn in the colours of the reader, its lines are seen, and its marks are told by shape and word',
    async (_name, path, picture) => {
      const page = await visit(path, { forcedColors: 'active', colorScheme });
      const { foreign, unseen, marks, shapes, wordless } = await page.evaluate((selector) => {
        const coloured = (color: string) => {
          const probe = document.body.appendChild(document.createElement('i'));
          probe.style.cssText = `forced-color-adjust: none; color: ${color}`;
          const { color: computed } = getComputedStyle(probe);
          probe.remove();
          return computed;
        };
        const paper = coloured('Canvas');
        const own = new Set([paper, 'none', ...['CanvasText', 'LinkText'].map(coloured)]);
        const svgs = [...document.querySelectorAll(selector)].flatMap((each) =>
          each.matches('svg') ? [each] : [...each.querySelectorAll('svg')],
        );
        const drawn = svgs.flatMap((svg) => [...svg.querySelectorAll<SVGElement>('path, rect, circle, text')]);
        const uses = svgs.flatMap((svg) => [...svg.querySelectorAll<SVGElement>('use[href*="outcome-"]')]);
        const named = (each: Element) =>
          [each, each.closest('a')].some((one) => one?.getAttribute('aria-label')) ||
          (each.closest('.outcome')?.textContent ?? '').trim();
        return {
          foreign: [
            ...drawn.flatMap((each) => [getComputedStyle(each).fill, getComputedStyle(each).stroke]),
            ...uses.map((each) => getComputedStyle(each).color),
          ].filter((color) => !own.has(color)),
          unseen: drawn
            .filter((each) =>
              [getComputedStyle(each).stroke, getComputedStyle(each).fill].every((color) => ['none', paper].includes(color)),
            )
            .map((each) => each.getAttribute('class')),
          marks: uses.length,
          shapes: new Set(uses.map((each) => each.getAttribute('href'))).size,
          wordless: uses.filter((each) => !named(each)).length,
        };
      }, picture);
      expect(foreign).toEqual([]);
      expect(unseen).toEqual([]);
      expect(wordless).toBe(0);
      // Missions have no marks of outcomes.
      if (picture !== '.mission-map') {
        expect(marks).toBeGreaterThan(0);
        expect(shapes).toBeGreaterThan(1);
      }
    },
  );
});

test('whoever asks for less motion gets none', async () => {
  const page = await visit('/es/search/?q=ceibal', { reducedMotion: 'reduce' });
  await settled(page);
  const moving = await page.evaluate(() =>
    [...document.querySelectorAll('*')].flatMap((element) => {
      const { animationName, animationDuration, transitionDuration } = getComputedStyle(element);
      const isMoving =
        (animationName !== 'none' && animationDuration !== '0s') ||
        transitionDuration.split(', ').some((time) => parseFloat(time) > 0.01);
      return isMoving ? [element.tagName] : [];
    }),
  );
  expect(moving).toEqual([]);
});
