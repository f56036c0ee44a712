import type { ServerOptions } from 'node:http';

/**
 * Milliseconds that a client may take: a client that sends byte by byte holds a connection that others need. Headers fit into
 * one packet. Twelve MiB of pictures take two minutes at 0.8 Mbit/s, which is the speed of some offices of our readers. The
 * server closes late connections at its next check, every two seconds.
 */
export const CONNECTION_LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 120_000,
  connectionsCheckingInterval: 2_000,
} as const satisfies ServerOptions;
