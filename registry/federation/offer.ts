import * as z from 'zod';
import { caseKind } from '../case/kind.ts';
import type { CaseRecord } from '../case/record.ts';
import { compareWords, extractWords } from '../record/translation.ts';
import { folderOf } from '../record/path.ts';
import type { Registry } from '../registry.ts';
import { writeRecord } from '../record/write.ts';
import { slug } from '../schema/fields.ts';
import { findDangers } from './foreign-record.ts';
import { LICENCE } from './format.ts';
import { licensed } from '../record/licence.ts';

/** What one registry offers another: a translation of one of its cases, made from words that it names by their digest. */
const offerSchema = z.object({
  of: z.object({ registry: z.string().max(200), id: slug() }),
  locale: z.string().regex(/^[a-z]{2,3}$/),
  translates: z.string().regex(/^[0-9a-f]{12}$/),
  state: z.enum(['human', 'machine', 'machine-reviewed']),
  words: z.record(z.string().max(80), z.unknown()),
  body: z.string().max(200_000),
  licence: z.string().max(60),
  by: z.string().max(300),
});
export type Offer = z.infer<typeof offerSchema>;

export const offersSchema = z.object({ translations: z.array(offerSchema).max(2000) });

/** What we offer others, as they read it: the files of content/offers. */
export const offersOf = ({ offers, name }: Registry): Offer[] =>
  offers.map(({ registry, id, locale, words: { translates, state, ...words }, body }) => ({
    ...{ of: { registry, id }, locale, translates, state, words, body: body.trim() },
    ...{ licence: LICENCE, by: name },
  }));

/** The offers of another registry that are about us: no others are kept. */
export const keptOffers = (offers: readonly Offer[], origin: string): string =>
  JSON.stringify({ translations: offers.filter(({ of }) => of.registry === origin) });

/** An offer that could become a file here, or why it cannot. */
export interface OfferedTranslation {
  offer: Offer;
  record: CaseRecord | undefined;
  file: string;
  text: string;
  /** A code that says why it is not proposed. */
  refused?: 'case-unknown' | 'locale-unknown' | 'original-changed' | 'translated-already' | 'licence' | 'words' | 'body';
}

/** What is kept of the offers of another registry, each held against the case that it is about. */
export function readOffers(kept: string | undefined, registry: Registry): OfferedTranslation[] {
  const read = offersSchema.safeParse(JSON.parse(kept ?? '{"translations":[]}'));
  return (read.data?.translations ?? []).map((offer) => readOffer(offer, registry));
}

function readOffer(offer: Offer, registry: Registry): OfferedTranslation {
  const record = registry.cases.get(offer.of.id);
  const refuse = (refused: OfferedTranslation['refused'] & string) => ({ offer, record, file: '', text: '', refused });
  if (!record) return refuse('case-unknown');
  if (!registry.locales.has(offer.locale) || offer.locale === record.facts.language) return refuse('locale-unknown');
  if (offer.translates !== record.digest) return refuse('original-changed');
  const there = record.translations.get(offer.locale);
  if (there && !there.stale) return refuse('translated-already');
  // Under the same conditions for all only: what must be shared alike cannot become part of a case that need not.
  if (licensed(offer.licence) !== 'whole' || offer.licence.includes('-SA')) return refuse('licence');
  // Whoever says that a person translated it is not somebody here: nobody here has looked at it yet.
  const state = offer.state === 'machine' ? 'machine' : 'machine-reviewed';
  const parsed = caseKind.translationSchema.safeParse({ ...offer.words, translates: offer.translates, state });
  if (!parsed.success) return refuse('words');
  const { translates: _, state: _state, ...words } = parsed.data;
  if (compareWords(extractWords(record.facts, caseKind.schema), words).orphan.length > 0) return refuse('words');
  const file = `${folderOf(record.file)}${offer.locale}.md`;
  if (findDangers({ file, words: parsed.data, body: offer.body, record, locale: offer.locale }, registry)) return refuse('body');
  return { offer, record, file, text: writeRecord(parsed.data, `${offer.body.trim()}\n`, caseKind.translationSchema) };
}
