import { caseUnder } from '#registry/case/record.ts';
import type { Entry } from '#registry/outbox/outbox.ts';
import type { Registry } from '#registry/registry.ts';

/** The title of what a submission is about, and the tag of its language; a correction that leaves the title alone does not say it. */
export function titleOfEntry(
  { action, caseId, title, locale }: Entry,
  registry: Pick<Registry, 'cases' | 'redirects' | 'locales'>,
): { title: string; lang: string | undefined } {
  const corrected = action === 'improve' && title === caseId ? caseUnder(caseId, registry)?.facts : undefined;
  return { title: corrected?.title ?? title, lang: registry.locales.get(corrected?.language ?? locale)?.tag };
}
