import '../older-browsers.ts';
import { paths } from '#registry/addresses.ts';
import { byLikeness, likenessList, readPlace, type Setting } from '#registry/compare/likeness.ts';
import { unbrokenHtml } from '#registry/page/unbroken.ts';
import { locale, t } from './words.ts';

const found = document.getElementById('found')!;
const { challenge, ...place } = readPlace(new URL(location.href).searchParams);

// What was asked stays in the form.
for (const [name, value] of Object.entries({ challenge, ...place })) {
  const select = document.getElementById(name) as HTMLSelectElement;
  if (value !== undefined && [...select.options].some((option) => option.value === value)) select.value = value;
}
// The server may have answered already.
if (challenge !== undefined && !found.querySelector('.here-list')) {
  try {
    const response = await fetch(paths.settings(locale.id, challenge));
    const settings = response.status === 404 ? [] : ((await response.json()) as Setting[]);
    found.innerHTML = unbrokenHtml(likenessList(byLikeness(settings, place), t));
  } catch {
    found.textContent = t('compare.failed', { id: challenge });
  }
}
