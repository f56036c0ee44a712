import * as z from 'zod';
import { noFacets } from '#registry/search/bounds.ts';
import type { SearchDocument } from '#registry/search/document.ts';

const lineSchema = z.object({ id: z.string(), locale: z.string(), text: z.string() });

/**
 * Documents for plain texts, one JSON object per line. Each text becomes a document per locale, in that locale if it has such a
 * version, else in its own language.
 */
export function readCorpus(jsonLines: string, locales: readonly string[]): SearchDocument[] {
  const lines = jsonLines.split('\n').filter((line) => line.trim() !== '');
  const texts = lines.map((line) => lineSchema.parse(JSON.parse(line)));
  const versions = Map.groupBy(texts, (text) => text.id);
  return [...versions].flatMap(([id, all]) =>
    locales.map((locale) => {
      const shown = all.find((version) => version.locale === locale) ?? all[0]!;
      const others = all.filter((version) => version.locale !== shown.locale);
      return makeTextDocument(
        id,
        locale,
        shown.locale,
        shown.text,
        Object.fromEntries(others.map((other) => [other.locale, other.text])),
      );
    }),
  );
}

function makeTextDocument(
  id: string,
  locale: string,
  language: string,
  body: string,
  others: Record<string, string>,
): SearchDocument {
  return {
    id,
    locale,
    card: {
      title: '',
      problem: body,
      summary: '',
      countries: [],
      level: 'national',
      kind: 'case',
      outcome: 'unknown',
      verdicts: [{ about: '', outcome: 'unknown', basis: 'none', strength: 0 }],
      lessons: 0,
      language,
      isFallback: language !== locale,
      state: 'original',
      stale: false,
    },
    lessons: [],
    concepts: {},
    names: {},
    others,
    facets: noFacets(),
    newest: '',
  };
}
