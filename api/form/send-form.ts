import type { Request, Response } from 'express';
import { paths as sitePaths } from '#registry/addresses.ts';
import { LAB_TOKEN } from '#registry/submission/form/form-problem.ts';
import { REVIEW } from '#registry/submission/form/step.ts';
import { ProblemError } from '../problem/problem-error.ts';
import { keepSubmission } from '../submissions/submissions.ts';
import { isOutdated, toFirstProblem } from './answer.ts';
import { errorWords, setRetryAfter } from './error-words.ts';
import { findWrongFiles } from './file-problem.ts';
import { formOf, nowOf } from './form-options.ts';
import { isHoneypotFilled, isTooFast } from './honeypot.ts';
import { labOfForm } from './lab-token.ts';
import { inspectInThread, sendPage, type PageToSend, type Situation } from './send-page.ts';
import { type FormState, openForm } from './form-state.ts';

/** Accepts a form and redirects to its status page, or has it shown again with its values and the reason. */
export async function sendForm(
  request: Request,
  response: Response,
  next: () => void,
  state: FormState,
  situation: Situation,
  show = (page: PageToSend) => sendPage(response, next, page),
): Promise<void> {
  const { context, options } = situation;
  const now = nowOf(options);
  const { t } = context;
  const posted = formOf(response);
  const { fields, attachments } = posted;
  // A page cannot restore chosen files.
  const lost = attachments.length > 0 ? [t('form.files.again')] : [];
  const again = ({ notices = [], ...shown }: Partial<PageToSend>) =>
    show({
      state: { ...state, step: REVIEW },
      problems: [],
      notices: [...notices, ...lost],
      ...situation,
      ...shown,
    });
  if (isHoneypotFilled(fields)) return again({ notices: [t('form.trapped')], status: 422 });
  if (isTooFast(state.started, now)) return again({ notices: [t('form.tooFast')], status: 422 });
  if (isOutdated(state, options.edition().registry)) return again({ status: 409 });

  const { lab, isRefused } = await labOfForm(posted, response, options);
  if (isRefused) return again({ problems: [{ name: LAB_TOKEN, code: 'token' }], status: 401 });
  if (state.confirms && lab === undefined) return again({ problems: [{ name: LAB_TOKEN, code: 'token-needed' }] });
  const sentBy = lab === undefined ? {} : { lab };
  const wrongFiles = findWrongFiles(attachments);
  const { problems, checked } = await inspectInThread(state, situation, {
    ...{ attachments: wrongFiles.length > 0 ? [] : attachments, accepts: true, ...sentBy },
  });
  if (problems.length > 0) return again(toFirstProblem(state, problems));
  if (wrongFiles.length > 0) return again({ problems: wrongFiles });
  try {
    const { entry } = await keepSubmission(options.submissions, checked!, { now, idempotencyKey: state.draft, ...sentBy });
    response.redirect(303, sitePaths.submission(context.locale.id, entry.id));
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    setRetryAfter(response, error);
    const renewed = error.code === 'idempotency-key-reused' ? openForm(state.path, state.language, now).draft : state.draft;
    await again({ state: { ...state, step: REVIEW, draft: renewed }, notices: [t(errorWords(error))], status: error.status });
  }
}
