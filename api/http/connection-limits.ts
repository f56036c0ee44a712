import type { ServerOptions } from 'node:http';

/**
 * How long a client may take, in milliseconds: whoever sends by drops holds a connection that others need. Headers fit into
 * one packet. Twelve MiB of pictures take two minutes at 0.8 Mbit/s, which is what some offices of our readers have. Who is
 * late is cut off when the server next looks, every two seconds.
 */
export const CONNECTION_LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 120_000,
  connectionsCheckingInterval: 2_000,
} as const satisfies ServerOptions;
