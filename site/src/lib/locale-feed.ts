import { paths } from '#registry/addresses.ts';
import { makeFeed } from '#registry/publication/feed.ts';
import { contextFor } from './context.ts';

/** The feed of one locale. */
export async function localeFeed(localeId: string) {
  const context = await contextFor(localeId);
  return makeFeed(context.views(), context.registry, context.locale, {
    siteUrl: context.siteUrl,
    description: context.t('home.description'),
    atom: paths.atom(localeId),
    json: paths.jsonFeed(localeId),
    modified: context.modified,
  });
}
