import type { Request } from 'express';

/**
 * What follows the question mark in a request's address. The address as a whole is not parsed: one that names a host may name one
 * that cannot be.
 */
export const paramsOf = ({ originalUrl }: Pick<Request, 'originalUrl'>): URLSearchParams =>
  new URLSearchParams(/\?([^#]*)/.exec(originalUrl)?.[1]);
