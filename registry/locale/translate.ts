import { numberFormat, pluralRules, sparseNumberFormat } from './formats.ts';
import type { Locale } from './locale.ts';

/** Replaces each `{name}` of a string by its value. */
export function fill(template: string, values: Record<string, string | number>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole));
}

/** The names between braces in a string. */
export const placeholders = (template: string) =>
  template.includes('{') ? [...template.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!).sort() : [];

const NONE: Record<string, string | number> = {};

/**
 * The string for `key` in the locale; plural keys end in .one and .other, some in .zero, and are chosen by `values.count`. None is
 * never "one": by Intl it is in Portuguese, where a string may say "Um".
 */
export function translate(locale: Locale, key: string, values: Record<string, string | number> = NONE): string {
  // Most strings have nothing to be filled in.
  if (values === NONE && locale.strings[key] !== undefined) return locale.strings[key];
  const count = values['count'];
  const none = `${key}.zero` in locale.strings ? 'zero' : 'other';
  const form = count === 0 ? none : typeof count === 'number' ? pluralRules(locale.tag).select(count) : undefined;
  const plural = form && locale.strings[`${key}.${form}`];
  const template = plural ?? locale.strings[key] ?? locale.strings[`${key}.other`];
  if (template === undefined) throw new Error(`No string "${key}" in locale ${locale.id}`);
  const shown = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'number' ? formatNumber(locale, value) : value]),
  );
  return fill(template, shown);
}

/** Counts and numbers of sources, which each page has dozens of, by language. */
const counts = new Map<string, string[]>();

/** Formats a number with Intl, and with the locale's own separators where it has some. */
export function formatNumber(locale: Locale, value: number): string {
  if (!Number.isInteger(value) || value < 0 || value > 999) return formatWithIntl(locale, value);
  const known = counts.get(locale.tag) ?? [];
  counts.set(locale.tag, known);
  return (known[value] ??= formatWithIntl(locale, value));
}

function formatWithIntl({ tag, thousands, decimal }: Locale, value: number): string {
  const format = thousands === undefined ? numberFormat(tag) : sparseNumberFormat(tag);
  const parts = format.formatToParts(value);
  const own = { group: thousands, decimal } as Partial<Record<Intl.NumberFormatPartTypes, string>>;
  return parts.map(({ type, value: part }) => own[type] ?? part).join('');
}

/** Formats a file size as file managers do: in kB, from a million bytes on in MB. */
export const formatBytes = (locale: Locale, bytes: number) =>
  bytes < 1e6
    ? `${formatNumber(locale, Math.max(1, Math.round(bytes / 1e3)))} kB`
    : `${formatNumber(locale, Math.round(bytes / 1e5) / 10)} MB`;
