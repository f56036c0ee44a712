import express, { type Request, type RequestHandler, type Response, type Router } from 'express';
import { caseUnder } from '#registry/case/record.ts';
import { type Chosen, comparison, shortlist } from '#registry/compare/chosen.ts';
import { columnOf } from '#registry/compare/column.ts';
import { chosenPages } from '#registry/compare/pages.ts';
import { byLikeness, likenessList, readPlace } from '#registry/compare/likeness.ts';
import { settingOf } from '#registry/compare/setting.ts';
import { chosenIds } from '#registry/compare/ids.ts';
import { makeSpeaker } from '#registry/page/speaker.ts';
import type { Registry } from '#registry/registry.ts';
import { fillPlace } from './fill-place.ts';

export interface ChoiceOptions {
  /** Where the site is; the folder may change when it is built again. */
  siteDir: () => string;
  registry: () => Registry;
  /** Counts pages that are made. */
  limit?: RequestHandler;
}

/** More cases than any page shows are not looked up. */
const MOST_ASKED = 60;

/**
 * The comparison and the shortlist of the cases that an address names, for readers without JavaScript: the site's own pages, with
 * what their script would put there. Without a choice the pages are as they were built.
 */
export function choiceRoutes(options: ChoiceOptions): Router {
  const router = express.Router();
  const { limit = (_request, _response, next) => next() } = options;
  router.get('/:locale/compare', limit, (request, response, next) =>
    answer(request, response, next, 'compare', comparison, options),
  );
  router.get('/:locale/shortlist', limit, (request, response, next) =>
    answer(request, response, next, 'shortlist', shortlist, options),
  );
  router.get('/:locale/here', limit, (request, response, next) => answerHere(request, response, next, options));
  return router;
}

/** Cases about a problem by how like their setting is to the reader's. */
async function answerHere(
  request: Request,
  response: Response,
  next: () => void,
  { siteDir, registry: current }: ChoiceOptions,
): Promise<void> {
  const registry = current();
  const locale = registry.locales.get(String(request.params['locale']));
  const { challenge, ...place } = readPlace(new URLSearchParams(request.url.split('?')[1] ?? ''));
  if (!locale || challenge === undefined) return next();
  const speaker = makeSpeaker(registry, locale);
  const cases = [...registry.cases.values()].filter(({ facts }) => facts.challenges.includes(challenge));
  const html = await fillPlace(siteDir(), `${locale.id}/here/index.html`, 'found', () =>
    likenessList(
      byLikeness(
        cases.map((record) => settingOf(record, speaker)),
        place,
      ),
      speaker.t,
    ),
  );
  if (html === undefined) return next();
  response.set('Cache-Control', 'no-cache').type('html').send(html);
}

async function answer(
  request: Request,
  response: Response,
  next: () => void,
  page: 'compare' | 'shortlist',
  show: (chosen: Chosen) => string,
  { siteDir, registry: current }: ChoiceOptions,
): Promise<void> {
  const registry = current();
  const locale = registry.locales.get(String(request.params['locale']));
  const ids = chosenIds(new URLSearchParams(request.url.split('?')[1] ?? '').getAll('case')).slice(0, MOST_ASKED);
  if (!locale || ids.length === 0) return next();
  const speaker = makeSpeaker(registry, locale);
  const cases = ids.map((id) => caseUnder(id, registry));
  const html = await fillPlace(siteDir(), `${locale.id}/${page}/index.html`, 'chosen', () =>
    show({
      columns: cases.flatMap((record) => (record ? [columnOf(record, speaker)] : [])),
      unknown: ids.filter((_id, index) => !cases[index]),
      ...{ t: speaker.t, pages: chosenPages(locale.id) },
    }),
  );
  if (html === undefined) return next();
  response.set('Cache-Control', 'no-cache').type('html').send(html);
}
