import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Locale } from '#registry/locale/locale.ts';
import { translate } from '#registry/locale/translate.ts';
import { formatLocator } from '#registry/page/citations.ts';
import { citation } from '#registry/schema/fields.ts';

const LABELS = 'abstract text title chapter figure line page paragraph section slide table'.split(' ');
const readLocale = (id: string) => ({ id, ...JSON.parse(readFileSync(`content/locales/${id}.json`, 'utf8')) }) as Locale;
const format = (id: string, locator: string) =>
  formatLocator(locator, { t: (key, values) => translate(readLocale(id), key, values) });

test.each(['es', 'pt', 'en'])('every label of a locator has its word in %s', (id) => {
  for (const label of LABELS) {
    expect(citation.safeParse({ id: 'work', locator: `${label} 1` }).success, label).toBe(true);
    expect(format(id, `${label} 1-2`), label).toMatch(/^[\p{L} ]+ 1–2$/u);
  }
});

test.each([
  ['es', 'section IV.C; page 12-14', 'sección IV.C; páginas 12–14'],
  ['es', 'text', 'texto principal'],
  ['pt', 'title; paragraph 2', 'título; parágrafo 2'],
  ['en', 'text', 'main text'],
])('in %s, %s is shown as %s', (id, locator, shown) => {
  expect(format(id, locator)).toBe(shown);
});

test.each(['heading 2', 'footnote', 'text; footnote 3', 'page 1;page 2'])('%s is no locator', (locator) => {
  expect(citation.safeParse({ id: 'work', locator }).success).toBe(false);
});
