import '../older-browsers.ts';
import { type AnswerPart, answerParts, pagesPart } from '#registry/search/answer-parts.ts';
import type { FirstPage } from '#registry/search/embedded.ts';
import type { SearchQuery } from '#registry/search/query.ts';
import { isUnmet } from '#registry/search/unmet.ts';
import { readQuery, writeQuery } from '#registry/search/url-state.ts';
import { isOpen, openEngine, search } from './engine-client.ts';
import { checkFilters, hideCounts, readFilters, showChips, showCounts, watchFilters } from './filters.ts';
import { byId, make, settings, t } from './settings.ts';
import { appendPart, showPart, words } from './show-part.ts';
import { keepTicks } from './ticks.ts';

const TYPING_PAUSE_MS = 150;
/** A question that stands so long is no beginning of another. */
const SETTLED_MS = 3000;
/** Whoever waits longer is told so, and what answered the question before goes. */
const PATIENCE_MS = 400;

const input = byId<HTMLInputElement>('q');
const sort = byId<HTMLSelectElement>('sort');
const status = byId('status');
const results = byId('results');
const note = byId('note');
const answerPart = byId('answer');
const coming = byId('coming');

let latest = 0;
/** The list of the page as it came, which is the answer to no question. */
const newest = [...results.children];
let isFirst = true;
/** The address is one that typing has made: typing on replaces it, so that going back leads to the question before. */
let isTyped = false;

/** What the page's controls ask. A word is looked for as it was typed as long as the question stays. */
function currentQuery(): SearchQuery {
  const { asTyped, ...before } = readQuery(new URLSearchParams(location.search), settings.locale.id);
  const q = input.value.slice(0, 200);
  return {
    ...before,
    q,
    filters: readFilters(),
    sort: sort.value === 'newest' ? 'newest' : 'relevance',
    ...(asTyped && q === before.q ? { asTyped } : {}),
  };
}

/** Puts a query into the address and shows the answer. */
async function run(address: 'push' | 'replace', query: SearchQuery = { ...currentQuery(), page: 1 }): Promise<void> {
  const params = writeQuery(query).toString();
  const url = params ? `?${params}` : location.pathname;
  const isNew = url !== (location.search || location.pathname);
  if (address === 'push' && isNew) history.pushState(undefined, '', url);
  if (address === 'replace') history.replaceState(undefined, '', url);
  isTyped = false;
  await answer(query);
}

async function answer(query: SearchQuery): Promise<void> {
  const turn = ++latest;
  // An answer that the server gave is the same.
  const isAnswered = answerPart.dataset['q'] === query.q;
  const late = setTimeout(() => void (turn === latest && !isAnswered && showWaiting()), PATIENCE_MS);
  let shown: FirstPage | undefined;
  try {
    const wasOpen = isOpen();
    // Asked before anything is shown: the page changes while the index is on its way.
    const asked = search(query, (first) => {
      clearTimeout(late);
      if (turn === latest && !isAnswered) showFirst((shown = first), query);
    });
    carryQuestion();
    // Nothing that does not answer stays beside the question meanwhile.
    if (!wasOpen && !isAnswered) showWaiting();
    // Those that the page came with are of all records.
    if (!wasOpen) hideCounts();
    const page = await asked;
    if (turn !== latest) return;
    showWhole(answerParts(page, query, words), shown);
    showCounts(page.facets);
    showChips(() => void run('push'));
    if (settings.countsDemand && isUnmet(query, page)) setTimeout(() => void (turn === latest && tellServer(query)), SETTLED_MS);
  } catch {
    if (turn === latest) showFailure(query, shown ? coming : note);
  } finally {
    clearTimeout(late);
  }
}

/** The first results, and that more is coming. */
function showFirst(page: FirstPage, query: SearchQuery): void {
  for (const [id, part] of Object.entries(answerParts(page, query, words))) showPart(id, part);
  hideCounts();
  coming.hidden = false;
  coming.textContent = t('search.coming');
}

/** What stands there stays, and the other results come after it. */
function showWhole(parts: Readonly<Record<string, AnswerPart>>, shown: FirstPage | undefined): void {
  coming.hidden = true;
  if (shown) appendPart('results', parts['results']!.content!.slice(shown.hits.length));
  else for (const [id, part] of Object.entries(parts)) showPart(id, part);
}

/** Asks the server the same, which counts that it finds nothing either. Its answer is not needed. */
async function tellServer(query: SearchQuery): Promise<void> {
  const params = writeQuery({ ...query, size: 1 });
  params.set('locale', query.locale);
  await fetch(`/v1/search?${params}`, { keepalive: true }).catch(() => undefined);
}

/** The other languages of the page are asked the same. */
function carryQuestion(): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('.languages a')) link.search = location.search;
}

function clear(): void {
  results.replaceChildren();
  note.replaceChildren();
  for (const id of ['lessons', 'empty', 'pages', 'coming']) byId(id).hidden = true;
}

function showWaiting(): void {
  clear();
  answerPart.dataset['state'] = 'waiting';
  status.textContent = t('search.loading');
}

/** In the place of what did not come: of the whole answer, or of what comes after the first results. */
function showFailure(query: SearchQuery, place: HTMLElement): void {
  if (place === note) clear();
  answerPart.dataset['state'] = 'failed';
  (place === note ? status : place).textContent = t('search.failed');
  const retry = make('button', { type: 'button' }, t('search.retry'));
  retry.addEventListener('click', () => void answer(query));
  if (place === note) note.replaceChildren(retry);
  else place.append(' ', retry);
}

/** Without a question the page shows what it came with: nothing to load before somebody asks. */
function showNewest(query: SearchQuery): void {
  const { total } = settings;
  answerPart.dataset['state'] = 'answers';
  status.textContent = t('search.results', { count: total });
  results.replaceChildren(...newest);
  keepTicks();
  showPart('pages', pagesPart({ total, page: 1, size: query.size }, query, words));
  carryQuestion();
}

/** Sets the page's controls from the address and answers it. */
function restore(): void {
  isTyped = false;
  const query = readQuery(new URLSearchParams(location.search), settings.locale.id);
  input.value = query.q;
  sort.value = query.sort;
  checkFilters(query.filters);
  if (isFirst && !location.search) showNewest(query);
  else void answer(query);
  isFirst = false;
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
const open = () => void openEngine().catch(() => undefined);
if (settings.isInPieces && !settings.remote) open();
input.addEventListener('focus', open, { once: true });
input.form!.addEventListener('submit', (event) => {
  event.preventDefault();
  clearTimeout(pause);
  void run(isTyped ? 'replace' : 'push');
});
sort.addEventListener('change', () => void run('push'));
watchFilters(() => void run('push'));
// Links of the page to itself ask without loading it again.
answerPart.addEventListener('click', (event) => {
  const link = (event.target as Element).closest<HTMLAnchorElement>('a[href^="?"]');
  if (!link) return;
  event.preventDefault();
  void run('push', readQuery(new URLSearchParams(link.search), settings.locale.id)).then(() => status.focus());
});
addEventListener('popstate', restore);
addEventListener('keydown', (event) => {
  const typing = event.target instanceof HTMLElement && event.target.matches('input:not([type="checkbox"]), select, textarea');
  if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  input.focus();
});
restore();
