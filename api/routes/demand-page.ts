import { createHash, timingSafeEqual } from 'node:crypto';
import express, { type NextFunction, type Request, type RequestHandler, type Response, type Router } from 'express';
import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import { paths } from '#registry/addresses.ts';
import { makeSpeaker, type Speaker } from '#registry/page/speaker.ts';
import type { Registry } from '#registry/registry.ts';
import type { DemandFile } from '#registry/search/demand-file.ts';
import { DAYS, type UnmetQuestion } from '#registry/search/demand.ts';
import type { SearchQuery } from '#registry/search/query.ts';
import { readQuery, writeQuery } from '#registry/search/url-state.ts';
import { sendFramed } from '../form/send-framed.ts';

export interface DemandPageServices {
  demand: Pick<DemandFile, 'list'>;
  /** What a curator's browser asks for; the name beside it is theirs to choose. */
  password: string;
  siteDir: () => string;
  registry: () => Registry;
  /** Counts attempts: nobody tries passwords by the thousand. */
  limit: RequestHandler;
}

/** So many questions are shown; the command lists all. */
const SHOWN = 200;

/**
 * What was asked on several days and not answered, for curators: what the registry lacks. Behind a password, because words that
 * three people typed may still name somebody.
 */
export function demandPageRoutes({ demand, password, siteDir, registry, limit }: DemandPageServices): Router {
  const show = async (request: Request<{ locale: string }>, response: Response, next: NextFunction): Promise<void> => {
    const known = registry();
    const locale = known.locales.get(request.params.locale);
    if (!locale) return next();
    const speaker = makeSpeaker(known, locale);
    if (!isPassword(request, password)) {
      response
        .status(401)
        .set({ 'WWW-Authenticate': 'Basic realm="demand", charset="UTF-8"', 'Cache-Control': 'private, no-store' });
      return void response.type('text').send(`${speaker.t('demand.locked')}\n`);
    }
    await sendFramed(response, next, { siteDir }, speaker, {
      title: speaker.t('demand.title'),
      main: demandPage(demand.list(), speaker),
      pathIn: paths.demand,
      frame: 'about',
      isSecret: true,
    });
  };
  const router = express.Router();
  router.get('/:locale/demand', limit, (request: Request<{ locale: string }>, response, next) => show(request, response, next));
  return router;
}

/** Whether a request has the password; takes as long for a wrong one as for the right one. */
function isPassword(request: Request<{ locale: string }>, password: string): boolean {
  const [, encoded = ''] = /^Basic +([\w+/=-]{1,400})$/i.exec(request.get('authorization') ?? '') ?? [];
  const typed = Buffer.from(encoded, 'base64').toString('utf8');
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(typed.slice(typed.indexOf(':') + 1)), digest(password));
}

function demandPage(questions: readonly UnmetQuestion[], speaker: Speaker): ElementContent[] {
  const { t } = speaker;
  return [
    h('h1', t('demand.title')),
    h('p.lede', t('demand.lede')),
    ...(questions.length === 0 ? [h('p', t('demand.none', { days: DAYS }))] : [questionTable(questions, speaker)]),
    ...(questions.length > SHOWN ? [h('p.small', t('demand.more', { count: questions.length - SHOWN }))] : []),
    h('p.small', t('demand.counted', { days: DAYS })),
  ];
}

function questionTable(questions: readonly UnmetQuestion[], { t, locale, registry }: Speaker): ElementContent {
  const day = new Intl.DateTimeFormat(locale.tag, { dateStyle: 'medium', timeZone: 'UTC' });
  const row = ({ question, locale: asked, days, last }: UnmetQuestion) => {
    const language = registry.locales.get(asked);
    // As typed: a curator who looks is not one more day on which it was asked.
    const query: SearchQuery = { ...readQuery(new URLSearchParams(), asked), q: question, asTyped: true };
    const answer = `${paths.search(asked)}?${writeQuery(query)}`;
    return h('tr', [
      h('th', { scope: 'row', lang: language?.tag }, h('a', { href: answer, rel: 'nofollow' }, question)),
      h('td', { lang: language?.tag }, language?.name ?? asked),
      h('td', String(days)),
      h('td', h('time', { dateTime: last }, day.format(new Date(last)))),
    ]);
  };
  const columns = ['words', 'language', 'days', 'last'].map((column) => h('th', { scope: 'col' }, t(`demand.${column}`)));
  return h('table', [h('thead', h('tr', columns)), h('tbody', questions.slice(0, SHOWN).map(row))]);
}
