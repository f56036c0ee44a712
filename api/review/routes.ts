import { randomUUID } from 'node:crypto';
import express, {
  type ErrorRequestHandler,
  type NextFunction,
  type Request,
  type RequestHandler,
  type Response,
  type Router,
} from 'express';
import type { ElementContent } from 'hast';
import { paths } from '#registry/addresses.ts';
import { findUnfit, regularText } from '#registry/content/characters.ts';
import { Conflict, ForgeError } from '#registry/forge/errors.ts';
import type { LocalForge } from '#registry/forge/git/local-git.ts';
import type { StringKey } from '#registry/locale/locale.ts';
import { LONGEST_ANSWER } from '#registry/outbox/question.ts';
import { whyNotTheirs } from '#registry/review/reviewer.ts';
import { scorecardPath, writeScorecard } from '#registry/review/scorecard.ts';
import { pass } from '../form/by-action.ts';
import { readFormBody } from '../form/form-body.ts';
import type { FormContext } from '../form/form-context.ts';
import { contextOf, formOf, type FormOptions } from '../form/form-options.ts';
import { fillShell } from '../form/shell.ts';
import type { Log } from '../http/log.ts';
import type { Metrics } from '../http/metrics.ts';
import { requestIdOf } from '../http/observe.ts';
import { requireSameOrigin } from '../http/origin.ts';
import { paramsOf } from '../http/params.ts';
import { ProblemError } from '../problem/problem-error.ts';
import { type Look, lookAt, mayBeTold, type OpenLook, reviewSubject } from './look.ts';
import { proposalPage, type ProposalPage } from './proposal-page.ts';
import { queuePage, titleOfEntry } from './queue-page.ts';
import { isBegun, readScorecard, type TypedFields, typedOf } from './scorecard-form.ts';
import { elsewherePage, signInPage } from './sign-in-page.ts';
import { isFormOf, signedIn, type SignedIn, signIn, signOut } from './sign-in.ts';

export interface ReviewOptions extends FormOptions {
  /** The local repository, or the address of the pull requests where proposals are those. */
  forge: LocalForge | { pulls: string };
  siteUrl: string | undefined;
  /** Counts attempts to sign in. */
  signInLimit?: RequestHandler;
  log: Log;
  metrics?: Pick<Metrics, 'countRefusedToken'>;
}

/** The options where proposals are branches here. */
type Options = ReviewOptions & { forge: LocalForge };

const PAGE = 100;

/** Where reviewers without git look at proposals and decide on them; elsewhere it says where that is done. */
export function reviewRoutes(options: ReviewOptions): Router {
  const router = express.Router();
  const { opening = pass, writing = pass } = options.limits ?? {};
  const { forge } = options;
  if ('pulls' in forge) {
    router.get('/:locale/review{/:submission}', opening, (request, response, next) => {
      const context = contextOf(request, options);
      if (!context) return next();
      return send(response, next, {
        options,
        context,
        title: context.t('review.title'),
        main: elsewherePage(forge.pulls, context),
      });
    });
    return router;
  }
  const local: Options = { ...options, forge };
  const list = '/:locale/review';
  const one = '/:locale/review/:submission';
  router.get(list, opening, (request, response, next) => showQueue(request, response, next, local));
  router.get(one, opening, (request, response, next) => showProposal(request, response, next, local));
  router.get(`${one}/files/:file`, opening, (request, response, next) => sendFile(request, response, next, local));
  router.post(
    [list, one],
    requireSameOrigin,
    writing,
    options.budget ?? pass,
    readFormBody,
    (request: Request, response: Response, next: NextFunction) =>
      formOf(response).fields['go'] === 'sign-in' ? (options.signInLimit ?? pass)(request, response, next) : next(),
    (request: Request, response: Response, next: NextFunction) => answer(request, response, next, local),
    tooMany(local),
  );
  return router;
}

const nowOf = ({ now = Date.now }: FormOptions) => now();

const servicesOf = (request: Request, options: Options) => ({
  isSecure: request.secure || options.siteUrl?.startsWith('https:') === true,
  outbox: options.outbox,
  reviewers: options.edition().registry.reviewers,
  now: nowOf(options),
});

/** The address of the page that a request is about, without what follows the question mark. */
const addressOf = (request: Request, { locale }: FormContext): string => {
  const id = request.params['submission'];
  return id === undefined ? paths.review(locale.id) : paths.reviewOf(locale.id, String(id));
};

async function showQueue(request: Request, response: Response, next: () => void, options: Options): Promise<void> {
  const context = contextOf(request, options);
  if (!context) return next();
  const services = servicesOf(request, options);
  const found = await signedIn(request, services);
  if (!found) return await askToSignIn(request, response, next, { options, context });
  const after = paramsOf(request).get('after') ?? '';
  const entries = await options.outbox.listOpen({ limit: PAGE, ...(/^[\w-]{1,64}$/.test(after) ? { after } : {}) });
  const pathsOf = new Map((await options.forge.listOpen()).map((open) => [open.submissionId, open.paths]));
  const counts = await options.outbox.questions.counts();
  const waiting = entries
    // What is decided already leaves the outbox's list when its worker has asked.
    .filter(({ id }) => pathsOf.has(id))
    .map((entry) => {
      const subject = reviewSubject(entry, pathsOf.get(entry.id)![0]);
      const questions = counts.get(entry.id) ?? { open: 0, answered: 0 };
      return { entry, country: subject.country, standing: whyNotTheirs(found.reviewer, subject), questions };
    });
  const last = entries.length === PAGE ? entries.at(-1)!.id : undefined;
  const further = last === undefined ? undefined : `${paths.review(context.locale.id)}?after=${last}`;
  await send(response, next, {
    ...{ options, context, title: context.t('review.title') },
    main: queuePage({ signedIn: found, waiting, next: further, now: services.now }, context),
  });
}

async function showProposal(request: Request, response: Response, next: () => void, options: Options): Promise<void> {
  const context = contextOf(request, options);
  if (!context) return next();
  const found = await signedIn(request, servicesOf(request, options));
  if (!found) return await askToSignIn(request, response, next, { options, context });
  const look = await lookAs(request, found, context, options);
  if (!look) return next();
  await sendProposal(request, response, next, { options, context, look, signedIn: found, typed: {} });
}

const lookAs = (request: Request, { reviewer }: SignedIn, context: FormContext, options: Options): Promise<Look | undefined> =>
  lookAt(String(request.params['submission']), context, { ...options, reviewer, now: nowOf(options) });

/** Answers a form: it signs in or out, asks the sender, keeps a scorecard, accepts or declines. */
async function answer(request: Request, response: Response, next: () => void, options: Options): Promise<void> {
  const context = contextOf(request, options);
  if (!context) return next();
  const { fields } = formOf(response);
  const go = String(fields['go']);
  const services = servicesOf(request, options);
  if (go === 'sign-in') return await trySignIn(request, response, next, { options, context });
  const found = await signedIn(request, services);
  if (!found)
    return await askToSignIn(request, response, next, { options, context, problem: 'review.signIn.ended', status: 401 });
  if (!isFormOf(found, fields['key'])) throw new ProblemError('cross-site');
  if (go === 'sign-out') {
    await signOut(request, response, services);
    return response.redirect(303, paths.review(context.locale.id));
  }
  const look = await lookAs(request, found, context, options);
  if (!look) return next();
  await act(go, { request, response, next, options, context, look, signedIn: found, typed: typedIn(fields) });
}

interface Shown {
  options: Options;
  context: FormContext;
  look: Look;
  signedIn: SignedIn;
  typed: TypedFields;
  problems?: ProposalPage['problems'];
  notices?: readonly StringKey[];
  status?: number;
}

interface Action extends Shown {
  request: Request;
  response: Response;
  next: () => void;
}

async function act(go: string, action: Action): Promise<void> {
  const { request, response, next, look, typed } = action;
  const again = (more: Partial<Shown>) => sendProposal(request, response, next, { ...action, ...more });
  const { open } = look;
  if (!open) return await again({ notices: ['review.decidedAlready'], status: 409 });
  if (open.standing !== undefined) return await again({ status: 403 });
  if (typed['seen'] !== open.commit) return await again({ notices: ['review.changed'], status: 409 });
  const unfit = Object.entries(typed).find(([, words]) => findUnfit(words) !== undefined);
  if (unfit) return await again({ problems: [problem(unfit[0], 'review.hidden', action)], status: 422 });
  switch (go) {
    case 'ask':
      return await ask(action, again);
    case 'score':
      return await decideWith(action, open, again, undefined);
    case 'accept':
    case 'decline':
      return await decideWith(action, open, again, go);
    default:
      return await again({});
  }
}

type Again = (more: Partial<Shown>) => Promise<void>;

const problem = (field: string, key: StringKey, { context }: Pick<Shown, 'context'>) => ({ field, words: context.t(key) });

async function ask(action: Action, again: Again): Promise<void> {
  const { typed, look, signedIn: found, options } = action;
  const text = (typed['question'] ?? '').slice(0, LONGEST_ANSWER);
  if (text === '') return await again({ problems: [problem('question', 'review.ask.empty', action)], status: 422 });
  const known = look.questions.some(({ id }) => id === typed['question-id']);
  const given = typed['question-id'] ?? '';
  const question = {
    id: /^[0-9a-f-]{36}$/.test(given) ? given : randomUUID(),
    submission: look.entry.id,
    by: found.reviewer.name,
    text,
  };
  const isAsked = known || (await options.outbox.questions.ask(question, nowOf(options)));
  if (!isAsked) return await again({ problems: [problem('question', 'review.ask.full', action)], status: 422 });
  const questions = await options.outbox.questions.list(look.entry.id);
  const { question: _asked, 'question-id': _id, ...rest } = typed;
  await again({ look: { ...look, questions }, typed: rest, notices: ['review.ask.done'] });
}

/** Keeps the scorecard, if one is begun or asked for, and then decides. */
async function decideWith(
  action: Action,
  open: OpenLook,
  again: Again,
  verdict: 'accept' | 'decline' | undefined,
): Promise<void> {
  const {
    typed,
    look,
    signedIn: { reviewer },
    options,
    context,
    response,
  } = action;
  const { drawn } = open;
  const reason = (typed['reason'] ?? '').slice(0, LONGEST_ANSWER);
  const begun = drawn.verdicts.length > 0 && (verdict === undefined || isBegun(drawn.verdicts, typed));
  const day = new Date(nowOf(options)).toISOString().slice(0, 10);
  const told = { reviewer: reviewer.id, name: reviewer.name, on: day, language: context.locale.id };
  const { card, missing } = begun ? readScorecard(drawn.verdicts, typed, told) : { card: undefined, missing: [] };
  const problems = [
    ...missing.map((field) => problem(field, 'review.card.missing', action)),
    ...(verdict === 'decline' && reason === '' ? [problem('reason', 'review.reason.empty', action)] : []),
    ...(verdict === 'accept' && drawn.hasErrors ? [problem('findings', 'review.accept.not', action)] : []),
    ...(verdict === 'accept' && mayBeTold(open) && typed['different'] !== 'yes'
      ? [problem('different', 'review.different.empty', action)]
      : []),
  ];
  if (problems.length > 0) return await again({ problems, status: 422 });
  try {
    const seen = card === undefined ? open.commit : await keep(card, open, action);
    if (verdict !== undefined) {
      const { workingTree } = await options.forge.decide(look.entry.id, { verdict, by: reviewer.name, reason, seen });
      if (workingTree.status === 'behind') options.log.warn({ run: workingTree.run }, 'the files of the content are behind');
      await options.outbox.markDue(look.entry.id, Date.now());
      options.submissions.wake();
    }
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    options.log.warn({ request: requestIdOf(response), err: error }, 'a decision was not carried out');
    const fresh = (await lookAs(action.request, action.signedIn, context, options)) ?? look;
    const isDone = error instanceof Conflict && fresh.open === undefined;
    return await again({ look: fresh, notices: [isDone ? 'review.decidedAlready' : 'review.failed'], status: 409 });
  }
  response.redirect(303, `${paths.reviewOf(context.locale.id, look.entry.id)}?done=${verdict ?? 'score'}`);
}

/** Puts a scorecard on the branch; the new tip. */
const keep = (
  card: NonNullable<ReturnType<typeof readScorecard>['card']>,
  { commit, recordId }: OpenLook,
  { options, look: { entry } }: Action,
): Promise<string> =>
  options.forge.addFile(
    entry.id,
    {
      path: `content/${scorecardPath(recordId!, card.reviewer, entry.id)}`,
      content: writeScorecard(card),
      message: `Scorecard for ${recordId!}`,
      by: card.name,
    },
    commit,
  );

/** What was typed into the fields of the page, without what copying leaves behind. */
function typedIn(fields: Readonly<Record<string, string | string[]>>): TypedFields {
  const kept = Object.entries(fields).filter(([name]) => /^[a-z0-9-]{1,100}$/.test(name) && !SIGNING.includes(name));
  return Object.fromEntries(kept.map(([name, value]) => [name, regularText([value].flat()[0]!).trim()]));
}

/** Fields that are never carried from one page to the next. */
const SIGNING = ['token', 'go', 'key'];

async function trySignIn(
  request: Request,
  response: Response,
  next: () => void,
  { options, context }: Pick<Shown, 'options' | 'context'>,
) {
  const { fields } = formOf(response);
  const found = await signIn([fields['token'] ?? ''].flat()[0]!, response, servicesOf(request, options));
  if ('isValid' in found) {
    const whose = 'owner' in found ? { reviewer: found.owner, tokenId: found.id } : {};
    options.log.warn({ request: requestIdOf(response), why: found.why, ...whose }, 'a reviewer’s token was refused');
    options.metrics?.countRefusedToken(found.why);
    return await askToSignIn(request, response, next, { options, context, problem: `review.refused.${found.why}`, status: 401 });
  }
  const typed = typedIn(fields);
  // What was typed before the sign-in ended is shown again; nothing of it is done.
  const look =
    Object.keys(typed).length > 0 && request.params['submission'] !== undefined
      ? await lookAs(request, found, context, options)
      : undefined;
  if (!look) return response.redirect(303, addressOf(request, context));
  return await sendProposal(request, response, next, {
    options,
    context,
    look,
    signedIn: found,
    typed,
    notices: ['review.again'],
  });
}

interface Asked extends Pick<Shown, 'options' | 'context' | 'status'> {
  problem?: string;
}

async function askToSignIn(request: Request, response: Response, next: () => void, asked: Asked): Promise<void> {
  const { options, context, problem: key, status = 200 } = asked;
  // A request without a body has no form.
  const form = response.locals['form'] as ReturnType<typeof formOf> | undefined;
  const typed = form ? Object.entries(typedIn(form.fields)) : [];
  const main = signInPage({ action: addressOf(request, context), typed, problem: key && context.t(key) }, context);
  await send(response, next, { options, context, title: context.t('review.signIn'), main, status });
}

const tooMany =
  (options: Options): ErrorRequestHandler =>
  (error: unknown, request, response, next) => {
    const context = contextOf(request, options);
    if (!(error instanceof ProblemError) || error.code !== 'too-many-requests' || !context) return next(error);
    askToSignIn(request, response, () => next(error), { options, context, problem: 'form.tooMany', status: 429 }).catch(next);
  };

const DONE: Readonly<Record<string, StringKey>> = {
  score: 'review.card.done',
  accept: 'review.accept.done',
  decline: 'review.decline.done',
};

async function sendProposal(request: Request, response: Response, next: () => void, shown: Shown): Promise<void> {
  const { options, context, look, signedIn: found, typed, problems = [], status } = shown;
  const done = request.method === 'GET' ? DONE[paramsOf(request).get('done') ?? ''] : undefined;
  const notices = [...(done ? [done] : []), ...(shown.notices ?? [])].map((key) => context.t(key));
  const own = look.open?.drawn.scorecards.find(({ reviewer }) => reviewer === found.reviewer.id);
  const filled = { 'question-id': randomUUID(), ...(own ? typedOf(own) : {}), ...typed };
  const now = nowOf(options);
  const main = proposalPage({ look, signedIn: found, typed: filled, problems, notices, now }, context);
  await send(response, next, {
    ...{ options, context, main, pathIn: (locale: string) => paths.reviewOf(locale, look.entry.id) },
    title: `${titleOfEntry(look.entry, context.registry)} · ${context.t('review.title')}`,
    ...(status === undefined ? {} : { status }),
  });
}

interface SentPage {
  options: FormOptions;
  context: FormContext;
  title: string;
  main: ElementContent[];
  status?: number;
  pathIn?: (locale: string) => string;
}

async function send(response: Response, next: () => void, sent: SentPage): Promise<void> {
  const { options, context, title, main, status = 200, pathIn = paths.review } = sent;
  const { registry, locale } = context;
  const html = await fillShell(options.siteDir(), locale.id, registry.name, { title, main, pathIn, isPrivate: true });
  if (html === undefined) return next();
  response.status(status).set({ 'Cache-Control': 'private, no-store', 'X-Robots-Tag': 'noindex' }).type('html').send(html);
}

/** A picture or document of an open proposal, for reviewers only. */
async function sendFile(request: Request, response: Response, next: () => void, options: Options): Promise<void> {
  const context = contextOf(request, options);
  const found = context && (await signedIn(request, servicesOf(request, options)));
  const name = String(request.params['file']);
  const [, extension = ''] = /^[a-z0-9-]+\.(png|jpe?g|webp|pdf)$/.exec(name) ?? [];
  const entry = found && extension ? await options.outbox.find(String(request.params['submission'])) : undefined;
  const { commit, paths: changed = [] } =
    (entry && (await options.forge.listOpen()).find(({ submissionId }) => submissionId === entry.id)) ?? {};
  const path = changed.find((each) => each.endsWith(`/files/${name}`));
  const bytes = commit === undefined || path === undefined ? undefined : await options.forge.readFile(commit, path);
  if (!bytes) return next();
  response
    .set({ 'Cache-Control': 'private, no-store', ...(extension === 'pdf' ? { 'Content-Disposition': 'attachment' } : {}) })
    .type(extension)
    .send(bytes);
}
