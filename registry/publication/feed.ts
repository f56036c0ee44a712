import { Feed } from 'feed';
import { paths } from '../addresses.ts';
import type { Locale } from '../locale/locale.ts';
import type { CaseView } from '../case/record.ts';
import type { Registry } from '../registry.ts';
import { LICENSE_URL } from './record-json.ts';

export interface FeedFiles {
  atom: string;
  json: string;
}

export interface NewsOptions {
  siteUrl: string;
  /** The registry's name, unless the feed is of a part of it. */
  title?: string;
  description: string;
  /** The path of the page that it is the news of; the home page unless said. */
  page?: string;
  /** Its own path. */
  atom: string;
  json?: string;
  /** ISO 8601 day on which a case last changed. */
  modified: (view: CaseView) => string;
}

/** The newest of some cases in one language, as Atom and as JSON Feed: 50 at most. Texts of records are escaped where a format takes HTML. */
export function makeFeed(views: readonly CaseView[], registry: Registry, locale: Locale, options: NewsOptions): FeedFiles {
  const address = (path: string) => new URL(path, options.siteUrl).href;
  const newest = views
    .toSorted((a, b) => options.modified(b).localeCompare(options.modified(a)) || (a.id < b.id ? -1 : 1))
    .slice(0, 50);
  const updated = (view: CaseView) => new Date(`${options.modified(view)}T00:00:00Z`);
  const page = address(options.page ?? paths.home(locale.id));
  const feed = new Feed({
    id: page,
    title: options.title ?? registry.name,
    description: options.description,
    language: locale.tag,
    link: page,
    copyright: `CC BY 4.0 ${LICENSE_URL}`,
    // No clock: the same content gives the same bytes.
    updated: newest[0] ? updated(newest[0]) : new Date(0),
    feedLinks: { atom: address(options.atom), ...(options.json === undefined ? {} : { json: address(options.json) }) },
    author: { name: registry.name },
  });
  for (const view of newest) {
    const url = address(paths.case(locale.id, view.id));
    feed.addItem({
      id: url,
      link: url,
      title: escapeHtml(view.facts.title),
      description: escapeHtml(view.facts.summary),
      content: escapeHtml(textOf(view)),
      date: updated(view),
      published: new Date(`${view.facts.compiled.on}T00:00:00Z`),
    });
  }
  return { atom: feed.atom1(), json: toJsonFeed(feed, newest) };
}

const textOf = ({ facts }: CaseView) => `${facts.problem} ${facts.summary}`;

/** JSON Feed 1.1 has a plain-text field, where nothing is escaped. */
function toJsonFeed(feed: Feed, views: readonly CaseView[]): string {
  const { items, ...head } = JSON.parse(feed.json1()) as { items: Record<string, unknown>[] };
  const plain = items.map(({ content_html: _html, ...item }, index) => {
    const { facts } = views[index]!;
    return { ...item, title: facts.title, summary: facts.summary, content_text: textOf(views[index]!) };
  });
  return JSON.stringify({ ...head, items: plain }, null, 4);
}

const escapeHtml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
