import type { Request, RequestHandler, Response } from 'express';
import type { Outbox } from '#registry/outbox/outbox.ts';
import type { CaseRecord } from '#registry/case/record.ts';
import type { PathName } from '#registry/submission/form/step.ts';
import type { Edition } from '../edition/publication.ts';
import type { SubmissionServices } from '../submissions/submissions.ts';
import type { FormBody } from './form-body.ts';
import { formContextFor, type FormContext } from './form-context.ts';

export interface FormOptions {
  /** The current site folder; it changes with each build. */
  siteDir: () => string;
  edition: () => Edition;
  submissions: SubmissionServices;
  outbox: Outbox;
  /** Days after a decision until a contact is erased. */
  contactDays: number;
  /** Rate limits for opening a page, for sending, and for checking. */
  limits?: { opening: RequestHandler; writing: RequestHandler; checking: RequestHandler; sending: RequestHandler };
  /** Counts the memory held by bodies. */
  budget?: RequestHandler;
  onError?: (error: unknown) => void;
  now?: () => number;
}

/** What readFormBody stores. */
export const formOf = (response: Response) => response.locals['form'] as FormBody;

/** The locale of an address; undefined for an unknown one. */
export function contextOf(request: Request, { edition, contactDays }: FormOptions): FormContext | undefined {
  const { registry } = edition();
  const locale = registry.locales.get(String(request.params['locale']));
  return locale && formContextFor(registry, locale, contactDays);
}

/** The case of an address, when its path corrects a case. */
export function recordOf(request: Request, path: PathName, { edition }: FormOptions): CaseRecord | undefined {
  return path === 'improve' ? edition().registry.cases.get(String(request.params['id'])) : undefined;
}
