import type { Request, Response } from 'express';
import { caseUnder } from '#registry/case/record.ts';
import { chosenIds } from '#registry/compare/ids.ts';
import { MOST_COLUMNS } from '#registry/compare/table.ts';
import { MEDIA_TYPES } from '#registry/pack/format/formats.ts';
import { mediaTypeOf } from '#registry/publication/media-types.ts';
import type { Registry } from '#registry/registry.ts';
import type { Checks } from '../checking/checks.ts';
import { builtVersions } from '../edition/built-cases.ts';
import { senderOf } from '../http/limits.ts';
import { paramsOf } from '../http/params.ts';
import { siteUrlFor } from '../http/site-url.ts';
import { type ChoicePage, isOffered, isSet, makeChoiceFile } from './document.ts';

export interface ChoiceFileOptions {
  /** Where the site is; the folder may change when it is built again. */
  siteDir: () => string;
  registry: () => Registry;
  /** Sets documents in a thread. */
  threads: Pick<Checks, 'document'>;
  /** Address of the site; that of the request where the deployment has none. */
  siteUrl?: string | undefined;
}

/** As many as somebody may want to print. */
const MOST_BRIEFS = 30;

/** Sends the cases that an address names as a file; what is no such file passes through. */
export async function sendChoice(
  request: Request,
  response: Response,
  next: () => void,
  page: ChoicePage,
  options: ChoiceFileOptions,
): Promise<void> {
  const format = new RegExp(`^${page}\\.([a-z]+)$`).exec(String(request.params['file']))?.[1] ?? '';
  const ids = chosenIds(paramsOf(request).getAll('case')).slice(0, page === 'compare' ? MOST_COLUMNS : MOST_BRIEFS);
  await send(request, response, next, { page, format, ids, name: `${page}.${format}` }, options);
}

/** The brief of one case as a page of PDF. */
export async function sendBrief(
  request: Request,
  response: Response,
  next: () => void,
  options: ChoiceFileOptions,
): Promise<void> {
  const id = String(request.params['id']);
  const name = `${id}-${String(request.params['locale'])}.pdf`;
  await send(request, response, next, { page: 'shortlist', format: 'pdf', ids: [id], name }, options);
}

interface Asked {
  page: ChoicePage;
  format: string;
  ids: readonly string[];
  name: string;
}

async function send(
  request: Request,
  response: Response,
  next: () => void,
  { page, format, ids, name }: Asked,
  options: ChoiceFileOptions,
): Promise<void> {
  const registry = options.registry();
  const locale = registry.locales.get(String(request.params['locale']));
  const cases = ids.flatMap((id) => caseUnder(id, registry)?.id ?? []);
  if (!locale || !isOffered(page, format) || cases.length === 0) return next();
  const versions = await builtVersions(cases, options.siteDir());
  const task = { of: 'choice', page, format, cases, versions, locale: locale.id, siteUrl: siteUrlFor(request, options) } as const;
  const file = isSet(format)
    ? await options.threads.document(task, senderOf(request, response))
    : await makeChoiceFile(task, registry);
  const type = mediaTypeOf(`.${format}`) ?? MEDIA_TYPES[format as keyof typeof MEDIA_TYPES];
  response.set('Cache-Control', 'no-cache').attachment(name).type(type).send(Buffer.from(file));
}
