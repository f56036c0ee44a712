import type { Request, RequestHandler, Response } from 'express';
import type { Outbox } from '#registry/outbox/outbox.ts';
import { type CaseRecord, caseUnder } from '#registry/case/record.ts';
import type { PathName } from '#registry/submission/form/step.ts';
import type { Edition } from '../edition/publication.ts';
import type { AuthenticationOptions } from '../http/auth.ts';
import type { SubmissionServices } from '../submissions/submissions.ts';
import type { FormBody } from './form-body.ts';
import { formContextFor, type FormContext } from './form-context.ts';

export interface FormOptions extends Pick<AuthenticationOptions, 'log' | 'metrics'> {
  /** The current site folder; it changes with each build. */
  siteDir: () => string;
  /** Address of the site; that of the request where the deployment has none. */
  siteUrl?: string | undefined;
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

/** Why a posted page could not be answered, in words for whoever sent it. */
interface PostFailure {
  words: string;
  status: number;
}

/** Answers a request for a page; after a failure, with what was typed and with what failed. */
export type Answering = (
  request: Request,
  response: Response,
  next: () => void,
  options: FormOptions,
  failure?: PostFailure,
) => Promise<void>;

/** The case of an address: under its new id for whoever began to write before it got one. */
export const caseOf = (request: Request, { edition }: FormOptions): CaseRecord | undefined =>
  caseUnder(String(request.params['id']), edition().registry);

/** The case that a form corrects. */
export const recordOf = (request: Request, path: PathName, options: FormOptions): CaseRecord | undefined =>
  path === 'improve' ? caseOf(request, options) : undefined;

export const nowOf = ({ now = Date.now }: Pick<FormOptions, 'now'>): number => now();
