import type { CslItem } from './csl-item.ts';

/**
 * Removes commas from the name of an organisation: RIS cannot mark it as one, and readers split names at the comma into family
 * and given name.
 */
const withoutCommas = (name: string) => name.replaceAll(/\s*,\s*/g, ' ');

/** One line per value: RIS has no escape for a line break. */
const flat = (text: string) => text.replace(/\s+/g, ' ').trim();

/** A RIS record of type RPRT (https://en.wikipedia.org/wiki/RIS_(file_format)); lines end in CRLF. */
export function toRis(item: CslItem): string {
  const [year, month = 1, day = 1] = item.issued['date-parts'][0];
  const two = (value: number) => String(value).padStart(2, '0');
  const lines: [string, string][] = [
    ['TY', 'RPRT'],
    ['ID', item.id],
    ['AU', withoutCommas(item.author[0]!.literal)],
    ['TI', item.title],
    ['PB', item.publisher],
    ['PY', String(year)],
    ['DA', `${year}/${two(month)}/${two(day)}/`],
    ['LA', item.language],
    ['UR', item.URL],
    ['ET', item.version],
    ['AB', item.abstract],
    ['ER', ''],
  ];
  return lines.map(([tag, value]) => `${tag}  - ${flat(value)}`).join('\r\n') + '\r\n';
}
