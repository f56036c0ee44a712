import { type RequestHandler, Router } from 'express';
import { type Departure, departureOf, foreignDeparture, type World } from '#registry/federation/departure.ts';
import type { Locale } from '#registry/locale/locale.ts';

/**
 * Answers for cases that are no longer told at their address: readers are sent on when both ends say where one is now, and else its
 * page, which says what became of it, comes with 410.
 */
export function answerDepartures(world: () => World, locales: readonly Locale[]): Router {
  const router = Router();
  const answer =
    (find: (parameters: Record<'peer' | 'id', string>, world: World) => Departure | undefined): RequestHandler =>
    (request, response, next) => {
      const { locale, ...parameters } = request.params as Record<'locale' | 'peer' | 'id', string>;
      const departure = locales.some(({ id }) => id === locale) ? find(parameters, world()) : undefined;
      if (departure?.to) return response.redirect(301, departure.to(locale));
      if (departure) response.status(410);
      next();
    };
  router.get(
    '/:locale/cases/:id',
    answer(({ id }, now) => departureOf(id, now)),
  );
  router.get(
    '/:locale/registries/:peer/cases/:id',
    answer(({ peer, id }, now) => foreignDeparture(peer, id, now)),
  );
  return router;
}
