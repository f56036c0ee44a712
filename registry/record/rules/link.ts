import { closest } from '../../finding/closest.ts';
import { finding, type Finding, type Place } from '../../finding/finding.ts';
import { hasHost, kindsWithPages, readAddress, readLink } from '../link.ts';
import type { RecordRule } from '../record.ts';
import { nodesOf, placeInBody, type RecordText, textsOf } from '../text.ts';

const SAFE = ['http', 'https', 'mailto'];

/**
 * Links lead to the web by a safe protocol, or by a relative path to the file of a record with a page. Pictures come only from
 * the registry.
 */
export const checkLinks: RecordRule = (record, registry, { ids }) => {
  const kinds = kindsWithPages(registry.kinds);
  const checkPath = (url: string, { file }: RecordText, place: Place): Finding[] => {
    const found = readLink(url, file, kinds);
    if (found && ids.get(found.kind.id)?.has(found.id)) return [];
    const parts = url.replace(/[?#].*$/s, '').split('/');
    const wanted = found?.id ?? parts.findLast((part) => part && !part.includes('.')) ?? '';
    const known = (found ? [found.kind] : kinds).flatMap(({ id }) => [...(ids.get(id) ?? [])]);
    return [broken(url, place, meantAddress(url) ?? closest(wanted, known) ?? '')];
  };
  return textsOf(record).flatMap((text) =>
    nodesOf(text, 'link', 'definition', 'image').flatMap((node) => {
      // A note with blanks in its name, of which checkMarkup speaks.
      if (node.type === 'definition' && node.label?.startsWith('^')) return [];
      const place = placeInBody(text, node.position!.start.offset!);
      const read = readAddress(node.url);
      if (!read) return checkPath(node.url, text, place);
      const { protocol, address } = read;
      if (node.type === 'image' || !SAFE.includes(protocol))
        return [finding('link-unsafe', place, { given: node.url.slice(0, 80) })];
      if (protocol === 'mailto' || hasHost(address)) return [];
      return [broken(node.url, place, address.replace(/^(https?):[\\/]*(?=[^\\/])/, '$1://'))];
    }),
  );
};

const broken = (url: string, place: Place, suggestion: string): Finding =>
  finding('link-broken', place, {
    given: url.slice(0, 80),
    suggestion: suggestion === url ? '' : suggestion.slice(0, 80),
  });

/** What a path was probably meant to be: an address without its protocol, or a section of the same record. */
function meantAddress(url: string): string | undefined {
  if (/^#./.test(url)) return `index.md${url}`;
  return /^(?:www\.|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\/)/i.test(url) ? `https://${url}` : undefined;
}
