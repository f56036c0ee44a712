/** Every kind of HTTP problem, with its status. Titles stand in content/locales/*.json as `problem.<code>`. */
export const problems = {
  'not-found': 404,
  'method-not-allowed': 405,
  'bad-request': 400,
  'internal-error': 500,
} as const;

export type ProblemCode = keyof typeof problems;
