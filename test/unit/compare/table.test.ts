import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { comparison, shortlist } from '#registry/compare/chosen.ts';
import { chosenIds, queryOf } from '#registry/compare/ids.ts';
import { type Cell, type Column, compareTable } from '#registry/compare/table.ts';

const t = (key: string, values: object = {}) => `${key}${Object.values(values).join(' ')}`;
const pages = { compare: '/c/', shortlist: '/s/', brief: (id: string) => `/${id}/brief/`, lists: '/x/' };
const column = (id: string, cells: Column['cells']): Column => ({
  ...{ id, name: `Name of ${id}`, title: `Title of ${id}`, href: `/cases/${id}/`, where: 'There', outcome: 'Worked', cells },
});
const value = (same: string): Cell => ({ html: same, same });
const tableOf = (columns: Column[]) =>
  parseHTML(`<main>${compareTable(columns, t, (ids) => `/c/?${queryOf(ids)}`)}</main>`).document;
const A = column('a', { level: [value('city')], instruments: [value('law'), value('grant')], cost: [{ html: '<b>5</b>' }] });
const B = column('b', { level: [value('city')], instruments: [value('grant')] });

describe('cases side by side', () => {
  test('have a row for each field that one of them has, and say where a record says nothing', () => {
    const rows = [...tableOf([A, B]).querySelectorAll('tbody')];
    expect(rows.map((row) => row.querySelector('th')!.firstChild!.textContent!.trim())).toEqual([
      ...['compare.field.cost', 'compare.field.level', 'compare.field.instruments'],
    ]);
    expect([...rows[0]!.querySelectorAll('td')].map(({ innerHTML }) => innerHTML)).toEqual([
      '<ul><li><b>5</b></li></ul>',
      'compare.nothing',
    ]);
  });

  test('are marked where they differ, and only there', () => {
    const document = tableOf([A, B]);
    expect([...document.querySelectorAll('.differs')].map(({ textContent }) => textContent)).toEqual(['law']);
    const same = [...document.querySelectorAll('th .tag')].map(({ parentElement }) =>
      parentElement!.firstChild!.textContent!.trim(),
    );
    expect(same).toEqual(['compare.field.level']);
  });

  test('of which one is removed leave an address with the others', () => {
    const links = [...tableOf([A, B]).querySelectorAll('.remove')].map((link) => link.getAttribute('href'));
    expect(links).toEqual(['/c/?case=b', '/c/?case=a']);
  });

  test('never let a name become markup', () => {
    const document = tableOf([{ ...A, name: '<img src=x onerror=1>', title: '"><script>' }]);
    expect(document.querySelector('img, script')).toBeNull();
  });

  test('are six at most, and it is said that there were more', () => {
    const columns = [...'abcdefg'].map((id) => column(id, { level: [value('city')] }));
    const { document } = parseHTML(`<main>${comparison({ columns, unknown: ['no-such'], t, pages })}</main>`);
    expect(document.querySelectorAll('thead th').length).toBe(6);
    expect([...document.querySelectorAll('.notice')].map(({ textContent }) => textContent)).toEqual([
      ...['compare.unknownno-such', 'compare.many'],
    ]);
  });
});

test('a shortlist has its cases in the order of the address, each with its brief, and leads to comparing six of them', () => {
  const columns = [...'gfedcba'].map((id) => column(id, {}));
  const { document } = parseHTML(`<main>${shortlist({ columns, unknown: [], t, pages })}</main>`);
  expect([...document.querySelectorAll('.chosen-case')].map((item) => item.getAttribute('data-id'))).toEqual([...'gfedcba']);
  expect(document.querySelector('.chosen-case .tools a')!.getAttribute('href')).toBe('/g/brief/');
  expect([...document.querySelectorAll('.tools a')].at(-1)!.getAttribute('href')).toBe(`/c/?${queryOf([...'gfedcb'])}`);
});

test('an address names each case once, and nothing that cannot be an id', () => {
  expect(chosenIds(['a-case', 'a-case', '../etc', '<b>', '', 'b'])).toEqual(['a-case', 'b']);
});
