import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { caseLineage } from '#registry/chart/case-lineage.ts';
import { textWidth, wrapText } from '#registry/chart/text.ts';
import { lineageOf } from '#registry/lineage/links.ts';
import { html } from '#registry/page/html.ts';
import { makeSpeaker } from '#registry/page/speaker.ts';
import { registry } from '../../real-content.ts';

const speaker = makeSpeaker(registry, registry.locales.get('es')!);
const pictureOf = (id: string) => caseLineage(id, lineageOf(id, registry), speaker, { nameLang: 'es' });

/** Where a box has been moved to. */
const placeOf = (rect: { parentElement: { getAttribute(name: string): string | null } | null }) =>
  /translate\((\S+) (\S+)\)/.exec(rect.parentElement!.getAttribute('transform')!)!.slice(1).map(Number) as [number, number];

interface Box {
  says: string;
  column: 'left' | 'middle' | 'right';
  isLink: boolean;
}

/** The boxes of a picture, from top to bottom and left to right, without the one in the middle of the first row: the case itself. */
function boxesOf(id: string): Box[] {
  const { document } = parseHTML(`<main>${html(pictureOf(id)!)}</main>`);
  return [...document.querySelectorAll('rect')]
    .filter((rect) => !rect.getAttribute('class')!.includes('box-here'))
    .map((rect) => {
      const [x] = placeOf(rect);
      const texts = [...rect.parentElement!.querySelectorAll('text')];
      return {
        says: texts.map((text) => [...text.querySelectorAll('tspan')].map((line) => line.textContent).join(' ')).join(' | '),
        column: x === 0 ? 'left' : x > 400 ? 'right' : 'middle',
        isLink: rect.parentElement!.localName === 'a',
      };
    });
}

/** Written down by hand from the records and from those that name them. */
const BY_HAND: Record<string, [column: string, says: string, isLink: boolean][]> = {
  'peru-mesas-ejecutivas': [
    ['right', 'inspiró a; contrasta con | Mesas Sectoriales 1.0, Argentina | Argentina, desde 2016', true],
    ['right', 'inspiró a | Mesas Sectoriales 2.0, Argentina | Argentina, 2018–2019', true],
    ['left', 'tiene paralelos con | PEMANDU, unidad de cumplimiento | Malasia, 2009–2017', true],
    ['middle', 'contrasta con | Transforma, Chile | Chile, desde 2015', true],
  ],
  'argentina-mesas-sectoriales-1-0': [
    ['left', 'se inspiró en; contrasta con | Mesas Ejecutivas del Perú | Perú, desde 2015', true],
    ['left', 'contó con la intermediación de | Banco Interamericano de Desarrollo (BID)', false],
    ['right', 'dio paso a | Mesas Sectoriales 2.0, Argentina | Argentina, 2018–2019', true],
    ['left', 'tiene paralelos con | Acuerdos tripartitos, Argentina | Argentina, 2017–2018', true],
    ['middle', 'tiene paralelos con | Transforma, Chile | Chile, desde 2015', true],
  ],
  'uruguay-plan-ceibal': [
    ['left', 'tiene paralelos con | BBC Micro | Reino Unido', true],
    ['middle', 'tiene paralelos con | Una Laptop por Niño (Perú)', false],
  ],
};

describe('the lineage around a case', () => {
  test.each(Object.entries(BY_HAND))('%s: what came before is on the left, what came after on the right', (id, expected) => {
    expect(boxesOf(id)).toEqual(expected.map(([column, says, isLink]) => ({ says, column, isLink })));
  });

  test('shows every end of every link once, and says each relation', () => {
    for (const { id } of registry.cases.values()) {
      const links = lineageOf(id, registry);
      if (links.length === 0) {
        expect(pictureOf(id), id).toBeUndefined();
        continue;
      }
      const boxes = boxesOf(id);
      expect(boxes, id).toHaveLength(new Set(links.map(({ other, link }) => other ?? link.name ?? link.case)).size);
      for (const { direction, link } of links) {
        const words = direction === 'out' ? speaker.label('relations', link.relation) : speaker.inverse(link.relation);
        expect(
          boxes.some(({ says }) => says.includes(words)),
          `${id} ${words}`,
        ).toBe(true);
      }
    }
  });

  test('has no box on another, in any language', () => {
    for (const locale of registry.locales.values())
      for (const { id } of registry.cases.values()) {
        const picture = caseLineage(id, lineageOf(id, registry), makeSpeaker(registry, locale), { nameLang: 'es' });
        if (!picture) continue;
        const { document } = parseHTML(`<main>${html(picture)}</main>`);
        const all = [...document.querySelectorAll('rect')].map((rect) => {
          const [x, y] = placeOf(rect);
          return { x, y, width: Number(rect.getAttribute('width')), height: Number(rect.getAttribute('height')) };
        });
        const overlaps = all.flatMap((a, index) =>
          all
            .slice(index + 1)
            .filter((b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height),
        );
        expect(overlaps, `${locale.id} ${id}`).toEqual([]);
      }
  });

  test('says that a case was only recommended by another kind of line, and that others are alike by a line without an arrow', () => {
    const { document } = parseHTML(`<main>${html(pictureOf('chile-transforma-strategic-programs')!)}</main>`);
    const lines = [...document.querySelectorAll('path.link')].map((line) => [
      line.getAttribute('class'),
      line.getAttribute('marker-end') !== null,
    ]);
    expect(lines.filter(([kind]) => kind === 'link link-advice')).toEqual([['link link-advice', true]]);
    expect(lines.filter(([kind]) => kind === 'link link-alike')).toEqual([['link link-alike', false]]);
    expect(lines.filter(([kind]) => kind === 'link link-descent')).toHaveLength(4);
  });
});

test('words of pictures are broken where they would leave their box, and never inside', () => {
  const lines = wrapText('Secretaría de Simplificación Productiva', 11);
  expect(lines).toEqual(['Secretaría de', 'Simplificación', 'Productiva']);
  expect(Math.max(...lines.map(textWidth))).toBeLessThanOrEqual(11);
  expect(wrapText('Desoxirribonucleico', 3)).toEqual(['Desoxirribonucleico']);
});
