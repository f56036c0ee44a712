import type { Request } from 'express';

/** What follows the question mark in a request's address. */
export const paramsOf = ({ originalUrl }: Pick<Request, 'originalUrl'>): URLSearchParams =>
  new URL(originalUrl, 'http://localhost').searchParams;
