import { posix } from 'node:path';
import { readPath, type RecordPath } from './path.ts';
import type { Kind, Records, RegistryRecord } from './record.ts';
import { viewRecord } from './view.ts';
import { headingsIn } from './sections.ts';

/** Where a link in a record's text leads inside the registry. */
export interface RecordLink extends RecordPath {
  /** What follows the number sign, decoded; empty when there is none. */
  fragment: string;
}

/** Kinds whose records have pages: what has no sections is shown in lists. */
export const kindsWithPages = (kinds: readonly Kind[]) => kinds.filter(({ sections }) => sections.ids.length > 0);

/**
 * The record that a link leads to, as it is written in a file: a relative path to the file of a record that has a page. Undefined
 * for every other path. The check of links and the pages ask the same function, so that what passes leads somewhere.
 */
export function readLink(href: string, file: string, kinds: readonly Kind[]): RecordLink | undefined {
  const [, path = '', fragment = ''] = /^([^?#]*)(?:\?[^#]*)?(?:#(.*))?$/s.exec(href)!;
  const found = readPath(posix.join(posix.dirname(file), path), kindsWithPages(kinds));
  return found?.name === undefined ? undefined : { ...found, fragment: decode(fragment) };
}

/**
 * The anchor on the page of a record for a fragment that leads to a heading of its file, in any language (`#resultados`); empty
 * when the page has no such section. A locale is that of the reader.
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

/** The fragment that a heading gets where the file is shown by a forge. */
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
