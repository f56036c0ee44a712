import { paths } from '#registry/addresses.ts';
import type { Chosen } from '#registry/compare/chosen.ts';
import { chosenIds } from '#registry/compare/ids.ts';
import { chosenPages } from '#registry/compare/pages.ts';
import type { Column } from '#registry/compare/table.ts';
import { hasServer, locale, t } from './words.ts';

export const place = document.getElementById('chosen')!;

/** The cases that the address names. */
export const idsInAddress = () => chosenIds(new URL(location.href).searchParams.getAll('case'));

/** Where each page leads from here. */
export const pagesFromHere = chosenPages(locale.id, { hasServer });

const spoken = document.createElement('p');
spoken.className = 'hidden';
spoken.setAttribute('role', 'status');
place.before(spoken);
// Where the focus goes when what had it is gone.
place.tabIndex = -1;

/** Says to whoever listens what has changed: the whole list again would be too much. */
export const say = (words: string) => void (spoken.textContent = words);

/** In the place of "nothing is chosen", unless the server has answered there: `answer` is what it would have made. */
export function showReading(answer: string): void {
  if (place.querySelector(answer)) return;
  place.textContent = t('compare.reading');
  say(t('compare.reading'));
}

/** Says that cases could not be read; what stands there stays. */
export function showFailure(ids: readonly string[]): void {
  const words = t('compare.failed', { id: ids.join(', ') });
  if (!place.firstElementChild) place.textContent = '';
  place.querySelector('.failed')?.remove();
  place.prepend(Object.assign(document.createElement('p'), { className: 'notice failed', textContent: words }));
  say(words);
}

/** What is chosen, with the columns of its cases read from the site. */
export async function readChosen(ids: readonly string[]): Promise<Chosen> {
  const columns = await Promise.all(ids.map(readColumn));
  return {
    columns: columns.flatMap((column) => column ?? []),
    unknown: ids.filter((_id, index) => columns[index] === undefined),
    ...{ t, pages: pagesFromHere },
  };
}

/** Undefined for a case that there is not. */
async function readColumn(id: string): Promise<Column | undefined> {
  const response = await fetch(paths.caseColumn(locale.id, id));
  if (response.status === 404) return undefined;
  if (!response.ok) throw new Error(`${response.status}`);
  return (await response.json()) as Column;
}

/** A button for what only a script can do. */
export function button(words: string, act: () => unknown, label = words): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'plain';
  made.textContent = words;
  if (label !== words) made.setAttribute('aria-label', label);
  made.addEventListener('click', () => void act());
  return made;
}
