import { join } from 'node:path';
import express, { type NextFunction, type Request, type RequestHandler, type Response, type Router } from 'express';
import type { Element, ElementContent, Root } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import { visit } from 'unist-util-visit';
import { paths } from '#registry/addresses.ts';
import { caseItem } from '#registry/case/page/case-item.ts';
import type { CaseView } from '#registry/case/record.ts';
import { methodItem } from '#registry/method/page/method-item.ts';
import type { MethodView } from '#registry/method/record.ts';
import { makeSpeaker, type Speaker } from '#registry/page/speaker.ts';
import { recordsOf } from '#registry/record/record.ts';
import { viewRecord } from '#registry/record/view.ts';
import type { DemandFile } from '#registry/search/demand-file.ts';
import type { SearchEngine } from '#registry/search/engine.ts';
import type { SearchHit, SearchPage } from '#registry/search/page.ts';
import type { SearchQuery } from '#registry/search/query.ts';
import { isUnmet } from '#registry/search/unmet.ts';
import { readQuery, writeQuery } from '#registry/search/url-state.ts';
import { sayAnswer, sayThrough } from '#registry/search/wording.ts';
import type { Publication } from '../edition/publication.ts';
import { readBuiltPage } from '../form/shell.ts';

export interface SearchPageServices {
  search: SearchEngine;
  publication: Publication;
  siteDir: () => string;
  /** Counts questions that found nothing. */
  demand?: Pick<DemandFile, 'count'> | undefined;
  limit: RequestHandler;
}

/** The search page with the answer to what its address asks, for readers without JavaScript; what asks nothing passes through. */
export function searchPageRoutes({ search, publication, siteDir, demand, limit }: SearchPageServices): Router {
  const answer = async (request: Request<{ locale: string }>, response: Response, next: NextFunction): Promise<void> => {
    const { registry } = publication.current();
    const locale = registry.locales.get(request.params.locale);
    const params = new URL(request.originalUrl, 'http://localhost').searchParams;
    if (!locale || params.size === 0) return next();
    const query = readQuery(params, locale.id);
    const built = await readBuiltPage(join(siteDir(), locale.id, 'search', 'index.html'));
    if (!built) return next();
    const page = await search.search(query);
    if (isUnmet(query, page)) demand?.count(query);
    const html = toHtml(fill(structuredClone(built), page, query, makeSpeaker(registry, locale)));
    response.set('Cache-Control', 'no-cache').type('html').send(html);
  };
  const router = express.Router();
  router.get('/:locale/search', limit, (request: Request<{ locale: string }>, response, next) => answer(request, response, next));
  return router;
}

/** Puts the answer where the page's script would. */
function fill(root: Root, page: SearchPage, query: SearchQuery, speaker: Speaker): Root {
  const { t, locale } = speaker;
  const said = sayAnswer(page, query, { t, tag: locale.tag });
  const asTyped = { ...query, asTyped: true, page: 1 };
  const note = said.notes.map((text) => `${text} `);
  const nearest = page.problems?.nearest ?? [];
  const named = page.problems?.named ?? [];
  const isFiltered = Object.keys(query.filters).length > 0;
  const parts: Readonly<Record<string, (element: Element) => void>> = {
    q: ({ properties }) => void (properties['value'] = query.q),
    answer: ({ properties }) => void Object.assign(properties, { dataState: page.state, dataQ: query.q }),
    status: put([said.status]),
    note: (element) => {
      element.properties['className'] = ['small'];
      put([...note, ...(page.suggestion ? [linkTo(asTyped, t('search.asTyped', { query: query.q.trim() }))] : [])])(element);
    },
    results: put(page.hits.map((hit) => item(hit, speaker))),
    lessons: show(
      page.lessons.length > 0,
      'ul',
      page.lessons.map((lesson) => lessonItem(lesson, speaker)),
    ),
    empty: show(page.total === 0),
    'empty-filters': show(isFiltered),
    'empty-words': show(page.state !== 'nothing'),
    named: (element) => {
      show(named.length > 0)(element);
      const problems = speaker.list(named.map((id) => speaker.label('challenges', id)));
      put(named.length > 0 ? [t('search.nothing.named', { problems })] : [])(element);
    },
    nearest: show(
      nearest.length > 0,
      'ul',
      nearest.map((id) =>
        h('li', h('a', { href: paths.facetValue(locale.id, 'challenges', id) }, speaker.label('challenges', id))),
      ),
    ),
    pages: (element) => {
      const count = Math.ceil(page.total / page.size);
      show(count > 1)(element);
      put([
        ...(page.page > 1 ? [linkTo({ ...query, page: page.page - 1 }, t('search.previous'))] : []),
        h('span', t('search.page', { page: page.page, pages: count })),
        ...(page.page < count ? [linkTo({ ...query, page: page.page + 1 }, t('search.next'))] : []),
      ])(element);
    },
  };
  visit(root, 'element', (element, _index, parent) => {
    parts[String(element.properties['id'])]?.(element);
    if (element.tagName === 'head') element.children.push(h('meta', { name: 'robots', content: 'noindex' }));
    const isLanguage = element.tagName === 'a' && Boolean(element.properties['hrefLang']) && parent?.type === 'element';
    if (isLanguage) element.properties['href'] = `${String(element.properties['href'])}?${writeQuery(query)}`;
  });
  return root;
}

const put =
  (children: readonly (ElementContent | string)[]) =>
  (element: Element): void => {
    element.children = children.map((child) => (typeof child === 'string' ? { type: 'text', value: child } : child));
  };

/** Shows a part or hides it, with new children in its first element of a name. */
const show =
  (isShown: boolean, within?: string, children: readonly Element[] = []) =>
  (element: Element): void => {
    if (isShown) delete element.properties['hidden'];
    else element.properties['hidden'] = true;
    const list = element.children.find((child): child is Element => child.type === 'element' && child.tagName === within);
    if (list) put(children)(list);
  };

const linkTo = (query: SearchQuery, label: string) => h('a', { href: `?${writeQuery(query)}` }, label);

/** A hit as lists show its record, with why it is there; one of another registry as a link. */
function item({ id, card, peer, through = [] }: SearchHit, speaker: Speaker): Element {
  const { registry, locale, t } = speaker;
  const record = peer ? undefined : registry.kinds.map((kind) => recordsOf(registry, kind).get(id)).find((found) => found);
  if (!record) {
    const href = `${peer?.url ?? ''}${paths.case(locale.id, id)}`;
    return h('li.case-item', [h('p.case-problem', card.problem), h('h3.case-title', h('a', { href }, card.title))]);
  }
  const view = viewRecord(record, locale.id);
  const shown = record.kind.id === 'method' ? methodItem(view as MethodView, speaker) : caseItem(view as CaseView, speaker);
  const nameOf = (language: string) => registry.locales.get(language)?.name ?? language;
  const reasons = sayThrough(through, { t, tag: locale.tag }, nameOf);
  // Where the page's script puts it: after the title.
  if (reasons.length > 0) shown.children.splice(2, 0, h('p.case-through', reasons.join(' · ')));
  return shown;
}

function lessonItem(
  { case: id, id: lesson, kind, text, title, peer }: SearchPage['lessons'][number],
  { label, locale }: Speaker,
) {
  const href = `${peer?.url ?? ''}${paths.case(locale.id, id)}#lesson-${lesson}`;
  return h('li', [
    h('p.lesson-text', text),
    h('p.lesson-source', [h('span', label('lesson-kinds', kind)), ' · ', h('a', { href }, title)]),
  ]);
}
