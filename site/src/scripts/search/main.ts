import type { SearchPage } from '#registry/search/page.ts';
import type { SearchQuery } from '#registry/search/query.ts';
import { readQuery, writeQuery } from '#registry/search/url-state.ts';
import { loadLate, openEngine, search } from './engine-client.ts';
import { checkFilters, namesOf, readFilters, showChips, showCounts, watchFilters } from './filters.ts';
import { hitItem } from './hit-item.ts';
import { showLessons } from './lesson-list.ts';
import { byId, make, settings, t } from './settings.ts';

const TYPING_PAUSE_MS = 150;

const input = byId<HTMLInputElement>('q');
const sort = byId<HTMLSelectElement>('sort');
const status = byId('status');
const results = byId('results');
const note = byId('note');
const countryNames = namesOf('country');

let latest = 0;
let answered = false;
/** Whether typing created the current address: more typing replaces it, so that going back leads to the query before. */
let isTyped = false;

/** Late texts arrive after the first answer. A complete answer stays; a relaxed one is queried again. */
async function completeIndex(page: SearchPage): Promise<void> {
  const hasMore = await loadLate().catch(() => true);
  if (hasMore && (page.total === 0 || page.relaxed)) await run('keep', page.page);
}

const currentQuery = (): SearchQuery => ({
  ...readQuery(new URLSearchParams(location.search), settings.locale.id),
  q: input.value.slice(0, 200),
  filters: readFilters(),
  sort: sort.value === 'newest' ? 'newest' : 'relevance',
});

/** Reads the page's controls, puts them in the address and shows the answer. */
async function run(address: 'push' | 'replace' | 'keep', page = 1): Promise<void> {
  const query = { ...currentQuery(), page };
  const params = writeQuery(query).toString();
  const url = params ? `?${params}` : location.pathname;
  const isNew = url !== (location.search || location.pathname);
  if (address === 'push' && isNew) history.pushState(undefined, '', url);
  if (address === 'replace') history.replaceState(undefined, '', url);
  if (address !== 'keep') isTyped = false;
  await answer(query);
}

async function answer(query: SearchQuery): Promise<void> {
  const turn = ++latest;
  const slow = setTimeout(() => (status.textContent = t('search.loading')), 300);
  try {
    const page = await search(query);
    if (turn !== latest) return;
    show(page, query);
    if (!answered) void completeIndex(page);
    answered = true;
  } catch {
    status.textContent = t('search.failed');
    const retry = make('button', { type: 'button' }, t('search.retry'));
    retry.addEventListener('click', () => void answer(query));
    note.replaceChildren(retry);
  } finally {
    clearTimeout(slow);
  }
}

function show(page: SearchPage, query: SearchQuery): void {
  const count = page.total === 0 ? t('search.results.zero') : t('search.results', { count: page.total });
  status.textContent = query.q.trim() ? t('search.resultsFor', { results: count, query: query.q.trim() }) : count;
  const notes = [
    page.suggestion && t('search.suggestion', { query: page.suggestion }),
    page.relaxed && page.total > 0 && t('search.relaxed'),
    page.degraded && t('search.degraded'),
    page.unreached && t('search.unreached', { peers: new Intl.ListFormat(settings.locale.tag).format(page.unreached) }),
  ].filter(Boolean);
  note.textContent = notes.join(' ');
  showLessons(page.lessons);
  results.replaceChildren(...page.hits.map((hit) => hitItem(hit, countryNames)));
  byId('empty').hidden = page.total > 0;
  byId('empty-filters').hidden = Object.keys(query.filters).length === 0;
  showCounts(page.facets);
  showChips(() => void run('push'));
  showPages(page, query);
}

function showPages(page: SearchPage, query: SearchQuery): void {
  const pages = Math.ceil(page.total / page.size);
  const nav = byId('pages');
  nav.hidden = pages <= 1;
  const link = (to: number, label: string, rel: string) => {
    const anchor = make('a', { href: `?${writeQuery({ ...query, page: to })}`, rel }, label);
    anchor.addEventListener('click', (event) => {
      event.preventDefault();
      void run('push', to).then(() => status.focus());
    });
    return anchor;
  };
  nav.replaceChildren(
    ...(page.page > 1 ? [link(page.page - 1, t('search.previous'), 'prev')] : []),
    make('span', {}, t('search.page', { page: page.page, pages })),
    ...(page.page < pages ? [link(page.page + 1, t('search.next'), 'next')] : []),
  );
}

/** Sets the page's controls from the address and shows the answer. */
function restore(): void {
  isTyped = false;
  const query = readQuery(new URLSearchParams(location.search), settings.locale.id);
  input.value = query.q;
  sort.value = query.sort;
  checkFilters(query.filters);
  // Without a query the page already shows the newest cases, so nothing is loaded yet.
  if (location.search) void answer(query);
  else if (answered) void answer(query);
  showChips(() => void run('push'));
}

// On a phone the filters are folded above the results; on wide screens they are open beside them.
byId<HTMLDetailsElement>('filters').open = matchMedia('(min-width: 62rem)').matches;

let pause: ReturnType<typeof setTimeout> | undefined;
input.addEventListener('input', () => {
  clearTimeout(pause);
  pause = setTimeout(() => {
    void run(isTyped ? 'replace' : 'push');
    isTyped = true;
  }, TYPING_PAUSE_MS);
});
input.addEventListener('focus', () => void openEngine().catch(() => undefined), { once: true });
input.form!.addEventListener('submit', (event) => {
  event.preventDefault();
  clearTimeout(pause);
  void run(isTyped ? 'replace' : 'push');
});
sort.addEventListener('change', () => void run('push'));
watchFilters(() => void run('push'));
addEventListener('popstate', restore);
addEventListener('keydown', (event) => {
  const typing = event.target instanceof HTMLElement && event.target.matches('input:not([type="checkbox"]), select, textarea');
  if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  input.focus();
});
restore();
