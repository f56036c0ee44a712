import type { Response } from 'express';
import type { Speaker } from '#registry/page/speaker.ts';
import { fillShell, type ShellPage } from './shell.ts';

export interface FramedPage extends Omit<ShellPage, 'isPrivate'> {
  /** 200 when left out. */
  status?: number | undefined;
  /** Whether anybody may find it; pages about one submission or with typed values are private. */
  isPublic?: boolean;
  /** For pages behind a password or a sign-in: not even the browser keeps it. */
  isSecret?: boolean;
}

/** Sends a page of the server in the frame of the site; without such a frame the request goes on. */
export async function sendFramed(
  response: Response,
  next: () => void,
  { siteDir }: { siteDir: () => string },
  { registry, locale }: Pick<Speaker, 'registry' | 'locale'>,
  { status = 200, isPublic = false, isSecret = false, ...page }: FramedPage,
): Promise<void> {
  const html = await fillShell(siteDir(), locale.id, registry.name, { ...page, isPrivate: !isPublic });
  if (html === undefined) return next();
  // Not no-store: going back must show the page as it was, with its typed values.
  response.status(status).set('Cache-Control', isSecret ? 'private, no-store' : 'private, no-cache');
  if (!isPublic) response.set('X-Robots-Tag', 'noindex');
  response.type('html').send(html);
}
