import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { byLikeness, likenessList, readPlace, type Setting } from '#registry/compare/likeness.ts';
import { distance, REGION } from '#registry/country/region.ts';

const t = (key: string) => key;
const setting = (id: string, code: string, level = 'national', needs: string[] = []): Setting => ({
  ...{ id, title: id, href: `/${id}/`, years: '', outcome: 'Worked: it', needs },
  countries: [{ code, name: code }],
  level: { id: level, name: level },
});
const ALL = [
  setting('far', 'MYS'),
  setting('region', 'MEX'),
  setting('near-city', 'COL', 'city'),
  setting('near', 'COL'),
  setting('own', 'ECU'),
];
const order = (place: object) => byLikeness(ALL, place).map(({ setting: { id } }) => id);

describe('likeness of context', () => {
  test('puts the own country first, then near ones, the region and the rest; the same level first among equals', () => {
    expect(order({ country: 'ECU', level: 'national' })).toEqual(['own', 'near', 'near-city', 'region', 'far']);
  });

  test('compares nothing that was not said', () => {
    const [first] = byLikeness(ALL, {});
    expect([first!.nearness, first!.hasSameLevel]).toEqual([undefined, undefined]);
    expect(order({ level: 'city' })[0]).toBe('near-city');
  });

  test('lists what is alike, what differs and what to ask, and never a number alone', () => {
    const html = likenessList(
      byLikeness([setting('near-city', 'COL', 'city', ['A <b>law</b>?'])], { country: 'ECU', level: 'national' }),
      t,
    );
    const { document } = parseHTML(`<main>${html}</main>`);
    const said = [...document.querySelectorAll('strong')].map(({ parentElement }) => parentElement!.textContent);
    expect(said).toEqual(['here.alike here.place.near: COL', 'here.differs here.level.other: city', 'here.needs']);
    expect(document.querySelector('.needs b')).toBeNull();
    expect(document.querySelector('main')!.textContent).not.toMatch(/\d/);
  });
});

test('a case of many countries names the nearest, since their number says nothing of what is alike; each case can be ticked', () => {
  const codes = ['HND', 'GTM', 'SLV', 'NIC', 'PAN'];
  const many = { ...setting('many', 'HND'), countries: codes.map((code) => ({ code, name: code })) };
  const said = (country: string) => likenessList(byLikeness([many], { country }), t);
  expect(said('HND')).toContain('here.place.country: HND (countries.count)');
  expect(said('CRI')).toContain('here.place.near: NIC (countries.count)');
  const { document } = parseHTML(said('CRI'));
  expect(document.querySelector('input[name="case"][form="pick"]')!.getAttribute('value')).toBe('many');
});

test('the region has its 33 countries, Ecuador nearer to Colombia than to Mexico', () => {
  expect(REGION.size).toBe(33);
  expect(distance('ECU', 'COL')!).toBeLessThan(distance('ECU', 'MEX')!);
  expect(distance('ECU', 'MYS')).toBeUndefined();
});

test('an address with anything but ids asks nothing', () => {
  expect(readPlace(new URLSearchParams('challenge=<x>&country=ecu&level=national'))).toEqual({
    ...{ challenge: undefined, country: undefined, level: 'national' },
  });
});
