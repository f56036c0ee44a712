import type { Request, Response } from 'express';
import { letterPack } from '#registry/pack/letter.ts';
import { MEDIA_TYPES, renderPack } from '#registry/pack/format/formats.ts';
import { makeSpeaker } from '#registry/page/speaker.ts';
import type { ChoiceFileOptions } from './files.ts';

/** Sends the letter to a lab; of what is no lab it knows nothing. */
export async function sendLetter(
  request: Request,
  response: Response,
  next: () => void,
  { registry: current, siteUrl }: ChoiceFileOptions,
): Promise<void> {
  const registry = current();
  const locale = registry.locales.get(String(request.params['locale']));
  const lab = registry.labs.get(String(request.params['lab']));
  if (!locale || !lab) return next();
  const pack = letterPack(lab.id, {
    speaker: makeSpeaker(registry, locale),
    siteUrl: siteUrl ?? `${request.protocol}://${request.host}`,
    today: new Date().toISOString().slice(0, 10),
  });
  const bytes = await renderPack(pack, 'pdf');
  response.set('Cache-Control', 'no-cache').attachment(`${lab.id}-${locale.id}.pdf`).type(MEDIA_TYPES.pdf);
  response.send(Buffer.from(bytes));
}
