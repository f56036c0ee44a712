import type { SearchPage } from '#registry/search/page.ts';
import type { SearchQuery } from '#registry/search/query.ts';
import { namesOf } from './filters.ts';
import { byId, make, settings, t } from './settings.ts';

/** What somebody can do whose question has no answer here: take a filter away, look at what is near, tell a case, be told of new ones. */
export function showNothing({ total, state, problems }: SearchPage, { q, filters }: SearchQuery): void {
  byId('empty').hidden = total > 0;
  if (total > 0) return;
  const isFiltered = Object.keys(filters).length > 0;
  byId('empty-filters').hidden = !isFiltered;
  byId('empty-words').hidden = state === 'nothing' || q.trim() === '';
  const withCases = namesOf('challenge');
  const nearest = (problems?.nearest ?? []).filter((id) => withCases.has(id));
  const named = (problems?.named ?? []).map((id) => settings.problems[id] ?? id);
  byId('named').hidden = named.length === 0;
  byId('named').textContent =
    named.length === 0 ? '' : t('search.nothing.named', { problems: new Intl.ListFormat(settings.locale.tag).format(named) });
  byId('nearest').hidden = nearest.length === 0;
  byId('nearest')
    .querySelector('ul')!
    .replaceChildren(
      ...nearest.map((id) =>
        make('li', {}, make('a', { href: settings.problemPath.replace('{id}', id) }, withCases.get(id) ?? id)),
      ),
    );
}
