import type { Request, RequestHandler, Response } from 'express';
import * as z from 'zod';
import { paths } from '#registry/addresses.ts';
import { isSubmissionId, SUBMISSION_ID } from '#registry/forge/forge.ts';
import type { Locale } from '#registry/locale/locale.ts';
import type { SaidFinding } from '#registry/submission/file/finding-words.ts';
import type { Entry } from '#registry/outbox/outbox.ts';
import { translate } from '#registry/locale/translate.ts';
import { describeState } from '#registry/outbox/state.ts';
import { accountOf } from '../body/budget.ts';
import { readMultipart } from '../body/multipart.ts';
import { readSubmissionBody, SUBMISSION_TYPES } from '../body/submission-body.ts';
import { type AuthenticationOptions, authenticateLab, labOf } from '../http/auth.ts';
import { type Limiters, senderOf } from '../http/limits.ts';
import { requireSameOrigin } from '../http/origin.ts';
import { ProblemError } from '../problem/problem-error.ts';
import { preferredLocale } from '../problem/problem.ts';
import { checkAndAccept, checkForErrors, type SubmissionServices, toFieldError } from '../submissions/submissions.ts';
import { UPLOAD_LIMITS } from '../upload/limits.ts';
import type { Parameter, Route } from './route.ts';
import { acceptedShape, fileReadingShape, shapes, submissionStatusShape, validationShape } from './shapes.ts';

/** draft-ietf-httpapi-idempotency-key-header puts the key in quotes; most clients send it without. */
const KEY = /^"?([\x21\x23-\x7e]{1,128})"?$/;

const BODY = {
  schema: shapes.Submission,
  types: SUBMISSION_TYPES,
  description:
    'In the fields of a form, names are spelled like `case[places][0][country]`. Files (PNG, JPEG, WebP, one PDF; 5 MiB each, 12 MiB together) are sent as multipart fields `attachments`, and what they show as `descriptions[0]`, `descriptions[1]`…',
};
const BODY_PROBLEMS = [
  'body-malformed',
  'body-too-deep',
  'token-invalid',
  'cross-site',
  'body-too-large',
  'media-type-unsupported',
  'submission-invalid',
  'too-many-requests',
  'submissions-off',
  'check-took-too-long',
  'server-busy',
] as const;

const idParameter: Parameter = {
  name: 'id',
  in: 'path',
  required: true,
  description: 'Id of the submission.',
  schema: z.string().regex(SUBMISSION_ID),
};
const keyParameter: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  description:
    'Chosen at random by the sender, new for each submission: sent again with the same key, the same submission is not stored twice. Without a token at least 16 characters, for example a UUID.',
  schema: z.string().min(1).max(130),
};

const where = (id: string) => `/v1/submissions/${id}`;

/**
 * Accepts submissions, checks drafts and shows the status of a submission. Without services each route answers that submissions
 * are off.
 */
export function submittingRoutes(
  services: SubmissionServices | undefined,
  locales: readonly Locale[],
  limiters: Limiters,
  { budget, ...observers }: Pick<AuthenticationOptions, 'log' | 'metrics'> & { budget: RequestHandler },
): Route[] {
  const on =
    (work: (services: SubmissionServices, request: Request, response: Response) => Promise<void>): RequestHandler =>
    async (request, response) => {
      if (!services) throw new ProblemError('submissions-off');
      response.set('Cache-Control', 'no-store');
      await work(services, request, response);
    };
  const authenticate: RequestHandler = services
    ? authenticateLab({ ...observers, tokens: services.outbox.tokens })
    : (_request, _response, next) => next();
  const optionsOf = (request: Request, response: Response) => {
    const lab = labOf(response);
    return {
      ...{ locale: preferredLocale(request, locales), now: Date.now(), sender: senderOf(request, response) },
      ...(lab === undefined ? {} : { lab }),
    };
  };

  const submit = on(async (services, request, response) => {
    const idempotencyKey = readKey(request, labOf(response) !== undefined);
    const options = { ...optionsOf(request, response), ...(idempotencyKey === undefined ? {} : { idempotencyKey }) };
    const { entry } = await checkAndAccept(services, request.body, options);
    const status = where(entry.id);
    // Not by json(): it would add an ETag to a response that cannot be cached.
    response
      .status(202)
      .set({ Location: status, 'Content-Type': 'application/json; charset=utf-8' })
      .end(JSON.stringify({ id: entry.id, state: entry.state, status }));
  });
  const validate = on(async (services, request, response) => {
    const { warnings, similar } = await checkForErrors(services, request.body, optionsOf(request, response));
    response.vary('Accept-Language').json({ valid: true, findings: warnings, similar });
  });
  const readFile = on(async (services, request, response) => {
    const { files } = await readMultipart(request, UPLOAD_LIMITS, accountOf(response));
    const [file] = files;
    if (!file || files.length > 1) throw new ProblemError('body-malformed');
    const options = optionsOf(request, response);
    const reading = await services.checks.file(file.bytes, { ...options, marks: false });
    if (reading.refused !== undefined) {
      const said = { detail: translate(options.locale, `upload.refused.${reading.refused}`), hint: '' };
      throw new ProblemError('file-refused', { errors: [{ pointer: '/file', code: reading.refused, ...said }] });
    }
    const sheets = reading.sheets.map(({ data, findings, problems, submission }) => ({
      data,
      findings: findings.map(withoutWords),
      problems: problems.map(toFieldError),
      ...(submission ? { submission } : {}),
    }));
    const cases = reading.cases.map(({ key, title, findings, submission }) => ({
      ...{ key, title, findings: findings.map(withoutWords) },
      ...(submission ? { submission } : {}),
    }));
    response.vary('Accept-Language').json({ sheets, cases });
  });
  const show = on(async (services, request, response) => {
    const id = String(request.params['id']);
    const entry = isSubmissionId(id) ? await services.outbox.find(id) : undefined;
    if (!entry) throw new ProblemError('not-found');
    const locale = preferredLocale(request, locales);
    response.vary('Accept-Language').set('Content-Language', locale.tag).json(describeEntry(entry, locale));
  });

  return [
    {
      method: 'post',
      path: '/v1/submissions',
      operationId: 'submit',
      summary: 'Submit a case, an improvement of one, a comment, a commitment or a session',
      description:
        "Answers once the submission is stored safely. It becomes a proposal that the registry's reviewers decide on. Without a lab's token it is marked as unverified.",
      parameters: [keyParameter],
      body: BODY,
      replies: {
        202: {
          description: 'Stored; it will become a proposal.',
          schema: acceptedShape,
          headers: { Location: 'Where its status is.' },
        },
      },
      problems: [...BODY_PROBLEMS, 'idempotency-key-invalid', 'idempotency-key-reused', 'outbox-full'],
      takesToken: true,
      handlers: [requireSameOrigin, limiters.writing, authenticate, limiters.lab, budget, ...readSubmissionBody, submit],
    },
    {
      method: 'post',
      path: '/v1/imports',
      operationId: 'readFile',
      summary: 'Read comment sheets or cases that somebody wrote in Word or in a spreadsheet',
      description:
        'Says what is in it and what is to be mended, at the places where a person sees it. Nothing is stored: what is under `submission` can be sent to /v1/submissions. The empty templates are on the page /{locale}/upload/.',
      body: {
        schema: z.strictObject({ file: z.string().describe('The file, as a multipart field of this name.') }),
        types: ['multipart/form-data'],
        description: 'One Word document (.docx) or workbook (.xlsx) of at most 5 MB and 50 cases.',
      },
      replies: { 200: { description: 'What was read.', schema: fileReadingShape } },
      problems: [
        'body-malformed',
        'body-too-large',
        'media-type-unsupported',
        'token-invalid',
        'cross-site',
        'file-refused',
        'too-many-requests',
        'submissions-off',
        'check-took-too-long',
        'server-busy',
      ],
      takesToken: true,
      handlers: [requireSameOrigin, limiters.writing, authenticate, budget, readFile],
    },
    {
      method: 'post',
      path: '/v1/validate',
      operationId: 'validate',
      summary: 'Check a submission without sending it',
      description: 'Says everything that would keep it from being taken, or what reviewers will ask. Nothing is stored.',
      body: BODY,
      replies: { 200: { description: 'It would be taken.', schema: validationShape } },
      problems: BODY_PROBLEMS,
      takesToken: true,
      handlers: [requireSameOrigin, limiters.reading, authenticate, budget, ...readSubmissionBody, validate],
    },
    {
      method: 'get',
      path: '/v1/submissions/{id}',
      operationId: 'readSubmission',
      summary: 'See how a submission stands',
      description: 'Anybody with the id may ask. The answer never says who sent it.',
      parameters: [idParameter],
      replies: { 200: { description: 'Its state.', schema: submissionStatusShape } },
      problems: ['not-found', 'submissions-off'],
      handlers: [show],
    },
  ];
}

const withoutWords = ({ words: _words, name: _name, ...found }: SaidFinding) => found;

/** Senders without a token share one key space, so their keys must be unlikely to collide, like UUIDs. */
const LEAST_WITHOUT_TOKEN = 16;

function readKey(request: Request, hasToken: boolean): string | undefined {
  const header = request.get('idempotency-key');
  if (header === undefined) return undefined;
  const [, key] = KEY.exec(header) ?? [];
  if (key === undefined || (!hasToken && key.length < LEAST_WITHOUT_TOKEN)) throw new ProblemError('idempotency-key-invalid');
  return key;
}

function describeEntry(
  { id, kind, action, lab, state, times, parked, proposal, caseId, reason }: Entry,
  locale: Locale,
): z.infer<typeof submissionStatusShape> {
  const { branch, number, url } = proposal ?? {};
  return {
    id,
    kind,
    action,
    verified: lab !== undefined,
    state,
    ...describeState(state, locale, parked?.reason),
    ...(reason === undefined ? {} : { reason }),
    dates: Object.fromEntries(Object.entries(times).map(([name, time]) => [name, new Date(time).toISOString()])),
    ...(branch === undefined
      ? {}
      : { proposal: { branch, ...(number === undefined ? {} : { number }), ...(url === undefined ? {} : { url }) } }),
    ...(kind === 'case' && state === 'published' && caseId !== undefined
      ? { case: { id: caseId, json: paths.caseJson(caseId), page: paths.case(locale.id, caseId) } }
      : {}),
    links: { self: where(id), page: paths.submission(locale.id, id) },
  };
}
