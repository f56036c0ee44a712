import type { SitemapItem } from '@astrojs/sitemap';
import { paths } from '#registry/addresses.ts';
import { dayOfChange, type History } from '#registry/content/git-history.ts';
import { viewRecord } from '#registry/record/view.ts';
import type { Registry } from '#registry/registry.ts';
import { recordLocales } from './record-pages.ts';

/** Pages about a record, or that hold what a reader has chosen: search engines find the records instead. */
const ASIDE: readonly string[] = ['cite', 'brief', 'compare', 'shortlist', 'at'];

/**
 * A page's sitemap entry with its versions in other languages, and of a record the day on which that version last changed; none for
 * pages that search engines should skip. The integration's own `i18n` option forbids digits in a language tag, and es-419 has them.
 */
export function sitemapEntry(item: SitemapItem, registry: Registry, history: History): SitemapItem | undefined {
  const { pathname } = new URL(item.url);
  const [, locale = '', ...rest] = pathname.split('/');
  // The language chooser and the 404 page are not for search engines.
  if (!registry.locales.has(locale)) return undefined;
  const [folder = '', id = '', page = ''] = rest;
  if (ASIDE.includes(page) || ASIDE.includes(folder)) return undefined;
  // Cases of other registries are theirs to have found.
  if (folder === 'registries' && page === 'cases') return undefined;
  if (folder === 'cases' && registry.gone.some((gone) => gone.id === id)) return undefined;
  const kind = registry.kinds.find((each) => each.folder === folder);
  const record = kind && registry.records.get(kind.id)?.get(id);
  const hasVersions = record !== undefined && kind!.sections.ids.length > 0 && pathname === paths.record(locale, folder, id);
  const versions = hasVersions ? recordLocales(record, registry) : [...registry.locales.keys()];
  if (!versions.includes(locale)) return undefined;
  const links = versions.map((id) => ({
    lang: registry.locales.get(id)!.tag,
    url: new URL(['', id, ...rest].join('/'), item.url).href,
  }));
  const last = hasVersions ? dayOfChange(history, viewRecord(record, locale).file) : undefined;
  return { ...item, links, ...(last === undefined ? {} : { lastmod: last }) };
}
