import type { Request, Response } from 'express';
import { MEDIA_TYPES } from '#registry/pack/format/formats.ts';
import { senderOf } from '../http/limits.ts';
import { siteUrlFor } from '../http/site-url.ts';
import type { ChoiceFileOptions } from './files.ts';

/** Sends the letter to a lab; of what is no lab it knows nothing. */
export async function sendLetter(
  request: Request,
  response: Response,
  next: () => void,
  options: ChoiceFileOptions,
): Promise<void> {
  const registry = options.registry();
  const locale = registry.locales.get(String(request.params['locale']));
  const lab = registry.labs.get(String(request.params['lab']));
  if (!locale || !lab) return next();
  const today = new Date().toISOString().slice(0, 10);
  const task = { of: 'letter', lab: lab.id, today, locale: locale.id, siteUrl: siteUrlFor(request, options) } as const;
  const bytes = await options.threads.document(task, senderOf(request, response));
  response.set('Cache-Control', 'no-cache').attachment(`${lab.id}-${locale.id}.pdf`).type(MEDIA_TYPES.pdf);
  response.send(Buffer.from(bytes));
}
