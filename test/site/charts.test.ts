import { describe, expect, test } from 'vitest';
import { pageAt, pages, problemsOn, textOf } from './built-site.ts';
import { cases, contentLocales } from './content.ts';

describe.each([...contentLocales.keys()])('pictures in %s', (locale) => {
  const counts = (path: string) =>
    new Map(
      [...pageAt(path).document.querySelectorAll('.map a.map-country')].map((link) => [
        link.getAttribute('href')!,
        Number(/ (\d+)/.exec(textOf(link.querySelector('text')))?.[1] ?? 0),
      ]),
    );

  test('the map says for each country how many cases its page lists, at home and among the countries too', () => {
    const onMap = counts(`/${locale}/map/`);
    expect(onMap.size).toBe(33);
    for (const [href, count] of onMap)
      // A page without cases lists those that are nearest.
      expect(casesOn(pageAt(href).document), href).toBe(count);
    expect(counts(`/${locale}/`)).toEqual(onMap);
    expect(counts(`/${locale}/countries/`)).toEqual(onMap);
  });

  test('the map of a problem counts its cases alone', () => {
    const onMap = counts(`/${locale}/challenges/school-learning/`);
    const about = [...cases.values()].filter(({ challenges }) => challenges.includes('school-learning'));
    const inUruguay = about.filter(({ places }) => places.some(({ country }) => country === 'URY'));
    expect(inUruguay.length).toBeGreaterThan(0);
    expect(onMap.get(`/${locale}/countries/ury/`)).toBe(inUruguay.length);
    expect(onMap.get(`/${locale}/countries/arg/`)).toBe(0);
  });

  test('cases with links have their lineage drawn, with everything that the list beside it names', () => {
    const linked = [...cases].filter(([, { lineage }]) => lineage);
    expect(linked.length).toBeGreaterThan(10);
    for (const [id, { lineage }] of linked) {
      const { document } = pageAt(`/${locale}/cases/${id}/`);
      const boxes = document.querySelectorAll('.case-lineage rect').length - 1;
      expect(boxes, id).toBe(document.querySelectorAll('ul.lineage > li').length - repeated(document));
      expect(boxes, id).toBeGreaterThanOrEqual(new Set(lineage!.map((link) => link.case ?? link.name)).size);
    }
  });
});

const casesOn = (document: Document) =>
  document.querySelector('.no-cases') ? 0 : document.querySelectorAll('.case-list .case-item').length;

/** Others that the list has in two of its groups, and the picture once. */
function repeated(document: Document): number {
  const others = [...document.querySelectorAll('ul.lineage .lineage-other')].map(
    (line) => line.querySelector('a')?.getAttribute('href') ?? textOf(line),
  );
  return others.length - new Set(others).size;
}

test('every picture has the same as a table or list, and a name for who cannot see it', () => {
  const withPictures = pages.filter(({ html }) => /class="(?:chart|case-lineage)/.test(html));
  expect(withPictures.length).toBeGreaterThan(100);
  expect(
    problemsOn(
      ({ document }) => [
        ...[...document.querySelectorAll('.chart > figure')]
          .map((figure) => figure.parentElement!)
          .filter((chart) => chart.querySelectorAll('.chart-table tbody tr').length === 0)
          .map(({ id }) => `${id} has no table`),
        ...[...document.querySelectorAll('svg[role="group"]')]
          .filter((svg) => !svg.getAttribute('aria-label') && !svg.getAttribute('aria-labelledby'))
          .map(() => 'a picture has no name'),
      ],
      withPictures,
    ),
  ).toEqual([]);
});
