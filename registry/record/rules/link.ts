import { posix } from 'node:path';
import { closest } from '../../finding/closest.ts';
import { finding, type Finding, type Place } from '../../finding/finding.ts';
import { kindsWithPages, readLink } from '../link.ts';
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
    const path = posix.join(posix.dirname(file), url.replace(/[?#].*$/s, ''));
    const wanted = found?.id ?? path.split('/').findLast((part) => part && !part.includes('.')) ?? '';
    const known = (found ? [found.kind] : kinds).flatMap(({ id }) => [...(ids.get(id) ?? [])]);
    return [finding('link-broken', place, { given: url.slice(0, 80), suggestion: closest(wanted, known) ?? '' })];
  };
  return textsOf(record).flatMap((text) =>
    nodesOf(text, 'link', 'definition', 'image').flatMap((node) => {
      const place = placeInBody(text, node.position!.start.offset!);
      const protocol = protocolOf(node.url);
      const isUnsafe = protocol !== undefined && (node.type === 'image' || !SAFE.includes(protocol));
      if (isUnsafe) return [finding('link-unsafe', place, { given: node.url.slice(0, 80) })];
      return protocol === undefined ? checkPath(node.url, text, place) : [];
    }),
  );
};

/** The protocol before the first colon, unless a path, query or fragment precedes it; `//host` has the page's protocol. */
function protocolOf(url: string): string | undefined {
  const bare = url.replace(/[\u0000-\u0020]/g, '');
  if (/^[\\/]{2}/.test(bare)) return '//';
  return /^([^/?#:]*):/.exec(bare)?.[1]?.toLowerCase();
}
