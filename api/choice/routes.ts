import { join } from 'node:path';
import express, { type Request, type RequestHandler, type Response, type Router } from 'express';
import type { ElementContent } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { visit } from 'unist-util-visit';
import { caseUnder } from '#registry/case/record.ts';
import { type Chosen, comparison, shortlist } from '#registry/compare/chosen.ts';
import { columnOf } from '#registry/compare/column.ts';
import { chosenPages } from '#registry/compare/pages.ts';
import { byLikeness, likenessList, readPlace } from '#registry/compare/likeness.ts';
import { settingOf } from '#registry/compare/setting.ts';
import { chosenIds } from '#registry/compare/ids.ts';
import { makeSpeaker, type Speaker } from '#registry/page/speaker.ts';
import { fillBuiltPage } from '../edition/built-page.ts';
import { paramsOf } from '../http/params.ts';
import { sendLetter } from './letter.ts';
import { type ChoiceFileOptions, sendBrief, sendChoice } from './files.ts';

export interface ChoiceOptions extends ChoiceFileOptions {
  /** Whether a session can be proposed here. */
  takesSessions?: boolean;
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
  for (const page of ['compare', 'shortlist'] as const)
    router.get(`/:locale/${page}/:file`, limit, (request, response, next) => sendChoice(request, response, next, page, options));
  router.get('/:locale/cases/:id/brief.pdf', limit, (request, response, next) => sendBrief(request, response, next, options));
  router.get('/:locale/labs/:lab/letter.pdf', limit, (request, response, next) => sendLetter(request, response, next, options));
  router.get('/:locale/here', limit, (request, response, next) => answerHere(request, response, next, options));
  return router;
}

/** Cases about a problem by how like their setting is to the reader's. */
async function answerHere(request: Request, response: Response, next: () => void, options: ChoiceOptions): Promise<void> {
  const { challenge, ...place } = readPlace(paramsOf(request));
  if (challenge === undefined) return next();
  await answerWith(request, response, next, options, 'here', 'found', (speaker) => {
    const cases = [...speaker.registry.cases.values()].filter(({ facts }) => facts.challenges.includes(challenge));
    const settings = cases.map((record) => settingOf(record, speaker));
    return likenessList(byLikeness(settings, place), speaker.t);
  });
}

/** What there is to say of the cases that an address names. */
async function answer(
  request: Request,
  response: Response,
  next: () => void,
  page: 'compare' | 'shortlist',
  show: (chosen: Chosen) => string,
  options: ChoiceOptions,
): Promise<void> {
  const ids = chosenIds(paramsOf(request).getAll('case')).slice(0, MOST_ASKED);
  if (ids.length === 0) return next();
  await answerWith(request, response, next, options, page, 'chosen', (speaker) => {
    const cases = ids.map((id) => caseUnder(id, speaker.registry));
    return show({
      columns: cases.flatMap((record) => (record ? [columnOf(record, speaker)] : [])),
      unknown: ids.filter((_id, index) => !cases[index]),
      ...{
        t: speaker.t,
        pages: chosenPages(speaker.locale.id, { hasServer: true, takesSessions: options.takesSessions ?? false }),
      },
    });
  });
}

/** Sends a page of the site with other content in the element of an id. */
async function answerWith(
  request: Request,
  response: Response,
  next: () => void,
  { siteDir, registry: current }: ChoiceOptions,
  page: string,
  place: string,
  show: (speaker: Speaker) => string,
): Promise<void> {
  const registry = current();
  const locale = registry.locales.get(String(request.params['locale']));
  if (!locale) return next();
  const html = await fillBuiltPage(join(siteDir(), locale.id, page, 'index.html'), (root) =>
    visit(root, 'element', (element) => {
      if (element.properties['id'] !== place) return;
      element.children = fromHtml(show(makeSpeaker(registry, locale)), { fragment: true }).children as ElementContent[];
    }),
  );
  if (html === undefined) return next();
  response.set('Cache-Control', 'no-cache').type('html').send(html);
}
