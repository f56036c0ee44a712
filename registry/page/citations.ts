import type { Element } from 'hast';
import { h } from 'hastscript';
import type { Citation } from '../schema/fields.ts';
import type { Speaker } from './speaker.ts';

/** The sources of one page, numbered in the order in which they are first cited. */
export interface Citations {
  numbers: ReadonlyMap<string, number>;
  /** Where a citation in a text leads, what it shows and what it is called. */
  cite: (id: string, locator: string) => { href: string; text: string; label: string };
  /** The sources of one claim as one small group of links; a source that is cited twice stands once, with both places. */
  links: (cited: readonly Citation[] | undefined) => Element[];
}

/** Starts numbering with `first`: what the record names as its sources. */
export function numberCitations(first: readonly Citation[], speaker: Speaker): Citations {
  const numbers = new Map<string, number>();
  const numberOf = (id: string) => numbers.get(id) ?? numbers.set(id, numbers.size + 1).get(id)!;
  first.forEach(({ id }) => numberOf(id));
  const cite = (id: string, ...locators: string[]) => ({
    href: `#source-${id}`,
    text: String(numberOf(id)),
    label: [
      speaker.t('source.number', { number: numberOf(id) }),
      ...locators.filter(Boolean).map((locator) => formatLocator(locator, speaker)),
    ].join(', '),
  });
  const links = (cited: readonly Citation[] = []) => {
    const bySource = [...Map.groupBy(cited, ({ id }) => id)];
    if (bySource.length === 0) return [];
    const anchors = bySource.map(([id, places]) => {
      const { href, text, label } = cite(id, ...places.map(({ locator }) => locator));
      return h('a.citation', { href, title: label, ariaLabel: label }, text);
    });
    return [
      h(
        'sup.citations',
        anchors.flatMap((anchor, index) => (index > 0 ? [', ', anchor] : [anchor])),
      ),
    ];
  };
  return { numbers, cite, links };
}

/** A locator in the reader's words: `section IV.C; page 12-14` becomes «sección IV.C; páginas 12–14». */
export function formatLocator(locator: string, { t }: Pick<Speaker, 't'>): string {
  return locator
    .split('; ')
    .map((part) => {
      const [label, ...rest] = part.split(' ');
      const value = rest.join(' ').replaceAll(/(\d)-(?=\d)/g, '$1–');
      const many = /[–,]/.test(value) ? 'other' : 'one';
      return `${t(`locator.${label}.${many}`)} ${value}`.trim();
    })
    .join('; ');
}
