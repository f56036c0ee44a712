import { type DestinationStream, pino } from 'pino';

/**
 * What the server writes down, as JSON lines. Nothing about people: no addresses, no query strings (somebody's search is
 * nobody's business), no bodies, no headers; of a path only the route that it matched.
 */
export type Log = Pick<pino.Logger, 'debug' | 'info' | 'warn' | 'error'>;

/** Errors are reduced to what names the fault; these carry requests, and requests carry tokens and texts. */
const describeError = (error: Error & { code?: unknown; status?: unknown; cause?: unknown }): object => ({
  type: error.name,
  message: error.message.slice(0, 500),
  ...(typeof error.code === 'string' ? { code: error.code } : {}),
  ...(typeof error.status === 'number' ? { status: error.status } : {}),
  stack: error.stack?.split('\n').slice(1, 8).join('\n'),
  ...(error.cause instanceof Error ? { cause: describeError(error.cause) } : {}),
});

/** Secrets are not written in the first place; these catch an object that somebody logs whole. */
const REDACTED = ['token', 'authorization', 'contact', 'email', 'secret', 'privateKey', 'password'].flatMap((name) => [
  name,
  `*.${name}`,
  `*.*.${name}`,
]);

/** A log for one process, to standard output unless told otherwise. */
export function openLog(level: string, destination?: DestinationStream): Log {
  const options: pino.LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: REDACTED,
    serializers: { err: describeError },
  };
  return destination ? pino(options, destination) : pino(options);
}
