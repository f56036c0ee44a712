import type { APIRoute } from 'astro';
import { caseKind } from '#registry/case/kind.ts';
import { CASE_FORMATS, type CaseFormat, caseFile } from '../../../lib/case-data.ts';
import { contextFor } from '../../../lib/context.ts';
import { recordPaths } from '../../../lib/record-pages.ts';

/** While somebody writes: a build has them written beside its pages (write-files.ts). */
export const getStaticPaths = async () =>
  import.meta.env.PROD
    ? []
    : (await recordPaths(caseKind)).flatMap(({ params }) => CASE_FORMATS.map((format) => ({ params: { ...params, format } })));

export const GET: APIRoute = async ({ params }) => {
  const { locale, id, format } = params as { locale: string; id: string; format: CaseFormat };
  const context = await contextFor(locale);
  return new Response(caseFile(context.registry.cases.get(id)!, format, context));
};
