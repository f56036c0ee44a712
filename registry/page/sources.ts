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

/** A publication as a reference, with its speaker, how much of it was read, and its address. */
function describe(source: Source, { t, date, label, locale }: Speaker): (Element | string)[] {
  const address = sourceAddress(source);
  const where = [
    source['container-title'],
    source.number,
    source.publisher,
    source['publisher-place'],
    source.issued === undefined ? t('source.undated') : date(source.issued),
  ].filter((part) => part !== undefined);
  const volume = [source.volume, source.issue && `(${source.issue})`, source.page && `: ${source.page}`].filter(Boolean).join('');
  return [
    h('span.reference', [
      `${source.author.map(authorName).join('; ')}. `,
      h('cite', { lang: source.language }, source.title),
      `. ${where.join(', ')}${volume ? `, ${volume}` : ''}.`,
    ]),
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
