import * as z from 'zod';

/** Texts of the interface and of findings, by key. Spanish is the reference: a key exists if es.json has it. */
export type StringKey = StoredKey | PluralKey<StoredKey>;
type StoredKey = keyof (typeof import('../../content/locales/es.json'))['strings'];
/** A key with plural forms: with a count, `cases.count` is one of `cases.count.one` and `cases.count.other`. */
type PluralKey<Key> = Key extends `${infer Base}.other` ? Base : never;

export const localeSchema = z.strictObject({
  /** BCP 47 tag for Intl and the lang attribute, for example es-419. */
  tag: z.string().regex(/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/),
  /** The name of the language in that language. */
  name: z.string().min(1).max(40),
  /** Thousands separator that replaces Intl's; if set, four-digit numbers are not grouped. */
  thousands: z.string().length(1).optional(),
  /** Decimal separator that replaces Intl's: that of the texts, beside which figures stand. */
  decimal: z.enum(['.', ',']).optional(),
  strings: z.record(z.string().max(80), z.string().max(2000)),
});

export interface Locale {
  /** The language subtag, used in file names and URLs. */
  id: string;
  tag: string;
  name: string;
  thousands?: string | undefined;
  decimal?: '.' | ',' | undefined;
  strings: Readonly<Record<string, string>>;
}
