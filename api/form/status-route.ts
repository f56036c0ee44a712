import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Request, Response } from 'express';
import { paths as sitePaths } from '#registry/addresses.ts';
import { findUnfit, regularText } from '#registry/content/characters.ts';
import { isSubmissionId } from '#registry/forge/forge.ts';
import type { Entry } from '#registry/outbox/outbox.ts';
import { LONGEST_ANSWER } from '#registry/outbox/question.ts';
import { titleOfEntry } from './entry-title.ts';
import { firstValue } from './form-body.ts';
import { type Answering, contextOf, formOf, type FormOptions, nowOf } from './form-options.ts';
import type { FormContext } from './form-context.ts';
import { sendFramed } from './send-framed.ts';
import { statusPage, type StatusPage, unknownStatusPage } from './status-page.ts';

/** Shows a submission's page to anybody who has its address. */
export async function showStatus(request: Request, response: Response, next: () => void, options: FormOptions): Promise<void> {
  const context = contextOf(request, options);
  if (!context) return next();
  await sendStatus(response, next, { options, context, id: idOf(request), entry: await findEntry(request, options) });
}

/** Keeps the sender's answer to a reviewer's question. Whoever has the address may answer, as they may read. */
export const answerQuestion: Answering = async (request, response, next, options, failure) => {
  const context = contextOf(request, options);
  if (!context) return next();
  const id = idOf(request);
  const entry = await findEntry(request, options);
  const { fields } = formOf(response);
  const said = (name: string) => regularText(firstValue(fields, name)).trim();
  const [question, answer] = [said('question'), said('answer').slice(0, LONGEST_ANSWER)];
  const refuse = (problem: string, status: number) =>
    sendStatus(response, next, {
      options,
      context,
      id,
      entry,
      status,
      typed: { id: question, answer, problem },
    });
  if (!entry) return await sendStatus(response, next, { options, context, id, entry });
  if (failure) return await refuse(failure.words, failure.status);
  if (answer === '') return await refuse(context.t('status.answer.empty'), 422);
  if (findUnfit(answer)) return await refuse(context.t('review.hidden'), 422);
  const { questions } = options.outbox;
  const isKept = await questions.answer(id, question, answer, nowOf(options));
  // A button that is pressed twice sends the same again.
  const isThere = isKept || (await questions.list(id)).some((each) => each.id === question && each.answer === answer);
  if (!isThere) return await refuse(context.t('status.answer.late'), 409);
  response.redirect(303, `${sitePaths.submission(context.locale.id, id)}#questions`);
};

const idOf = (request: Request) => String(request.params['submission']);

const findEntry = async (request: Request, { outbox }: FormOptions): Promise<Entry | undefined> =>
  isSubmissionId(idOf(request)) ? await outbox.find(idOf(request)) : undefined;

interface Shown extends Pick<StatusPage, 'typed'> {
  options: FormOptions;
  context: FormContext;
  id: string;
  entry: Entry | undefined;
  status?: number;
}

async function sendStatus(response: Response, next: () => void, shown: Shown): Promise<void> {
  const { options, context, id, entry, typed, status = entry ? 200 : 404 } = shown;
  const { outbox, siteDir, contactDays: erasedAfterDays } = options;
  const page = entry && {
    ...{ entry, questions: await outbox.questions.list(id), erasedAfterDays, now: nowOf(options) },
    isOnSite: (path: string) => existsSync(join(siteDir(), path, 'index.html')),
    ...(typed ? { typed } : {}),
  };
  await sendFramed(response, next, options, context, {
    title: entry ? `${titleOfEntry(entry, context.registry).title} · ${context.t('status.title')}` : context.t('status.unknown'),
    main: page ? statusPage(page, context) : unknownStatusPage(context),
    pathIn: (locale) => sitePaths.submission(locale, id),
    status,
  });
}
