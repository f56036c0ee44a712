import type { Citation } from '../../case/schema.ts';
import { findAddress } from '../../address/address.ts';
import type { Locale } from '../../locale/locale.ts';
import { fill, translate } from '../../locale/translate.ts';
import type { Registry } from '../../registry.ts';
import { url } from '../../schema/fields.ts';
import { type Source, sourceWithAddress } from '../../source/source.ts';
import type { CasePayload, SubmittedReference } from '../schema.ts';
import { toSlug } from './case-id.ts';

export interface ReadReferences {
  /** The record's own sources. */
  own: Source[];
  /** A citation per reference, in order, with the default place for that source. */
  citations: Citation[];
  /** The citation for statements without a source: the sender's own account, or the only source. */
  fallback: Citation | undefined;
  isFirstHand: boolean;
  /** Positions of references whose id belongs to another source. */
  clashing: number[];
}

/** The sources of a submission. `day` is the day of receipt, `taken` the ids that the record already cites. */
export function readReferences(
  { references = [], organisation }: CasePayload,
  { registry, locale, day, taken }: { registry: Registry; locale: Locale; day: string; taken: ReadonlySet<string> },
): ReadReferences {
  const ids = new Set(taken);
  const isTaken = (id: string) => ids.has(id) || registry.sources.has(id);
  const newId = (text: string) => {
    const base = toSlug(text, 60) || 'source';
    let id = base;
    for (let number = 2; isTaken(id); number++) id = `${base}-${number}`;
    ids.add(id);
    return id;
  };
  const own: Source[] = [];
  const clashing: number[] = [];
  const citations = references.map((submitted, index): Citation => {
    const locator =
      submitted.locator ??
      `section ${translate(locale, `submission.record.${submitted.firstHand ? 'whole-account' : 'no-place'}`)}`;
    const known = submitted.source ?? sourceWithAddress({ ...submitted, URL: addressOf(submitted) }, registry.sources);
    if (known !== undefined) return { id: known, locator };
    const [author] = submitted.author ?? [];
    const name =
      organisation?.name ??
      (author && 'literal' in author ? author.literal : undefined) ??
      translate(locale, 'submission.record.no-author');
    const source = submitted.firstHand ? accountOf(submitted, name, { registry, locale, day }) : publicationOf(submitted, locale);
    if (submitted.id !== undefined && isTaken(submitted.id)) clashing.push(index);
    const id = newId(submitted.id ?? (submitted.firstHand ? `account ${name} ${day.slice(0, 4)}` : source.title));
    own.push({ ...source, id });
    return { id, locator };
  });
  const account = references.findIndex(({ firstHand }) => firstHand);
  const fallback = account >= 0 ? citations[account] : citations.length === 1 ? citations[0] : undefined;
  return { own, citations, fallback, isFirstHand: account >= 0, clashing };
}

/** The stated address, or the first one in the citation text. */
const addressOf = ({ URL: given, citation }: SubmittedReference) => given ?? findAddress(citation ?? '');

/** The sender's own account: an unpublished communication, dated on the day of receipt. */
function accountOf(
  submitted: SubmittedReference,
  name: string,
  { registry, locale, day }: { registry: Registry; locale: Locale; day: string },
): Omit<Source, 'id'> {
  const note = [...registry.locales.values()].map(
    (each) => [each.id, translate(each, 'submission.record.account-note')] as const,
  );
  return {
    type: submitted.type ?? 'personal_communication',
    title: submitted.title ?? fill(translate(locale, 'submission.record.account'), { name }),
    language: submitted.language ?? locale.id,
    author: submitted.author ?? [{ literal: name }],
    issued: submitted.issued ?? day,
    interest: 'involved',
    read: 'full',
    note: Object.fromEntries(note),
  };
}

function publicationOf(submitted: SubmittedReference, locale: Locale): Omit<Source, 'id'> {
  const { id: _id, citation, firstHand: _firstHand, source: _source, locator: _locator, ...given } = submitted;
  const address = addressOf(submitted);
  const unnamed = submitted.publisher ?? (address && hostOf(address)) ?? translate(locale, 'submission.record.no-author');
  return {
    ...given,
    type: submitted.type ?? (address ? 'webpage' : 'document'),
    title: submitted.title ?? citation ?? address?.slice(0, 300) ?? submitted.DOI ?? '…',
    language: submitted.language ?? locale.id,
    author: submitted.author ?? [{ literal: unnamed }],
    ...(address && url().safeParse(address).success ? { URL: address } : {}),
    // A reviewer identifies the speaker and reads it; until then no more is claimed.
    interest: 'involved',
    read: 'excerpt',
  } as Omit<Source, 'id'>;
}

const hostOf = (address: string) => (URL.canParse(address) ? new URL(address).hostname.replace(/^www\./, '') : undefined);
