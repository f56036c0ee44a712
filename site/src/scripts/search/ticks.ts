import { byId } from './settings.ts';

const results = byId('results');
const boxes = () => [...results.querySelectorAll<HTMLInputElement>('input[name="case"]')];

/** The cases that somebody has ticked, before these scripts came too. */
const ticked = new Set(boxes().flatMap(({ checked, value }) => (checked ? [value] : [])));

results.addEventListener('change', ({ target }) => {
  const { value, checked } = target as HTMLInputElement;
  if (checked) ticked.add(value);
  else ticked.delete(value);
});

/** Results are written anew with each answer: what was ticked is ticked wherever it is listed again. */
export function keepTicks(): void {
  for (const box of boxes()) box.checked = ticked.has(box.value);
}
