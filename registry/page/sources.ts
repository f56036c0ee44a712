import type { Element } from 'hast';
import { h } from 'hastscript';
import type { Citation } from '../schema/fields.ts';
import { sourceAddress, findSource, authorName, type Source } from '../source/source.ts';
import { type Citations, formatLocator } from './citations.ts';
import type { Speaker } from './speaker.ts';

export interface SourcesInput {
  facts: { sources: readonly Citation[]; references?: readonly Source[] | undefined };
  citations: Citations;
  speaker: Speaker;
}

/** Every publication that the record cites, by number; then further reading without a statement here. */
export function sources({ facts, citations, speaker }: SourcesInput): Element[] {
  const { registry, t } = speaker;
  const cited = [...citations.numbers].map(([id, number]) => {
    const source = findSource(id, facts.references, registry.sources);
    const places = facts.sources.filter((place) => place.id === id).map(({ locator }) => formatLocator(locator, speaker));
    return h('li', { id: `source-${id}`, value: number }, [
      ...(source ? describe(source, speaker) : [id]),
      ...(places.length > 0 ? [' ', h('span.locators', t('source.consulted', { places: places.join('; ') }))] : []),
    ]);
  });
  const more = (facts.references ?? []).filter(({ id }) => !citations.numbers.has(id));
  return [
    h('ol.sources', cited),
    ...(more.length > 0
      ? [
          h('h3', t('source.more')),
          h(
            'ul.sources',
            more.map((source) => h('li', describe(source, speaker))),
          ),
        ]
      : []),
  ];
}

/** A publication as a reference: who wrote it, its title, and where and when it came out. */
export function sourceParts(source: Source, { t, date }: Pick<Speaker, 't' | 'date'>) {
  const where = [
    source['container-title'],
    source.number,
    source.publisher,
    source['publisher-place'],
    source.issued === undefined ? t('source.undated') : date(source.issued),
  ].filter((part) => part !== undefined);
  const volume = [source.volume, source.issue && `(${source.issue})`, source.page && `: ${source.page}`].filter(Boolean).join('');
  return {
    authors: source.author.map(authorName).join('; '),
    title: source.title,
    where: `${where.join(', ')}${volume ? `, ${volume}` : ''}`,
  };
}

/** The same with who speaks in it, how much of it was read, and where to find it. */
function describe(source: Source, speaker: Speaker): (Element | string)[] {
  const { t, label, locale } = speaker;
  const address = sourceAddress(source);
  const { authors, title, where } = sourceParts(source, speaker);
  return [
    h('span.reference', [`${authors}. `, h('cite', { lang: source.language }, title), `. ${where}.`]),
    ...(address ? [' ', h('a', { href: address }, address.replace(/^https?:\/\//, ''))] : []),
    ' ',
    h('span.tag', label('interests', source.interest)),
    ' ',
    h('span.tag', t('source.read', { read: label('readings', source.read) })),
    ...(source.note?.[locale.id] ? [' ', h('span.small', source.note[locale.id]!)] : []),
  ];
}

/** A cited source in one line: "A. Author (2013). Title. Page 3. https://…". */
export function sourceLine(
  { id, locator }: { id: string; locator?: string },
  references: readonly Source[] | undefined,
  speaker: Speaker,
): string {
  const source = findSource(id, references, speaker.registry.sources);
  if (!source) return id;
  const address = sourceAddress(source);
  const year = source.issued === undefined ? speaker.t('source.undated') : String(source.issued).slice(0, 4);
  const place = locator === undefined ? [] : [formatLocator(locator, speaker)];
  const parts = [`${source.author.map(authorName).join('; ')} (${year})`, source.title, ...place];
  return `${parts.join('. ')}.${address ? ` ${address}` : ''}`;
}
