import { type DestinationStream, pino } from 'pino';

/**
 * The server's log, as JSON lines. Nothing about people: no addresses, no query strings (searches are private), no bodies, no
 * headers, and of a path only its route.
 */
export type Log = Pick<pino.Logger, 'debug' | 'info' | 'warn' | 'error'>;

/** Errors are reduced to fields that name the fault: whole errors carry requests, and requests carry tokens and texts. */
const describeError = (error: Error & { code?: unknown; status?: unknown; cause?: unknown }): object => ({
  type: error.name,
  message: error.message.slice(0, 500),
  ...(typeof error.code === 'string' ? { code: error.code } : {}),
  ...(typeof error.status === 'number' ? { status: error.status } : {}),
  stack: error.stack?.split('\n').slice(1, 8).join('\n'),
  ...(error.cause instanceof Error ? { cause: describeError(error.cause) } : {}),
});

/** Secrets are not logged in the first place; these paths catch an object that is logged whole. */
const REDACTED = ['token', 'authorization', 'contact', 'email', 'secret', 'privateKey', 'password'].flatMap((name) => [
  name,
  `*.${name}`,
  `*.*.${name}`,
]);

/** A log of one process, to standard output by default. */
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
