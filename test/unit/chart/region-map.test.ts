import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { casesByCountry } from '#registry/chart/country-cases.ts';
import { INSET, ISLANDS_FRAME, MAP_PLACES } from '#registry/chart/map-places.ts';
import { OUTLINES } from '#registry/chart/outlines.ts';
import { SHEET } from '#registry/chart/projection.ts';
import { regionMap } from '#registry/chart/region-map.ts';
import { MARK_SIZE } from '#registry/chart/shapes.ts';
import type { CaseView } from '#registry/case/record.ts';
import type { Outcome } from '#registry/case/schema.ts';
import { REGION } from '#registry/country/region.ts';
import { html } from '#registry/page/html.ts';
import { makeSpeaker } from '#registry/page/speaker.ts';
import { viewRecord } from '#registry/record/view.ts';
import { registry } from '../../real-content.ts';

const views = [...registry.cases.values()].map((record) => viewRecord(record, 'es'));
const made = (countries: string[], outcome: Outcome) =>
  ({ facts: { places: countries.map((country) => ({ country })), verdicts: [{ outcome }] } }) as unknown as CaseView;
const drawn = (all: readonly CaseView[], elsewhere: string[][] = [], locale = 'es') => {
  const speaker = makeSpeaker(registry, registry.locales.get(locale)!);
  return parseHTML(`<main>${html(regionMap(casesByCountry(all, elsewhere), speaker, { id: 'map' }))}</main>`).document;
};
/** The labels of countries, by code. */
const labelsOf = (document: Document) =>
  new Map(
    [...document.querySelectorAll('a.map-country')].map((link) => [
      link.getAttribute('href')!.split('/')[3]!.toUpperCase(),
      link,
    ]),
  );
const countryIn = (document: Document, code: string) =>
  document.querySelector(`a.map-country[href="/es/countries/${code.toLowerCase()}/"]`)!;
const marksOf = (document: Document, code: string) =>
  [...countryIn(document, code).querySelectorAll('use')].map((use) => use.getAttribute('href'));

describe('the map of the region', () => {
  test('has one mark for each case, best first, and says the same to who cannot see it', () => {
    const document = drawn([made(['PER'], 'did-not-work'), made(['PER'], 'worked'), made(['PER', 'CHL'], 'worked')]);
    expect(marksOf(document, 'PER')).toEqual([
      '/marks.svg#outcome-worked',
      '/marks.svg#outcome-worked',
      '/marks.svg#outcome-did-not-work',
    ]);
    expect(countryIn(document, 'PER').getAttribute('aria-label')).toBe('Perú 3: 3 casos (2 funcionó y 1 no funcionó)');
    expect(countryIn(document, 'CHL').getAttribute('aria-label')).toBe('Chile 1: 1 caso (1 funcionó)');
  });

  test('is as large with ten thousand cases: a mark stands for several, and each outcome has one', () => {
    const many = (count: number, outcome: Outcome) => Array.from({ length: count }, () => made(['PER'], outcome));
    const noteOf = (document: Document) => document.querySelector('.map p.small:last-of-type')!.textContent!;
    const full = drawn(many(30, 'worked'));
    expect(marksOf(full, 'PER')).toHaveLength(30);
    expect(noteOf(full)).toContain('Una marca por caso.');
    const document = drawn([
      ...many(8000, 'worked'),
      ...many(1990, 'mixed'),
      ...many(10, 'did-not-work'),
      made(['CHL'], 'worked'),
    ]);
    const counts = Map.groupBy(marksOf(document, 'PER'), (mark) => mark);
    expect([...counts.values()].map(({ length }) => length)).toEqual([16, 4, 1]);
    // Outcomes with one mark each, however few they are, count too: 30 and 2 would be too many.
    const few = (['mixed', 'too-early'] as const).map((outcome) => made(['PER'], outcome));
    expect(marksOf(drawn([...many(60, 'worked'), ...few]), 'PER')).toHaveLength(14);
    expect(noteOf(document)).toContain('Cada marca vale por unos 500 casos');
    expect(countryIn(document, 'PER').getAttribute('aria-label')).toContain(
      '(8000 funcionó, 1990 resultado mixto y 10 no funcionó)',
    );
    expect(marksOf(document, 'CHL')).toHaveLength(1);
    const sizeOf = (page: Document) => page.querySelector('main')!.outerHTML.length;
    expect(sizeOf(document)).toBeLessThan(sizeOf(full) * 1.1);
  });

  test('tells countries with cases of their own from those that only share some, and from those without', () => {
    const document = drawn([made(['PER'], 'worked'), made(['PER', 'CHL'], 'mixed')]);
    const landOf = (code: string) => document.querySelector(`a[href="/es/countries/${code}/"] .land`)!.getAttribute('class');
    expect(['per', 'chl', 'ecu'].map(landOf)).toEqual(['land land-own', 'land land-shared', 'land land-none']);
  });

  test('leads to the page of each of the 33 countries, also of those without cases', () => {
    const labels = [...drawn([]).querySelectorAll('a.map-country')];
    expect(labels).toHaveLength(REGION.size);
    expect(labels.every((label) => label.getAttribute('aria-label')!.endsWith(': aún sin casos'))).toBe(true);
  });

  test('names the small islands, or gives their code with the name below', () => {
    const document = drawn([]);
    const named = (code: string) => labelsOf(document).get(code)!.querySelector('.map-name')?.textContent;
    expect(named('VCT')).toBe('San Vicente y las Granadinas');
    expect(named('KNA')).toBe('San Cristóbal y Nieves');
    const crowded = drawn(Array.from({ length: 4 }, () => made(['VCT'], 'worked')));
    expect(labelsOf(crowded).get('VCT')!.textContent).toBe('VC 4');
    for (const [code, link] of labelsOf(document)) {
      const short = link.querySelector('.map-code')?.textContent;
      if (short) expect(document.querySelector('.map-codes')!.textContent, code).toContain(`${short} `);
    }
  });

  test('keeps cases of other registries apart from ours', () => {
    const document = drawn([made(['PER'], 'worked')], [['PER', 'PER'], ['ECU']]);
    expect(countryIn(document, 'PER').querySelector('text')!.textContent).toBe('Perú 1 +1');
    expect(marksOf(document, 'ECU')).toEqual([]);
    expect(countryIn(document, 'ECU').getAttribute('aria-label')).toBe('Ecuador +1: aún sin casos, 1 de otro registro');
    const row = [...document.querySelectorAll('tbody tr')].find((each) => each.querySelector('a')!.textContent === 'Perú')!;
    expect([...row.querySelectorAll('td')].map(({ textContent }) => textContent)).toEqual(['1', '1', '', '', '', '', '', '1']);
  });

  test('counts in its table what the records say, also about countries elsewhere', () => {
    const countries = new Map<string, number>();
    for (const { facts } of registry.cases.values())
      for (const code of new Set(facts.places.map(({ country }) => country))) countries.set(code, (countries.get(code) ?? 0) + 1);
    const rows = [...drawn(views).querySelectorAll('tbody tr')].map((row) => [
      row.querySelector('a')!.getAttribute('href')!.split('/')[3]!.toUpperCase(),
      Number(row.querySelector('td:not(.small)')?.textContent ?? 0),
    ]);
    expect(new Map(rows as [string, number][]).size).toBe(rows.length);
    expect(rows.filter(([, count]) => count !== 0)).toHaveLength(countries.size);
    for (const [code, count] of rows) expect(count, String(code)).toBe(countries.get(code as string) ?? 0);
    expect(countries.has('GBR')).toBe(true);
  });
});

describe('the places of the map', () => {
  test('are all of the region, with land for each but the small islands of the inset', () => {
    expect([...MAP_PLACES.keys()].toSorted()).toEqual([...REGION.keys()].toSorted());
    for (const [country, { isInset }] of MAP_PLACES) if (!isInset) expect(OUTLINES.has(country), country).toBe(true);
  });

  /** How wide a letter is drawn at most, in ems of Public Sans semibold and regular, measured over the names of countries. */
  const LETTER = 0.58;
  const QUIET_LETTER = 0.55;

  interface Box {
    country: string;
    left: number;
    right: number;
    top: number;
    bottom: number;
  }

  /** Where the words of each country stand, on a wide screen or on a phone, and where its marks do. */
  function boxesIn(document: Document, isWide: boolean): { labels: Box[]; marks: Box[] } {
    const size = isWide ? 19 : 26;
    const at = (element: Element) => ['x', 'y'].map((each) => Number(element.getAttribute(each))) as [number, number];
    const links = [...labelsOf(document)];
    const labels = links.map(([country, link]) => {
      const [name, code] = ['.map-name', '.map-code'].map((each) => link.querySelector(each));
      const text = (isWide || name?.classList.contains('map-always') ? name : undefined) ?? code!;
      const [x, y] = at(text);
      const anchor = text.getAttribute('text-anchor') as 'start' | 'middle' | 'end';
      const letter = text.classList.contains('map-quiet') ? QUIET_LETTER : LETTER;
      const width = text.textContent!.length * size * letter;
      const left = x - { start: 0, middle: width / 2, end: width }[anchor];
      return { country, left, right: left + width, top: y - size * 0.75, bottom: y };
    });
    const marks = links.flatMap(([country, link]) =>
      [...link.querySelectorAll('use')].map((use) => {
        const [x, y] = at(use);
        return { country, left: x, right: x + MARK_SIZE, top: y, bottom: y + MARK_SIZE };
      }),
    );
    return { labels, marks };
  }

  const overlapsIn = (boxes: readonly Box[]) =>
    boxes.flatMap((one, index) =>
      boxes
        .slice(index + 1)
        .filter(({ left, right, top, bottom }) => left < one.right && one.left < right && top < one.bottom && one.top < bottom)
        .map(({ country }) => `${one.country} ${country}`),
    );

  const screens = ['es', 'pt', 'en'].flatMap((locale) => [
    { screen: 'a wide screen', isWide: true, locale },
    { screen: 'a phone', isWide: false, locale },
  ]);

  test.each(screens.flatMap((each) => [0, 10].map((count) => ({ ...each, count }))))(
    'leave no label on another on $screen in $locale, with $count cases each',
    ({ isWide, locale, count }) => {
      const all = [...REGION.keys()].flatMap((country) => Array.from({ length: count }, () => made([country], 'worked')));
      const { labels } = boxesIn(drawn(all, [], locale), isWide);
      expect(labels).toHaveLength(REGION.size);
      expect(overlapsIn(labels)).toEqual([]);
      for (const { country, left, right } of labels) {
        expect(left, country).toBeGreaterThan(0);
        if (!MAP_PLACES.get(country)!.isInset) expect(right, country).toBeLessThan(SHEET.width);
        // The long names of islands have many narrow letters: in a browser the longest take 0.45 of an em for each.
        else expect(left + ((right - left) * 0.5) / LETTER, country).toBeLessThan(INSET.x + INSET.width);
      }
      expect(INSET.y + INSET.height).toBeLessThan(SHEET.height);
    },
  );

  test.each(screens)(
    'leave the marks of the cases that there are beside all labels on $screen in $locale',
    ({ isWide, locale }) => {
      const { labels, marks } = boxesIn(drawn(views, [], locale), isWide);
      expect(marks.length).toBeGreaterThan(50);
      const frame = {
        country: 'frame',
        left: ISLANDS_FRAME.from[0],
        right: ISLANDS_FRAME.to[0],
        top: ISLANDS_FRAME.from[1],
        bottom: ISLANDS_FRAME.to[1],
      };
      expect(overlapsIn([...labels, ...marks, ...(isWide ? [frame] : [])])).toEqual([]);
    },
  );
});
