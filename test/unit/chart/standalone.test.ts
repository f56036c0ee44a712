import { readFile } from 'node:fs/promises';
import { s } from 'hastscript';
import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { OUTCOMES } from '#registry/case/schema.ts';
import { mark } from '#registry/chart/shapes.ts';
import { standalone } from '#registry/chart/standalone.ts';

const tokens = await readFile('site/src/styles/tokens.css', 'utf8');
const marks = await readFile('site/public/marks.svg', 'utf8');

test.each(OUTCOMES)('the mark of %s is that of the sheet of marks, in its colour', (outcome) => {
  const { svg } = standalone(s('svg', { viewBox: '0 0 20 20' }, [mark(outcome, 2, 3, 16)]));
  const drawn = parseHTML(svg).document.querySelector('g')!;
  expect(drawn.getAttribute('transform')).toBe('translate(2 3) scale(1)');
  const sheet = parseHTML(marks).document.querySelector(`#outcome-${outcome}`)!;
  const colour = /(?:fill|stroke)="(#[0-9a-f]{6})"/.exec(drawn.innerHTML)![1]!;
  expect(tokens).toContain(`--${outcome}: light-dark(${colour}, `);
  const shape = (html: string) =>
    [...html.matchAll(/([a-z-]+)="([^"]*)"/g)].map(([, name, value]) => `${name} ${value}`).toSorted();
  expect(shape(drawn.innerHTML.replaceAll(colour, 'currentColor'))).toEqual(shape(sheet.innerHTML));
});

test('a picture of its own needs no sheet, leads nowhere, and its words have a halo where they stand on land', () => {
  const { svg, width, height } = standalone(
    s('svg', { viewBox: '-2 -2 40 30', ariaLabel: 'x' }, [
      s('title', 'x'),
      s('path', { className: ['land', 'land-own'], d: 'M0 0' }),
      s('a.map-country', { href: '/x', ariaLabel: 'y' }, [
        s('text', { className: ['map-name map-always'], x: 1 }, 'Perú'),
        s('text', { className: ['map-code'], x: 1 }, 'PE'),
      ]),
    ]),
  );
  expect({ width, height }).toEqual({ width: 40, height: 30 });
  expect(svg).not.toMatch(/class=|style=|href=|<a[ >]|<title|aria-/);
  const { document } = parseHTML(svg);
  expect(document.querySelector('path')!.getAttribute('fill')).toBe('#c9d9d6');
  expect([...document.querySelectorAll('text')].map((each) => [each.textContent, each.getAttribute('stroke')])).toEqual([
    ['Perú', '#ffffff'],
    ['Perú', null],
  ]);
});
