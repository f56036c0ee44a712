import { paths } from '../addresses.ts';
import { alpha2, countryName } from '../country/country.ts';
import { authorOf } from '../case/page/author.ts';
import type { CaseView } from '../case/record.ts';
import type { Locale } from '../locale/locale.ts';
import type { Registry } from '../registry.ts';
import { sourceAddress, findSource, type Source } from '../source/source.ts';
import { labelOf } from '../vocabulary/vocabulary.ts';
import { LICENSE_URL } from './record-json.ts';

/** A case page as schema.org data. `modified` is an ISO 8601 date. */
export function caseJsonLd(
  view: CaseView,
  registry: Registry,
  { siteUrl, modified }: { siteUrl: string; modified: string },
): object {
  const { facts } = view;
  const address = (path: string) => new URL(path, siteUrl).href;
  const tag = registry.locales.get(view.language)?.tag ?? view.language;
  const years = [facts.period?.start, facts.period?.end].map((date) => String(date ?? ''));
  const term = (vocabulary: string) => (id: string) => ({
    '@type': 'DefinedTerm',
    termCode: id,
    name: labelOf(registry.vocabularies, vocabulary, id, view.language),
  });
  return {
    '@context': 'https://schema.org',
    '@type': 'Article',
    '@id': address(paths.case(view.language, view.id)),
    headline: facts.title,
    inLanguage: tag,
    isAccessibleForFree: true,
    license: LICENSE_URL,
    dateModified: modified,
    datePublished: facts.compiled.on,
    author: { '@type': 'Organization', name: authorOf(facts, registry).author },
    publisher: { '@type': 'Organization', name: registry.name, url: address('/') },
    spatialCoverage: facts.places.map(({ country, name }) => ({
      '@type': 'Place',
      name: name ?? countryName(country, tag),
      address: { '@type': 'PostalAddress', addressCountry: alpha2(country) ?? country },
    })),
    ...(years.some(Boolean) ? { temporalCoverage: `${years[0] || '..'}/${years[1] || '..'}` } : {}),
    about: [...facts.challenges.map(term('challenges')), ...facts.instruments.map(term('instruments'))],
    // The sources of the record as a whole; its data file has all sources.
    citation: [...new Set(facts.sources.map(({ id }) => id))].flatMap((id) => {
      const source = findSource(id, facts.references, registry.sources);
      return source ? [citedWork(source)] : [];
    }),
    encoding: { '@type': 'MediaObject', encodingFormat: 'application/json', contentUrl: address(paths.caseJson(view.id)) },
    ...(view.state === 'original'
      ? {}
      : { translationOfWork: { '@id': address(paths.case(registry.cases.get(view.id)!.facts.language, view.id)) } }),
  };
}

function citedWork(source: Source): object {
  const url = sourceAddress(source);
  return {
    '@type': 'CreativeWork',
    name: source.title,
    ...(source.issued === undefined ? {} : { datePublished: String(source.issued) }),
    ...(url === undefined ? {} : { url }),
  };
}

/** The registry as a whole as schema.org data: a data set that can be taken away in two forms. */
export function registryJsonLd(
  registry: Registry,
  locale: Locale,
  { siteUrl, description }: { siteUrl: string; description: string },
): object {
  const address = (path: string) => new URL(path, siteUrl).href;
  const countries = [...registry.cases.values()].flatMap(({ facts }) => facts.places.map(({ country }) => country));
  const download = (path: string, encodingFormat: string) => ({
    '@type': 'DataDownload',
    ...{ encodingFormat, contentUrl: address(path) },
  });
  return {
    '@context': 'https://schema.org',
    '@type': 'Dataset',
    '@id': address(paths.data(locale.id)),
    name: registry.name,
    description,
    url: address(paths.data(locale.id)),
    inLanguage: [...registry.locales.values()].map(({ tag }) => tag),
    isAccessibleForFree: true,
    license: LICENSE_URL,
    creator: { '@type': 'Organization', name: registry.name, url: address('/') },
    spatialCoverage: [...new Set(countries)].toSorted().map((country) => countryName(country, locale.tag)),
    distribution: [download('/cases.json', 'application/json'), download('/cases.csv', 'text/csv')],
  };
}

/** JSON for a script element, with `<` escaped so that no text can close the element. */
export const scriptJson = (value: object) => JSON.stringify(value).replaceAll('<', '\\u003c');
