import type { ServerOptions } from 'node:http';

export interface ConnectionLimits extends ServerOptions {
  /** Milliseconds in which nothing is sent or taken. */
  silence?: number;
}

/**
 * Milliseconds that a client may take: a client that sends byte by byte holds a connection that others need. Headers fit into
 * one packet. Twelve MiB of pictures take two minutes at 0.8 Mbit/s, which is the speed of some offices of our readers. The
 * server closes late connections at its next check, every two seconds. Who asks for something and then does not take it holds a
 * connection too; the longest work for an answer takes less than such a silence.
 */
export const CONNECTION_LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 120_000,
  connectionsCheckingInterval: 2_000,
  silence: 120_000,
} as const satisfies ConnectionLimits;
