import type { Element } from 'hast';
import { h } from 'hastscript';
import type { Citation } from '../schema/fields.ts';
import type { Speaker } from './speaker.ts';

/** The sources of one page, numbered by first citation. */
export interface Citations {
  numbers: ReadonlyMap<string, number>;
  /** The link, text and label of a citation in a text. */
  cite: (id: string, locator: string) => { href: string; text: string; label: string };
  /** The sources of one claim as a group of links; a source cited twice appears once, with both places. */
  links: (cited: readonly Citation[] | undefined) => Element[];
}

/** Numbers the record's own list of sources first. */
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

/** A locator in the reader's language: `section IV.C; page 12-14` becomes «sección IV.C; páginas 12–14». */
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
