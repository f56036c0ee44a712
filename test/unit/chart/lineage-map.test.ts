import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { lineageFigure, lineagePages, type LineagePart } from '#registry/chart/lineage-map.ts';
import { lineageEdges, lineageGroups } from '#registry/lineage/graph.ts';
import { html } from '#registry/page/html.ts';
import { makeSpeaker } from '#registry/page/speaker.ts';
import { registry } from '../../real-content.ts';

const speaker = makeSpeaker(registry, registry.locales.get('en')!);
const draw = (part: LineagePart) => parseHTML(`<main>${html(lineageFigure(part, speaker))}</main>`).document;
const figures = lineagePages(speaker)
  .flat()
  .map((part) => ({ id: part.id, document: draw(part) }));
const drawn = figures.filter(({ document }) => document.querySelector('.chart-scroll'));
const rowsIn = (document: Document) =>
  [...document.querySelectorAll('tbody tr')].map((row) =>
    [...row.querySelectorAll('th, td')].slice(0, 3).map(({ textContent }) => textContent),
  );

describe('the lineage of the whole registry', () => {
  test('has each link that a record states in one table, told from the side of what came first', () => {
    const links = [...registry.cases.values()].flatMap(({ facts }) => facts.lineage ?? []);
    const rows = figures.flatMap(({ document }) => rowsIn(document));
    // Two records each say that the other is alike: a link told twice is shown once.
    expect(rows.length).toBe(lineageEdges(registry.cases.values(), registry).length);
    expect(links.length - rows.length).toBeLessThan(5);
    const around = figures.find(({ id }) => id === 'around-argentina-mesas-sectoriales-2-0')!;
    expect(rowsIn(around.document)).toContainEqual(['Mesas Ejecutivas, Peru', 'inspired', 'Sector roundtables 1.0, Argentina']);
    expect(rowsIn(around.document)).toContainEqual([
      ...['Sector roundtables 1.0, Argentina', 'was succeeded by', 'Sector roundtables 2.0, Argentina'],
    ]);
  });

  test('is cut into pages of so many links, where no link is lost and what is too large for one is a table', () => {
    const pages = lineagePages(speaker, 10);
    const links = pages.map((parts) => parts.reduce((sum, { edges }) => sum + edges.length, 0));
    expect(Math.max(...links)).toBeLessThanOrEqual(10);
    expect(links.reduce((sum, count) => sum + count, 0)).toBe(lineageEdges(registry.cases.values(), registry).length);
    const parts = pages.flat();
    expect(new Set(parts.map(({ id }) => id)).size).toBe(parts.length);
    const cut = parts.find(({ id }) => id.endsWith('-2'))!;
    expect(draw(cut).querySelector('svg')).toBeNull();
    expect(rowsIn(draw(cut))).toHaveLength(cut.edges.length);
  });

  test('draws what came first to the left of what came of it, and no box on another', () => {
    expect(drawn.length).toBeGreaterThan(1);
    for (const { id, document } of drawn) {
      const boxes = [...document.querySelectorAll('.chart-scroll rect')].map((rect) => {
        const moved = /translate\((\S+) (\S+)\)/.exec(rect.parentElement!.getAttribute('transform')!)!;
        const [x, y] = moved.slice(1).map(Number);
        const [width, height] = ['width', 'height'].map((name) => Number(rect.getAttribute(name)));
        const name = [...rect.parentElement!.querySelectorAll('.box-name tspan')].map(({ textContent }) => textContent).join(' ');
        return { name, x: x!, y: y!, right: x! + width!, bottom: y! + height! };
      });
      const overlaps = boxes.flatMap((a, index) =>
        boxes
          .slice(index + 1)
          .filter((b) => a.x < b.right && b.x < a.right && a.y < b.bottom && b.y < a.bottom)
          .map((b) => `${a.name} ${b.name}`),
      );
      expect(overlaps, id).toEqual([]);
      const at = (name: string) => boxes.find((box) => box.name === name)!;
      for (const [first, relation, then] of rowsIn(document))
        if (relation !== 'has parallels with' && relation !== 'contrasts with')
          expect(at(first!).right, `${first} ${relation} ${then}`).toBeLessThan(at(then!).x);
    }
  });

  test('leads from every case that is drawn to its page, and says its outcome, and for what', () => {
    const links = drawn.flatMap(({ document }) => [...document.querySelectorAll('.chart-scroll a')]);
    expect(links.length).toBeGreaterThan(20);
    for (const link of links) expect(registry.cases.has(link.getAttribute('href')!.split('/')[3]!)).toBe(true);
    const said = links.map((link) => [
      link.textContent!.replaceAll(/\s+/g, ' ').trim(),
      link.querySelector('[role="img"]')!.getAttribute('aria-label'),
    ]);
    const [, outcome] = said.find(([words]) => words === 'Sector roundtables 1.0, Argentina Argentina, since 2016')!;
    expect(outcome).toMatch(/^Did not work: \S/);
  });

  test('does not let what is only alike make one lineage of two', () => {
    const edge = (from: string, to: string, kind: 'descent' | 'alike') => ({ from, to, kind }) as never;
    const [first, second, between] = [edge('a', 'b', 'descent'), edge('c', 'd', 'descent'), edge('b', 'c', 'alike')];
    const inside = edge('a', 'b', 'alike');
    expect(lineageGroups([first, second, between, inside])).toEqual({
      lineages: [[first, inside], [second]],
      alike: [[between]],
    });
  });
});
