import {
  Conflict,
  ForgeError,
  LONGEST_SILENCE_MS,
  NotFound,
  RateLimited,
  Rejected,
  Unauthorized,
  Unavailable,
} from '../errors.ts';

interface Response {
  status: number;
  headers: Record<string, string | number | undefined>;
  data: unknown;
}

/** The wait when GitHub does not state one: a minute; its longest window is an hour. */
const MINUTE = 60_000;

/**
 * Our error for one of Octokit's. Uses the response, not `error.status`: Octokit sets 500 for requests that never reached
 * GitHub.
 */
export function classifyError(error: unknown, doing: string, now = Date.now()): ForgeError {
  if (error instanceof ForgeError) return error;
  const response = responseOf(error);
  const options = { cause: error };
  if (!response) return new Unavailable(`GitHub could not be reached (${doing}): ${firstLine(error)}`, options);
  const { status } = response;
  const message = `GitHub answered ${status} (${doing}): ${firstLine(error)}`;
  if (isRateLimit(response)) return new RateLimited(message, new Date(now + silence(response, now)), options);
  if (status === 401 || status === 403) return new Unauthorized(message, options);
  if (status === 404 || status === 410) return new NotFound(message, options);
  if (status === 409) return new Conflict(message, options);
  if (status >= 400 && status < 500 && status !== 408) return new Rejected('refused', message, options);
  return new Unavailable(message, options);
}

/** The response behind an error, if GitHub sent one. */
function responseOf(error: unknown): Response | undefined {
  return (error as { response?: Response } | undefined)?.response;
}

/** Whether GitHub refused with this status and text; only the text tells its 422 errors apart. */
export function isRefusal(error: unknown, status: number, words = /./): boolean {
  const response = responseOf(error);
  return response?.status === status && words.test(JSON.stringify(response.data));
}

function isRateLimit({ status, headers, data }: Response): boolean {
  if (status !== 403 && status !== 429) return false;
  const says = /rate limit|abuse detection/i.test(JSON.stringify(data));
  return status === 429 || headers['retry-after'] !== undefined || headers['x-ratelimit-remaining'] === '0' || says;
}

function silence({ headers }: Response, now: number): number {
  const after = Number(headers['retry-after']) * 1000;
  const reset = headers['x-ratelimit-remaining'] === '0' ? Number(headers['x-ratelimit-reset']) * 1000 - now : NaN;
  const wait = [after, reset].find(Number.isFinite) ?? MINUTE;
  return Math.min(Math.max(wait, 1000), LONGEST_SILENCE_MS);
}

const firstLine = (error: unknown) => (error instanceof Error ? error.message : String(error)).split('\n')[0]!.slice(0, 300);
