import { posix } from 'node:path';
import { readPath, type RecordPath } from './path.ts';
import type { Kind, Records, RegistryRecord } from './record.ts';
import { viewRecord } from './view.ts';
import { headingsIn } from './sections.ts';

/** The target of a link from a record's text to another part of the registry. */
export interface RecordLink extends RecordPath {
  /** The decoded fragment; empty when there is none. */
  fragment: string;
}

/** Kinds whose records have pages; records without sections are only shown in lists. */
export const kindsWithPages = (kinds: readonly Kind[]) => kinds.filter(({ sections }) => sections.ids.length > 0);

/**
 * The record that a link's relative path leads to, if that record has a page; undefined for other paths. The link rule and the
 * pages share this function, so that each accepted link works.
 */
export function readLink(href: string, file: string, kinds: readonly Kind[]): RecordLink | undefined {
  const [, path = '', fragment = ''] = /^([^?#]*)(?:\?[^#]*)?(?:#(.*))?$/s.exec(href)!;
  const found = readPath(posix.join(posix.dirname(file), path), kindsWithPages(kinds));
  return found?.name === undefined ? undefined : { ...found, fragment: decode(fragment) };
}

/**
 * The address of a link to the web or to a mailbox, with its protocol in small letters: telephones write `Https:`, and what makes
 * pages safe compares letters. Undefined for a path, query or fragment; `//host` has the page's protocol.
 */
export function readAddress(url: string): { protocol: string; address: string } | undefined {
  const bare = url.replace(/[\u0000-\u0020]/g, '');
  if (/^[\\/]{2}/.test(bare)) return { protocol: '//', address: url };
  const given = /^([^/?#:]*):/.exec(bare)?.[1];
  if (given === undefined) return undefined;
  const protocol = given.toLowerCase();
  return { protocol, address: url.replace(/^[^:]*/, (written) => (written === given ? protocol : written)) };
}

/** Whether an address of the web names a host; browsers take `https:host` and `http:/host` for paths of the page they are on. */
export const hasHost = (address: string): boolean => /^https?:\/\/[^\\/?#]/.test(address) && URL.canParse(address);

/**
 * The anchor on a record's page for a fragment that names a heading of its file, in any language (`#resultados`); empty when
 * the page has no such section. The locale is the reader's.
 */
export function anchorOf(fragment: string, record: RegistryRecord, locale: string, { vocabularies }: Records): string {
  const { ids, vocabulary, anchors = {} } = record.kind.sections;
  const concepts = vocabularies.get(vocabulary)?.concepts;
  const asked = fragment.normalize('NFC').toLowerCase();
  const id = ids.find((each) =>
    [each, ...Object.values(concepts?.get(each)?.label ?? {}).map(slugOf)].some((slug) => slug === asked),
  );
  if (id === undefined) return '';
  const view = viewRecord(record, locale);
  const isThere = headingsIn(view.body, ids, vocabularies.get(vocabulary)!, view.language).includes(id);
  return isThere ? `#${anchors[id] ?? id}` : '';
}

/** The fragment that a forge gives a heading when it shows the file. */
const slugOf = (heading: string) =>
  heading
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}\s_-]/gu, '')
    .replaceAll(/\s/g, '-');

function decode(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
