import type { Request, Response } from 'express';
import { paths as sitePaths } from '#registry/addresses.ts';
import { contextOf, type FormOptions } from './form-options.ts';
import { fillShell } from './shell.ts';
import { statusPage, unknownStatusPage } from './status-page.ts';

/** Shows a submission's page to anybody who has its address. */
export async function showStatus(request: Request, response: Response, next: () => void, options: FormOptions): Promise<void> {
  const context = contextOf(request, options);
  if (!context) return next();
  const id = String(request.params['submission']);
  const entry = /^[\w-]{1,64}$/.test(id) ? await options.outbox.find(id) : undefined;
  const html = await fillShell(options.siteDir(), context.locale.id, context.registry.name, {
    title: entry ? `${entry.title} · ${context.t('status.title')}` : context.t('status.unknown'),
    main: entry ? statusPage(entry, context, options.contactDays, (options.now ?? Date.now)()) : unknownStatusPage(context),
    pathIn: (locale) => sitePaths.submission(locale, id),
    isPrivate: true,
  });
  if (html === undefined) return next();
  response
    .status(entry ? 200 : 404)
    .set({ 'Cache-Control': 'private, no-cache', 'X-Robots-Tag': 'noindex' })
    .type('html')
    .send(html);
}
