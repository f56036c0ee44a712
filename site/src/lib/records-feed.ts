import { paths } from '#registry/addresses.ts';
import { type FeedFiles, newsFeed } from '#registry/publication/feed.ts';
import { commitmentNews, sessionNews } from '#registry/publication/session-news.ts';
import { contextFor } from './context.ts';

const NEWS = { sessions: sessionNews, commitments: commitmentNews } as const;

/** The feed of the sessions or the commitments in one locale. */
export async function recordsFeed(localeId: string, folder: keyof typeof NEWS): Promise<FeedFiles> {
  const context = await contextFor(localeId);
  return newsFeed(NEWS[folder](context, context.today), context.registry, context.locale, {
    siteUrl: context.siteUrl,
    title: `${context.t(`${folder}.title`)} · ${context.registry.name}`,
    description: context.t(`${folder}.intro`),
    page: paths.records(localeId, folder),
    atom: paths.recordsFeed(localeId, folder, 'xml'),
    json: paths.recordsFeed(localeId, folder, 'json'),
  });
}
