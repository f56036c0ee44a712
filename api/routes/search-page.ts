import { join } from 'node:path';
import express, { type NextFunction, type Request, type RequestHandler, type Response, type Router } from 'express';
import type { Element, Root } from 'hast';
import { visit } from 'unist-util-visit';
import { paths } from '#registry/addresses.ts';
import { caseKind } from '#registry/case/kind.ts';
import { makeFeed } from '#registry/publication/feed.ts';
import { viewRecord } from '#registry/record/view.ts';
import { type Facet, FACETS, LIMITS } from '#registry/search/bounds.ts';
import type { Locale } from '#registry/locale/locale.ts';
import { makeSpeaker, type Speaker } from '#registry/page/speaker.ts';
import { type AnswerPart, answerParts } from '#registry/search/answer-parts.ts';
import type { DemandFile } from '#registry/search/demand-file.ts';
import type { SearchEngine } from '#registry/search/engine.ts';
import { isUnmet } from '#registry/search/unmet.ts';
import { readQuery, writeQuery } from '#registry/search/url-state.ts';
import type { AnswerWords } from '#registry/search/wording.ts';
import { readBuiltCases } from '../edition/built-cases.ts';
import { fillBuiltPage, hideFromEngines } from '../edition/built-page.ts';
import type { Edition, Publication } from '../edition/publication.ts';
import { paramsOf } from '../http/params.ts';
import { siteUrlFor } from '../http/site-url.ts';

export interface SearchPageServices {
  search: SearchEngine;
  publication: Publication;
  siteDir: () => string;
  /** Counts questions that found nothing. */
  demand?: Pick<DemandFile, 'count'> | undefined;
  limit: RequestHandler;
  /** Address of the site, for feeds; that of the request where the deployment has none. */
  siteUrl?: string | undefined;
}

/** The search page with the answer to what its address asks, for readers without JavaScript; what asks nothing passes through. */
export function searchPageRoutes({ search, publication, siteDir, demand, limit, siteUrl }: SearchPageServices): Router {
  const answer = async (request: Request<{ locale: string }>, response: Response, next: NextFunction): Promise<void> => {
    const edition = publication.current();
    const locale = edition.registry.locales.get(request.params.locale);
    const params = paramsOf(request);
    if (!locale || params.size === 0) return next();
    const query = readQuery(params, locale.id);
    const page = await search.search(query);
    if (isUnmet(query, page)) demand?.count(query);
    const parts = answerParts(page, query, wordsOf(edition, locale));
    const html = await fillBuiltPage(join(siteDir(), locale.id, 'search', 'index.html'), (root) =>
      fill(root, parts, query.q, writeQuery(query).toString()),
    );
    if (html === undefined) return next();
    response.set('Cache-Control', 'no-cache').type('html').send(html);
  };
  /** The newest cases that answer what the address asks, for those who want to be told of the next one. */
  const feed = async (request: Request<{ locale: string }>, response: Response, next: NextFunction): Promise<void> => {
    const { registry } = publication.current();
    const locale = registry.locales.get(request.params.locale);
    const asked = readQuery(paramsOf(request), request.params.locale);
    if (!locale || writeQuery(asked).size === 0) return next();
    const query = { ...asked, page: 1, size: LIMITS.size, sort: 'newest' as const };
    const { hits, state } = await search.search(query);
    // What only shares a word with the question is no news of it.
    const found = state === 'answers' ? hits.flatMap(({ id }) => registry.cases.get(id) ?? []) : [];
    const built = await readBuiltCases(
      found.map(({ id }) => id),
      siteDir(),
    );
    const speaker = makeSpeaker(registry, locale);
    const page = `${paths.search(locale.id)}?${writeQuery(asked)}`;
    const name = [
      asked.q,
      ...FACETS.flatMap((facet) => (asked.filters[facet] ?? []).map((value) => nameOf(facet, value, speaker))),
    ]
      .filter(Boolean)
      .join(', ');
    const { atom } = makeFeed(
      found.map((record) => viewRecord(record, locale.id)),
      registry,
      locale,
      {
        siteUrl: siteUrlFor(request, { siteUrl }),
        title: `${name} · ${registry.name}`,
        description: speaker.t('feed.search', { query: name }),
        page,
        atom: `${paths.searchFeed(locale.id)}?${writeQuery(asked)}`,
        modified: ({ id, facts }) => built.get(id)?.modified?.[locale.id] ?? facts.compiled.on,
      },
    );
    response.set('Cache-Control', 'no-cache').type('application/atom+xml; charset=utf-8').send(atom);
  };
  const router = express.Router();
  router.get('/:locale/search/feed.xml', limit, (request: Request<{ locale: string }>, response, next) =>
    feed(request, response, next),
  );
  router.get('/:locale/search', limit, (request: Request<{ locale: string }>, response, next) => answer(request, response, next));
  return router;
}

/** What a value of a facet is called; where there is no word for it, as it is written. */
function nameOf(facet: Facet, value: string, { label, country, registry }: Speaker): string {
  if (facet === 'country') return country(value);
  const vocabulary = facet === 'evidence' ? 'evidence-strength' : `${facet}s`;
  return registry.vocabularies.has(vocabulary) ? label(vocabulary, value) : value;
}

const wordsOf = ({ registry, foreign }: Edition, locale: Locale): AnswerWords => {
  const { t, label, country, tagOf } = makeSpeaker(registry, locale);
  return {
    ...{ t, label, country, tag: locale.tag, locale: locale.id },
    language: (id) => ({ name: registry.locales.get(id)?.name ?? id, tag: tagOf(id) }),
    origin: (peer) => foreign.find((each) => each.peer.id === peer)?.peer.name,
    addresses: {
      record: (kind, id) => paths.record(locale.id, (registry.kinds.find((each) => each.id === kind) ?? caseKind).folder, id),
      foreignCase: (peer, id) => paths.foreignCase(locale.id, peer, id),
      problem: (id) => paths.facetValue(locale.id, 'challenges', id),
      feed: paths.atom(locale.id),
      searchFeed: paths.searchFeed(locale.id),
    },
  };
};

/** Puts the answer where the page's script would. */
function fill(root: Root, parts: Readonly<Record<string, AnswerPart>>, q: string, asked: string): void {
  hideFromEngines(root);
  visit(root, 'element', (element, _index, parent) => {
    const { id, hrefLang, href } = element.properties;
    const part = parts[String(id)];
    if (part) fillElement(element, part);
    if (id === 'q') element.properties['value'] = q;
    const isLanguage = element.tagName === 'a' && Boolean(hrefLang) && parent?.type === 'element';
    if (isLanguage) element.properties['href'] = `${String(href)}?${asked}`;
  });
}

function fillElement(element: Element, { isShown, attributes, content, isList }: AnswerPart): void {
  Object.assign(element.properties, attributes);
  if (isShown !== undefined) element.properties['hidden'] = !isShown;
  const list = element.children.find((child): child is Element => child.type === 'element' && child.tagName === 'ul');
  if (content) (isList ? list! : element).children = [...content];
}
