import express, { type ErrorRequestHandler, type RequestHandler } from 'express';
import type { CaseSubmission } from '#registry/submission/schema.ts';
import { validateSubmission } from '#registry/submission/check/validate.ts';
import { readSubmissionBody } from '../../../api/body/submission-body.ts';
import { problemFrom } from '../../../api/problem/from-error.ts';
import { listen } from '../../api/listen.ts';
import type { FixtureContext } from './quick-submission.ts';

export interface BodyAnswer {
  /** 200 when it would be accepted, 422 when it has errors, another status when it could not be read. */
  status: number;
  /** The problem code of an unreadable body. */
  code?: string;
  /** The problems as `/case/title text-empty`, including warnings. */
  said: string[];
  submission?: CaseSubmission;
  title?: string;
}

export interface BodyServer {
  send: (body: RequestInit['body'], headers?: Record<string, string>) => Promise<BodyAnswer>;
  sendJson: (value: unknown) => Promise<BodyAnswer>;
  stop: () => Promise<void>;
}

/** Reads and checks bodies like `POST /v1/validate`: only the body readers of the API. */
export async function startBodyServer(context: FixtureContext): Promise<BodyServer> {
  const check = async (input: unknown): Promise<BodyAnswer> => {
    const { problems, submission, made } = await validateSubmission(input, context, context.es);
    const isRefused = !submission || problems.some(({ severity }) => severity === 'error');
    return {
      status: isRefused ? 422 : 200,
      said: problems.map(({ pointer, code }) => `${pointer} ${code}`),
      ...(submission ? { submission: submission as CaseSubmission } : {}),
      ...(made ? { title: made.record.facts.title } : {}),
    };
  };
  const answer: RequestHandler = (request, response, next) => void check(request.body).then((said) => response.json(said), next);
  const onError: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
    const problem = problemFrom(error);
    const answer: BodyAnswer = { status: problem?.status ?? 500, code: problem?.code ?? String(error), said: [] };
    response.json(answer);
  };
  const app = express();
  app.post('/', ...readSubmissionBody, answer);
  app.use(onError);
  const server = await listen(app);
  const send: BodyServer['send'] = async (body, headers = {}) =>
    (await (await fetch(server.origin, { method: 'POST', body: body!, headers })).json()) as BodyAnswer;
  return {
    send,
    sendJson: (value) => send(JSON.stringify(value), { 'Content-Type': 'application/json' }),
    stop: server.close,
  };
}
