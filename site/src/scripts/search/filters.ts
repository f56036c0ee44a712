import type { SearchPage } from '#registry/search/page.ts';
import { FACETS, type Facet } from '#registry/search/bounds.ts';
import type { Filters } from '#registry/search/query.ts';
import { formatNumber } from '#registry/locale/translate.ts';
import { byId, make, settings, t } from './settings.ts';

const boxes = [...document.querySelectorAll<HTMLInputElement>('#filters input')];
const nameOf = (box: HTMLInputElement) => box.parentElement!.querySelector('.name')!.textContent;

const facetOf = (box: HTMLInputElement) => box.closest('details')!.querySelector('summary')!.textContent;

/** The words for a facet's values, as the page has them. */
export const namesOf = (facet: Facet) =>
  new Map(boxes.filter((box) => box.name === facet).map((box) => [box.value, nameOf(box)]));

export function readFilters(): Filters {
  const filters: Filters = {};
  for (const facet of FACETS) {
    const values = boxes.filter((box) => box.name === facet && box.checked).map((box) => box.value);
    if (values.length > 0) filters[facet] = values;
  }
  return filters;
}

export function checkFilters(filters: Filters): void {
  for (const box of boxes) box.checked = filters[box.name as Facet]?.includes(box.value) ?? false;
}

/** So many values of a facet are shown before somebody asks for the others. */
const SHOWN = 8;

/**
 * Puts the new counts beside the values, which are what choosing them gives, and the values with most results first. A value without
 * results is not shown unless it is chosen. Areas keep their own values below them.
 */
export function showCounts(facets: SearchPage['facets']): void {
  const counts = new Map(
    boxes.map((box) => [box, facets[box.name as Facet].find(({ value }) => value === box.value)?.count ?? 0] as const),
  );
  for (const [box, count] of counts) {
    box.parentElement!.querySelector('.count')!.textContent = formatNumber(settings.locale, count);
    itemOf(box).hidden = count === 0 && !box.checked;
  }
  const weightOf = (box: HTMLInputElement) => counts.get(box)! + (box.checked ? 1e6 : 0);
  for (const list of document.querySelectorAll<HTMLUListElement>('#filters ul[data-facet]')) {
    // Who stands on a value must not lose it.
    if (!list.contains(document.activeElement)) sortList(list, weightOf);
    showMore(list);
    // A facet that is left without values asks for nothing.
    list.closest('details')!.hidden = [...list.children].every((item) => (item as HTMLElement).hidden);
  }
}

/** Until counts are there, none stands beside a value. */
export function hideCounts(): void {
  for (const box of boxes) box.parentElement!.querySelector('.count')!.textContent = '…';
}

const itemOf = (box: HTMLInputElement) => box.closest('li')!;

function sortList(list: HTMLUListElement, weightOf: (box: HTMLInputElement) => number): void {
  const blocks: HTMLLIElement[][] = [];
  for (const item of list.querySelectorAll('li')) {
    if (item.classList.contains('inside')) blocks.at(-1)?.push(item);
    else blocks.push([item]);
  }
  const weight = (item: HTMLLIElement) => weightOf(item.querySelector('input')!);
  const heavierFirst = (a: HTMLLIElement, b: HTMLLIElement) => weight(b) - weight(a);
  const sorted = blocks
    .map(([head, ...inside]) => [head!, ...inside.toSorted(heavierFirst)])
    .toSorted(([a], [b]) => heavierFirst(a!, b!));
  list.append(...sorted.flat());
}

/** A long list ends with a button that shows the rest. */
function showMore(list: HTMLUListElement): void {
  const items = [...list.querySelectorAll('li')].filter((item) => !item.hidden);
  items.forEach((item, at) => item.classList.toggle('beyond', at >= SHOWN && !item.querySelector('input')!.checked));
  const button = list.parentElement!.querySelector<HTMLButtonElement>('.more')!;
  button.hidden = list.classList.contains('all') || !items.some((item) => item.classList.contains('beyond'));
}

for (const button of document.querySelectorAll<HTMLButtonElement>('#filters .more')) {
  const list = button.parentElement!.querySelector<HTMLUListElement>('ul')!;
  button.addEventListener('click', () => {
    const next = list.querySelector<HTMLInputElement>('li.beyond:not([hidden]) input');
    list.classList.add('all');
    button.hidden = true;
    next?.focus();
  });
  showMore(list);
}

/** The active filters as removable labels. */
export function showChips(onChange: () => void): void {
  const active = boxes.filter((box) => box.checked);
  const holder = byId('chips');
  holder.hidden = active.length === 0;
  const chips = active.map((box) => {
    const button = make(
      'button',
      { type: 'button', class: 'chip', 'aria-label': t('search.remove', { filter: nameOf(box) }) },
      t('search.chip', { facet: facetOf(box), value: nameOf(box) }),
      make('span', { 'aria-hidden': 'true' }, ' ×'),
    );
    button.addEventListener('click', () => {
      box.checked = false;
      onChange();
      byId('status').focus();
    });
    return make('li', {}, button);
  });
  const clear = make('button', { type: 'button', class: 'plain' }, t('search.clear'));
  clear.addEventListener('click', () => {
    checkFilters({});
    onChange();
    byId('status').focus();
  });
  holder.querySelector('ul')!.replaceChildren(...chips, ...(active.length > 1 ? [make('li', {}, clear)] : []));
}

export function watchFilters(onChange: () => void): void {
  for (const box of boxes) box.addEventListener('change', onChange);
}
