/**
 * Every kind of HTTP problem, with its status. Codes are permanent: programs rely on them. Titles are in content/locales/*.json
 * as `problem.<code>`, advice as `problem.<code>.detail`; the site lists all of them.
 */
export const problems = {
  'bad-request': 400,
  'body-malformed': 400,
  'body-too-deep': 400,
  'idempotency-key-invalid': 400,
  'query-invalid': 400,
  'token-invalid': 401,
  'signature-invalid': 401,
  'cross-site': 403,
  'not-found': 404,
  'method-not-allowed': 405,
  'body-too-large': 413,
  'media-type-unsupported': 415,
  'range-not-satisfiable': 416,
  'submission-invalid': 422,
  'file-refused': 422,
  'idempotency-key-reused': 422,
  'too-many-requests': 429,
  'internal-error': 500,
  'outbox-full': 503,
  'check-took-too-long': 503,
  'server-busy': 503,
  'submissions-off': 503,
} as const;

export type ProblemCode = keyof typeof problems;
export const problemCodes = Object.keys(problems) as ProblemCode[];
