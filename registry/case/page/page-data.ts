import type { LinkBeyond } from '../../lineage/links.ts';
import type { CaseFile } from '../../photo/case-file.ts';
import type { Citations } from '../../page/citations.ts';
import type { Speaker } from '../../page/speaker.ts';
import type { CaseRecord, CaseView } from '../record.ts';
import type { Case } from '../schema.ts';

/** Where a published case has pages about it; a draft has none. */
export interface CaseAddresses {
  /** How to cite it and each statement of it; they have anchors of the same name there. */
  cite?: string | undefined;
  /** What can be done with it: read it on one page, compare it, keep it. */
  tools?: readonly { id: string; href: string; words: string }[];
  /** The whole address, for paper. */
  url?: string;
  /** Where somebody says that something in a section is wrong, when submissions are on. */
  report?: ((section: string) => string) | undefined;
}

/** What is known of the case beyond the registry whose page it is. */
export interface CaseBeyond {
  /** Links between it and cases of other registries. */
  links: readonly LinkBeyond[];
  /** Cases of which somebody has decided that they are the same. */
  same: readonly SameCase[];
}

const NOTHING_BEYOND: CaseBeyond = { links: [], same: [] };

/** Another telling of a case. */
export interface SameCase {
  title: string;
  language: string;
  href: string;
  /** What readers call the registry that tells it. */
  registryName: string;
}

/** What each part of a case's page is made from. */
export interface CasePage {
  view: CaseView;
  record: CaseRecord;
  facts: Case;
  speaker: Speaker;
  citations: Citations;
  /** The language of the record's words, if it differs from the page's. */
  lang: string | undefined;
  /** The language of untranslated names: actors and cases elsewhere. */
  originalLang: string;
  files: readonly CaseFile[];
  addresses: CaseAddresses;
  beyond: CaseBeyond;
}

/** What the parts of a page are made from: a case in a language, with what the page adds to it. */
export function makePageData(
  { view, record, speaker }: Pick<CasePage, 'view' | 'record' | 'speaker'>,
  citations: Citations,
  { files = [], addresses = {}, beyond = NOTHING_BEYOND }: Partial<Pick<CasePage, 'files' | 'addresses' | 'beyond'>> = {},
): CasePage {
  const originalLang = speaker.tagOf(record.facts.language);
  const lang = view.isFallback ? originalLang : undefined;
  return { view, record, facts: view.facts, speaker, citations, lang, originalLang, files, addresses, beyond };
}
