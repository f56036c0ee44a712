import { Feed } from 'feed';
import { paths } from '../addresses.ts';
import { xmlWritable } from '../content/xml.ts';
import type { Locale } from '../locale/locale.ts';
import type { CaseView } from '../case/record.ts';
import type { Registry } from '../registry.ts';
import { LICENSE_URL } from './record-json.ts';

/** A feed in two formats; each is written when it is asked for. */
export interface FeedFiles {
  readonly atom: string;
  readonly json: string;
}

export interface NewsOptions {
  siteUrl: string;
  /** The registry's name, unless the feed is of a part of it. */
  title?: string;
  description: string;
  /** The path of the page that it is the news of; the home page unless said. */
  page?: string;
  /** The path that names it among feeds; that of its page unless said, which is wrong for a second feed of a page. */
  id?: string;
  /** Its own path. */
  atom: string;
  json?: string;
}

/** An entry of a feed. Days are YYYY-MM-DD. */
export interface NewsItem {
  /** The path of its page. */
  path: string;
  /** The path that names it among news; that of its page unless said. */
  id?: string;
  title: string;
  summary: string;
  text: string;
  published: string;
  changed: string;
}

/** The newest of some cases in one language; `modified` is the day on which a case last changed. */
export const makeFeed = (
  views: readonly CaseView[],
  registry: Registry,
  locale: Locale,
  { modified, ...options }: NewsOptions & { modified: (view: CaseView) => string },
): FeedFiles =>
  newsFeed(
    views.map((view) => ({
      path: paths.case(locale.id, view.id),
      title: view.facts.title,
      summary: view.facts.summary,
      text: `${view.facts.problem} ${view.facts.summary}`,
      published: view.facts.compiled.on,
      changed: modified(view),
    })),
    registry,
    locale,
    options,
  );

/** The newest of some news, as Atom and as JSON Feed: 50 at most. Texts of records are escaped where a format takes HTML. */
export function newsFeed(items: readonly NewsItem[], registry: Registry, locale: Locale, options: NewsOptions): FeedFiles {
  const newest = items.toSorted((a, b) => b.changed.localeCompare(a.changed) || (a.path < b.path ? -1 : 1)).slice(0, 50);
  const at = (day: string) => new Date(`${day}T00:00:00Z`);
  const address = (path: string) => new URL(path, options.siteUrl).href;
  const page = options.page ?? paths.home(locale.id);
  const feed = new Feed({
    id: address(options.id ?? page),
    title: options.title ?? registry.name,
    description: options.description,
    language: locale.tag,
    link: address(page),
    copyright: `CC BY 4.0 ${LICENSE_URL}`,
    // No clock: the same content gives the same bytes.
    updated: newest[0] ? at(newest[0].changed) : new Date(0),
    feedLinks: { atom: address(options.atom), ...(options.json === undefined ? {} : { json: address(options.json) }) },
    author: { name: registry.name },
  });
  for (const item of newest) {
    feed.addItem({
      id: address(item.id ?? item.path),
      link: address(item.path),
      title: escapeHtml(item.title),
      description: escapeHtml(item.summary),
      content: escapeHtml(item.text),
      date: at(item.changed),
      published: at(item.published),
    });
  }
  return {
    get atom() {
      // What somebody asked for is in its title, with signs that the package writes as they are.
      // The package says no language, and readers with a voice need it.
      return xmlWritable(feed.atom1().replace('<feed ', `<feed xml:lang="${locale.tag}" `));
    },
    get json() {
      return toJsonFeed(feed, newest, locale.tag);
    },
  };
}

/** JSON Feed 1.1: the package writes 1.0, which has no language and a single author. Texts are plain, so nothing is escaped. */
function toJsonFeed(feed: Feed, newest: readonly NewsItem[], language: string): string {
  const { items, author, ...rest } = JSON.parse(feed.json1()) as { items: Record<string, unknown>[]; author: object };
  const head = { ...rest, version: 'https://jsonfeed.org/version/1.1', language, authors: [author] };
  const plain = items.map(({ content_html: _html, ...item }, index) => {
    const { title, summary, text } = newest[index]!;
    return { ...item, title, summary, content_text: text };
  });
  return JSON.stringify({ ...head, items: plain }, null, 4);
}

/** A text where a format takes HTML. */
const escapeHtml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
