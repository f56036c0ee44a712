import { paths } from '#registry/addresses.ts';
import type { StringKey } from '#registry/locale/locale.ts';
import { firstValue, type FormBody } from '../form/form-body.ts';
import { formOf } from '../form/form-options.ts';
import { requestIdOf } from '../http/observe.ts';
import { lookOf, sendProposal } from './proposal-route.ts';
import { signIn } from './sign-in.ts';
import { signInPage } from './sign-in-page.ts';
import { typedIn } from './typed.ts';
import { proposalIdOf, sendReview, signInServices, type ReviewVisit } from './visit.ts';

/** The address of the page that a visit is about, without what follows the question mark. */
function addressOf(visit: ReviewVisit): string {
  const { locale } = visit.context;
  const id = proposalIdOf(visit);
  return id === undefined ? paths.review(locale.id) : paths.reviewOf(locale.id, id);
}

/** Asks for the token, keeping what was typed on the page that was asked for. */
export async function askToSignIn(visit: ReviewVisit, why?: { problem: StringKey; status: number }): Promise<void> {
  const { t } = visit.context;
  // A request without a body has no form.
  const form = formOf(visit.response) as FormBody | undefined;
  const typed = form ? Object.entries(typedIn(form.fields)) : [];
  const problem = why && t(why.problem);
  const main = signInPage({ action: addressOf(visit), typed, problem }, visit.context);
  await sendReview(visit, { title: t('review.signIn'), main, status: why?.status });
}

/** Signs in by the token that was typed. What was typed before the last sign-in ended is shown again; nothing of it is done. */
export async function answerSignIn(visit: ReviewVisit): Promise<void> {
  const { response, options } = visit;
  const { fields } = formOf(response);
  const found = await signIn(firstValue(fields, 'token'), response, signInServices(visit));
  if ('isValid' in found) {
    const whose = 'owner' in found ? { reviewer: found.owner, tokenId: found.id } : {};
    options.log.warn({ request: requestIdOf(response), why: found.why, ...whose }, 'a reviewer’s token was refused');
    options.metrics?.countRefusedToken(found.why);
    return await askToSignIn(visit, { problem: `review.refused.${found.why}`, status: 401 });
  }
  const typed = typedIn(fields);
  const signed = { ...visit, signedIn: found };
  const look = Object.keys(typed).length > 0 ? await lookOf(signed) : undefined;
  if (!look) return response.redirect(303, addressOf(visit));
  await sendProposal({ ...signed, look, typed, notices: ['review.again'] });
}
