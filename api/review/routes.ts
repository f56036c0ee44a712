import express, { type ErrorRequestHandler, type Router } from 'express';
import { paths } from '#registry/addresses.ts';
import { byAction, goOf, pass } from '../form/by-action.ts';
import { formOf } from '../form/form-options.ts';
import { posted } from '../form/posted.ts';
import { ProblemError } from '../problem/problem-error.ts';
import { act } from './deciding.ts';
import { sendProposedFile } from './file-route.ts';
import { lookOf, showProposal } from './proposal-route.ts';
import { showQueue } from './queue-route.ts';
import { isFormOf, signedIn, signOut } from './sign-in.ts';
import { elsewherePage } from './sign-in-page.ts';
import { answerSignIn, askToSignIn } from './sign-in-route.ts';
import { typedIn } from './typed.ts';
import {
  type LocalReview,
  onVisit,
  type ReviewOptions,
  sendReview,
  type SignedVisit,
  signInServices,
  type ReviewVisit,
  visitOf,
} from './visit.ts';

/** Where reviewers without git look at proposals and decide on them; elsewhere it says where that is done. */
export function reviewRoutes(options: ReviewOptions): Router {
  const router = express.Router();
  const { opening = pass } = options.limits ?? {};
  const { forge } = options;
  if ('pulls' in forge) {
    const sayWhere = onVisit(options, (visit) =>
      sendReview(visit, { title: visit.context.t('review.title'), main: elsewherePage(forge.pulls, visit.context) }),
    );
    return router.get('/:locale/review{/:submission}', opening, sayWhere);
  }
  const local: LocalReview = { ...options, forge };
  const list = '/:locale/review';
  const one = '/:locale/review/:submission';
  const limit = byAction({ 'sign-in': options.signInLimit ?? pass });
  router.get(list, opening, onVisit(local, whenSignedIn(showQueue)));
  router.get(one, opening, onVisit(local, whenSignedIn(showProposal)));
  router.get(`${one}/files/:file`, opening, onVisit(local, sendProposedFile));
  router.post([list, one], posted(options), limit, onVisit(local, answer), tooMany(local));
  return router;
}

const whenSignedIn = (show: (visit: SignedVisit) => Promise<void>) => async (visit: ReviewVisit) => {
  const found = await signedIn(visit.request, signInServices(visit));
  await (found ? show({ ...visit, signedIn: found }) : askToSignIn(visit));
};

/** Answers a form: signs in or out, or does what it asks for with a proposal. */
async function answer(visit: ReviewVisit): Promise<void> {
  const { request, response, next, context } = visit;
  const { fields } = formOf(response);
  const go = goOf(response);
  if (go === 'sign-in') return await answerSignIn(visit);
  const found = await signedIn(request, signInServices(visit));
  if (!found) return await askToSignIn(visit, { problem: 'review.signIn.ended', status: 401 });
  if (!isFormOf(found, fields['key'])) throw new ProblemError('cross-site');
  if (go === 'sign-out') {
    await signOut(request, response, signInServices(visit));
    return response.redirect(303, paths.review(context.locale.id));
  }
  const signed = { ...visit, signedIn: found };
  const look = await lookOf(signed);
  if (!look) return next();
  await act(go, { ...signed, look, typed: typedIn(fields) });
}

/** Whoever tried too many tokens is told so on the page. */
const tooMany =
  (options: LocalReview): ErrorRequestHandler =>
  (error: unknown, request, response, next) => {
    const visit = visitOf(request, response, () => next(error), options);
    if (!(error instanceof ProblemError) || error.code !== 'too-many-requests' || !visit) return next(error);
    askToSignIn(visit, { problem: 'form.tooMany', status: 429 }).catch(next);
  };
