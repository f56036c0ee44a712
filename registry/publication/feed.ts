import { Feed } from 'feed';
import { paths } from '../addresses.ts';
import type { Locale } from '../locale/locale.ts';
import type { CaseView } from '../case/record.ts';
import type { Registry } from '../registry.ts';
import { LICENSE_URL } from './case-json.ts';

/** The newest cases in one language, for feed readers. `modified` gives each case's ISO 8601 day; 50 entries at most. */
export function makeFeed(
  views: readonly CaseView[],
  registry: Registry,
  locale: Locale,
  options: { siteUrl: string; description: string; modified: (view: CaseView) => string },
): Feed {
  const address = (path: string) => new URL(path, options.siteUrl).href;
  const newest = views
    .toSorted((a, b) => options.modified(b).localeCompare(options.modified(a)) || (a.id < b.id ? -1 : 1))
    .slice(0, 50);
  const updated = (view: CaseView) => new Date(`${options.modified(view)}T00:00:00Z`);
  const feed = new Feed({
    id: address(paths.home(locale.id)),
    title: registry.name,
    description: options.description,
    language: locale.tag,
    link: address(paths.home(locale.id)),
    copyright: `CC BY 4.0 ${LICENSE_URL}`,
    // No clock: the same content gives the same bytes.
    updated: newest[0] ? updated(newest[0]) : new Date(0),
    feedLinks: { atom: address(paths.atom(locale.id)), json: address(paths.jsonFeed(locale.id)) },
    author: { name: registry.name },
  });
  for (const view of newest) {
    const url = address(paths.case(locale.id, view.id));
    feed.addItem({
      id: url,
      link: url,
      title: view.facts.title,
      description: view.facts.summary,
      content: `${view.facts.problem} ${view.facts.summary}`,
      date: updated(view),
      published: new Date(`${view.facts.compiled.on}T00:00:00Z`),
    });
  }
  return feed;
}
