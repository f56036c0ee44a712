import type { CaseRecord } from '#registry/case/record.ts';
import type { Registry } from '#registry/registry.ts';

/** The locales in which a case has words of its own, in the registry's order; in the others the original's are shown. */
export const caseLocales = (record: CaseRecord, { locales }: Registry) =>
  [...locales.keys()].filter((locale) => locale === record.facts.language || record.translations.has(locale));
