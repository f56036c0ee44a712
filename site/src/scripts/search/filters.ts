import type { SearchPage } from '#registry/search/page.ts';
import { FACETS, type Facet } from '#registry/search/bounds.ts';
import type { Filters } from '#registry/search/query.ts';
import { formatNumber } from '#registry/locale/translate.ts';
import { byId, make, settings, t } from './settings.ts';

const boxes = [...document.querySelectorAll<HTMLInputElement>('#filters input')];
const nameOf = (box: HTMLInputElement) => box.parentElement!.querySelector('.name')!.textContent;

/** The labels of a facet's values, from the page. */
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

/** Updates the counts beside the values. Values without results are dimmed and keep their place. */
export function showCounts(facets: SearchPage['facets']): void {
  for (const box of boxes) {
    const count = facets[box.name as Facet].find(({ value }) => value === box.value)?.count ?? 0;
    box.parentElement!.querySelector('.count')!.textContent = formatNumber(settings.locale, count);
    box.parentElement!.classList.toggle('none', count === 0 && !box.checked);
  }
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
      nameOf(box),
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
