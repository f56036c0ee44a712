import type { Request, RequestHandler, Response } from 'express';
import type { Outbox } from '#registry/outbox/outbox.ts';
import type { CaseRecord } from '#registry/case/record.ts';
import type { PathName } from '#registry/submission/form/step.ts';
import type { Edition } from '../edition/publication.ts';
import type { SubmissionServices } from '../submissions/submissions.ts';
import type { FormBody } from './form-body.ts';
import { formContextFor, type FormContext } from './form-context.ts';

export interface FormOptions {
  /** Where the site is; the folder may change when it is built again. */
  siteDir: () => string;
  edition: () => Edition;
  submissions: SubmissionServices;
  outbox: Outbox;
  /** Days after a decision on which a contact is erased. */
  contactDays: number;
  /** Counts pages that are opened, what is written, and what is only checked. */
  limits?: { opening: RequestHandler; writing: RequestHandler; checking: RequestHandler; sending: RequestHandler };
  /** Counts what bodies hold in memory. */
  budget?: RequestHandler;
  onError?: (error: unknown) => void;
  now?: () => number;
}

/** What readFormBody has read. */
export const formOf = (response: Response) => response.locals['form'] as FormBody;

/** The language of an address; undefined for one that the registry does not have. */
export function contextOf(request: Request, { edition, contactDays }: FormOptions): FormContext | undefined {
  const { registry } = edition();
  const locale = registry.locales.get(String(request.params['locale']));
  return locale && formContextFor(registry, locale, contactDays);
}

/** The case that an address names, when the path is one that corrects a case. */
export function recordOf(request: Request, path: PathName, { edition }: FormOptions): CaseRecord | undefined {
  return path === 'improve' ? edition().registry.cases.get(String(request.params['id'])) : undefined;
}
