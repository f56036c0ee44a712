import type { Request, RequestHandler, Response } from 'express';
import type { ElementContent } from 'hast';
import { paths } from '#registry/addresses.ts';
import type { LocalForge } from '#registry/forge/git/local-git.ts';
import type { FormContext } from '../form/form-context.ts';
import { contextOf, type FormOptions, nowOf } from '../form/form-options.ts';
import { sendFramed } from '../form/send-framed.ts';
import type { Log } from '../http/log.ts';
import type { Metrics } from '../http/metrics.ts';
import type { SignedIn, SignInServices } from './sign-in.ts';

export interface ReviewOptions extends FormOptions {
  /** The local repository, or the address of the pull requests where proposals are those. */
  forge: LocalForge | { pulls: string };
  /** Counts attempts to sign in. */
  signInLimit?: RequestHandler;
  log: Log;
  metrics?: Pick<Metrics, 'countRefusedToken'>;
}

/** The options where proposals are branches here. */
export type LocalReview = ReviewOptions & { forge: LocalForge };

/** A request for a page of review in one of the languages, with all that its answer needs. */
export interface ReviewVisit<Options extends ReviewOptions = LocalReview> {
  request: Request;
  response: Response;
  next: () => void;
  options: Options;
  context: FormContext;
  now: number;
}

/** Undefined for a language that the registry does not have. */
export function visitOf<Options extends ReviewOptions>(
  request: Request,
  response: Response,
  next: () => void,
  options: Options,
): ReviewVisit<Options> | undefined {
  const context = contextOf(request, options);
  return context && { request, response, next, options, context, now: nowOf(options) };
}

/** A handler of Express for the requests in a language of ours; others pass on. */
export const onVisit =
  <Options extends ReviewOptions>(options: Options, handle: (visit: ReviewVisit<Options>) => Promise<void>): RequestHandler =>
  (request, response, next) => {
    const visit = visitOf(request, response, next, options);
    return visit ? handle(visit) : next();
  };

/** What signing in needs of a visit. */
export const signInServices = ({ request, options, now }: ReviewVisit): SignInServices => ({
  isSecure: request.secure || options.siteUrl?.startsWith('https:') === true,
  outbox: options.outbox,
  reviewers: options.edition().registry.reviewers,
  now,
});

/** A visit of a reviewer who has signed in. */
export interface SignedVisit extends ReviewVisit {
  signedIn: SignedIn;
}

/** The id of the proposal in the address; undefined for the list. */
export const proposalIdOf = ({ request }: Pick<ReviewVisit, 'request'>): string | undefined => {
  const id = request.params['submission'];
  return id === undefined ? undefined : String(id);
};

interface ReviewPage {
  title: string;
  main: ElementContent[];
  status?: number | undefined;
  /** The list in another language when left out. */
  pathIn?: (locale: string) => string;
}

/** Sends a page of review, which is for one reviewer only. */
export const sendReview = (
  { response, next, options, context }: Pick<ReviewVisit<ReviewOptions>, 'response' | 'next' | 'options' | 'context'>,
  { pathIn = paths.review, ...page }: ReviewPage,
): Promise<void> => sendFramed(response, next, options, context, { ...page, pathIn, isSecret: true });
