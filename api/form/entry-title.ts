import type { Entry } from '#registry/outbox/outbox.ts';
import type { Registry } from '#registry/registry.ts';

/** What a submission is about; a correction of something else than the title does not say it. */
export const titleOfEntry = ({ action, caseId, title }: Entry, { cases }: Pick<Registry, 'cases'>): string =>
  (action === 'improve' && title === caseId ? cases.get(caseId)?.facts.title : undefined) ?? title;
