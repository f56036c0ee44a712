import { paths } from '../addresses.ts';
import type { CslItem } from './csl-item.ts';

/**
 * The tags by which reference managers and search engines for papers know a page as something to cite. The names are those of
 * Highwire Press, with the type that Zotero's translator of embedded metadata reads (https://www.zotero.org/support/dev/exposing_metadata).
 */
export function citationTags(item: CslItem, keywords: readonly string[]): [name: string, content: string][] {
  const [parts] = item.issued['date-parts'];
  return [
    ['z:itemType', 'report'],
    ['citation_title', item.title],
    ...item.author.map(({ literal }): [string, string] => ['citation_author', uncut(literal)]),
    ['citation_publication_date', parts.map((part) => String(part).padStart(2, '0')).join('/')],
    ['citation_technical_report_institution', item.publisher],
    ['citation_technical_report_number', item.version],
    ['citation_publisher', item.publisher],
    ['citation_language', item.language],
    ['citation_abstract', item.abstract],
    ['citation_keywords', keywords.map((word) => word.replaceAll(';', ',')).join('; ')],
    ['citation_public_url', item.URL],
    ['citation_abstract_html_url', item.URL],
  ];
}

/** With a comma at its end and none within, the name of an organisation is not cut into given and family name. */
const uncut = (name: string) => `${name.replaceAll(/\s*[,;]\s*/g, ' ')},`;

/** The files of a case that reference managers read, with their types. */
export const citationFiles = (locale: string, id: string): { href: string; type: string }[] => [
  { href: paths.citation(locale, id, 'bib'), type: 'application/x-bibtex' },
  { href: paths.citation(locale, id, 'ris'), type: 'application/x-research-info-systems' },
  { href: paths.citation(locale, id, 'csl.json'), type: 'application/vnd.citationstyles.csl+json' },
];
