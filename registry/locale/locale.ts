import * as z from 'zod';

/** Words of the interface and of findings, by key. Spanish is the reference: a key exists when es.json has it. */
export type StringKey = keyof typeof import('../../content/locales/es.json')['strings'];

export const localeSchema = z.strictObject({
  /** BCP 47 tag for Intl and the lang attribute, for example es-419. */
  tag: z.string().regex(/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/),
  /** The language's name in itself. */
  name: z.string().min(1).max(40),
  strings: z.record(z.string().max(80), z.string().max(2000)),
});

export interface Locale {
  /** The language subtag: names files and URLs. */
  id: string;
  tag: string;
  name: string;
  strings: Readonly<Record<string, string>>;
}

/** Replaces each `{name}` of a string by its value. */
export function fill(template: string, values: Record<string, string | number>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole));
}

/** The names between braces in a string. */
export const placeholders = (template: string) => [...template.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!).sort();

/** The string for `key` in the locale; plural keys end in .one and .other and are chosen by `values.count`. */
export function translate(locale: Locale, key: string, values: Record<string, string | number> = {}): string {
  const count = values['count'];
  const plural = typeof count === 'number' ? locale.strings[`${key}.${new Intl.PluralRules(locale.tag).select(count)}`] : undefined;
  const template = plural ?? locale.strings[key] ?? locale.strings[`${key}.other`];
  if (template === undefined) throw new Error(`No string "${key}" in locale ${locale.id}`);
  const shown = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'number' ? new Intl.NumberFormat(locale.tag).format(value) : value]),
  );
  return fill(template, shown);
}
