import { caseUnder } from '#registry/case/record.ts';
import type { Entry } from '#registry/outbox/outbox.ts';
import type { Registry } from '#registry/registry.ts';

/** What a submission is about; a correction of something else than the title does not say it. */
export const titleOfEntry = ({ action, caseId, title }: Entry, registry: Pick<Registry, 'cases' | 'redirects'>): string =>
  (action === 'improve' && title === caseId ? caseUnder(caseId, registry)?.facts.title : undefined) ?? title;
