import type { Element, ElementContent } from 'hast';
import { asContent, element } from './element.ts';
import { hitItem, lessonItem } from './hit-item.ts';
import type { SearchPage } from './page.ts';
import type { SearchQuery } from './query.ts';
import { LIMITS } from './bounds.ts';
import { writeQuery } from './url-state.ts';
import { type AnswerWords, type ReaderWords, sayAnswer } from './wording.ts';

/** What an element of the search page becomes; whatever is not said stays as it is. */
export interface AnswerPart {
  isShown?: boolean;
  attributes?: Readonly<Record<string, string>>;
  /** Its new content; with `isList`, that of the list in it. */
  content?: readonly ElementContent[];
  isList?: true;
}

/** What stands on the search page for an answer, by the ids of its elements: the server fills them, or a browser. */
export function answerParts(
  page: Omit<SearchPage, 'facets'>,
  query: SearchQuery,
  words: AnswerWords,
): Readonly<Record<string, AnswerPart>> {
  const { t, tag, label, addresses } = words;
  const { status, notes } = sayAnswer(page, query, words);
  const { named = [], nearest = [] } = page.problems ?? {};
  const asTyped = { ...query, asTyped: true, page: 1 };
  const problems = new Intl.ListFormat(tag).format(named.map((id) => label('challenges', id)));
  return {
    answer: { attributes: { 'data-state': page.state, 'data-q': query.q } },
    status: { content: asContent([status]) },
    note: {
      content: asContent([
        ...notes.map((text) => `${text} `),
        ...(page.suggestion ? [linkTo(asTyped, t('search.asTyped', { query: query.q.trim() }))] : []),
      ]),
    },
    lessons: list(page.lessons.map((lesson) => lessonItem(lesson, words))),
    results: { content: page.hits.map((hit) => hitItem(hit, words)) },
    empty: { isShown: page.total === 0 },
    'empty-filters': { isShown: Object.keys(query.filters).length > 0 },
    'empty-words': { isShown: page.state !== 'nothing' && query.q.trim() !== '' },
    named: { isShown: named.length > 0, content: asContent([t('search.nothing.named', { problems })]) },
    nearest: list(nearest.map((id) => element('li', {}, element('a', { href: addresses.problem(id) }, label('challenges', id))))),
    pages: pagesPart(page, query, words),
    ...feedParts(query, words),
  };
}

/** Where the news of what is asked are, on a site with a server: in both places that lead to news. */
function feedParts(query: SearchQuery, { addresses }: AnswerWords): Readonly<Record<string, AnswerPart>> {
  if (addresses.searchFeed === undefined) return {};
  const { page: _page, size: _size, ...asked } = query;
  const params = writeQuery({ ...asked, page: 1, size: LIMITS.defaultSize, sort: 'relevance' });
  const attributes = { href: params.size > 0 ? `${addresses.searchFeed}?${params}` : addresses.feed };
  return { feed: { attributes }, 'empty-feed': { attributes } };
}

/** Where the other pages of results are. */
export function pagesPart(
  { total, page, size }: Pick<SearchPage, 'total' | 'page' | 'size'>,
  query: SearchQuery,
  { t }: Pick<ReaderWords, 't'>,
): AnswerPart {
  const pages = Math.ceil(total / size);
  return {
    isShown: pages > 1,
    content: [
      ...(page > 1 ? [linkTo({ ...query, page: page - 1 }, t('search.previous'), 'prev')] : []),
      element('span', {}, t('search.page', { page, pages })),
      ...(page < pages ? [linkTo({ ...query, page: page + 1 }, t('search.next'), 'next')] : []),
    ],
  };
}

const list = (content: readonly Element[]): AnswerPart => ({ isShown: content.length > 0, isList: true, content });

/** A link of the page to itself. */
const linkTo = (query: SearchQuery, words: string, rel?: string) => element('a', { href: `?${writeQuery(query)}`, rel }, words);
