import type { Request, Response } from 'express';
import { caseUnder } from '#registry/case/record.ts';
import { chosenIds } from '#registry/compare/ids.ts';
import { MEDIA_TYPES } from '#registry/pack/format/formats.ts';
import { TEMPLATE_FORMATS } from '#registry/submission/file/case-template.ts';
import { MOST_CASES } from '#registry/session/schema.ts';
import { builtVersions } from '../edition/built-cases.ts';
import { contextOf, type FormOptions } from '../form/form-options.ts';
import { senderOf } from '../http/limits.ts';
import { paramsOf } from '../http/params.ts';
import { siteUrlFor } from '../http/site-url.ts';

/** Sends an empty template: `case.xlsx`, or `comments.docx?case=a&case=b`. What is neither passes through. */
export async function sendTemplate(request: Request, response: Response, next: () => void, options: FormOptions): Promise<void> {
  const context = contextOf(request, options);
  const [, of, end] = /^(case|comments)\.([a-z]+)$/.exec(String(request.params['file'])) ?? [];
  const format = TEMPLATE_FORMATS.find((each) => each === end);
  if (!context || of === undefined || format === undefined) return next();
  const { registry, locale } = context;
  const ids = chosenIds(paramsOf(request).getAll('case')).slice(0, MOST_CASES);
  const cases = ids.flatMap((id) => caseUnder(id, registry)?.id ?? []);
  if (of === 'comments' && cases.length === 0) return next();
  const about = {
    cases,
    siteUrl: siteUrlFor(request, options),
    versions: await builtVersions(cases, options.siteDir()),
  };
  const task = { of: of === 'case' ? ('case' as const) : about, format, locale: locale.id };
  const bytes = await options.submissions.checks.template(task, senderOf(request, response));
  response.set('Cache-Control', 'no-cache').attachment(`${of}-${locale.id}.${format}`).type(MEDIA_TYPES[format]);
  response.send(Buffer.from(bytes));
}
