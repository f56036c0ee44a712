import { join } from 'node:path';
import type { Request, RequestHandler } from 'express';
import * as z from 'zod';
import { CASE_KINDS } from '#registry/case/schema.ts';
import type { Locale } from '#registry/locale/locale.ts';
import type { DemandFile } from '#registry/search/demand-file.ts';
import { isUnmet } from '#registry/search/unmet.ts';
import type { SearchEngine } from '#registry/search/engine.ts';
import type { Publication } from '../edition/publication.ts';
import type { Limiters } from '../http/limits.ts';
import { ProblemError } from '../problem/problem-error.ts';
import { preferredLocale } from '../problem/problem.ts';
import { openFileCache } from './file-cache.ts';
import { queryParameters, readSearchQuery } from './search-query.ts';
import type { Route } from './route.ts';
import { casePageShape, publicCaseShape, shapes } from './shapes.ts';

export interface ReadingServices {
  publication: Publication;
  /** The search engine; the publication's own index by default. */
  search?: SearchEngine;
  /** The site folder that is served now. */
  siteDir: () => string;
  /** Counts questions that found nothing. */
  demand?: Pick<DemandFile, 'count'>;
  locales: readonly Locale[];
}

const openToAll: RequestHandler = (_request, response, next) => {
  response.set('Access-Control-Allow-Origin', '*');
  next();
};

/** A filter value that no record has. */
const NOTHING = 'none';

const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Lists, single cases and search: the published content for programs. */
export function readingRoutes({ publication, siteDir, locales, ...services }: ReadingServices, { reading }: Limiters): Route[] {
  const engine: SearchEngine = services.search ?? { search: (query) => publication.current().search.search(query) };
  // The site may have been built a moment before or after the content was read; publishRegistry decides what both show.
  const isPublished = (id: string) => publication.current().registry.cases.has(id);
  const files = openFileCache(() => publication.current());
  const readCase = async (id: string, { app }: Pick<Request, 'app'>) =>
    isPublished(id)
      ? await files.read(join(siteDir(), 'cases', `${id}.json`), app.get('etag fn') as (body: Buffer) => string)
      : undefined;

  const listCases: RequestHandler = async (request, response) => {
    const asked = readSearchQuery(request, preferredLocale(request, locales));
    const kind = CASE_KINDS.filter((value) => asked.filters.kind?.includes(value) ?? true);
    const query = { ...asked, filters: { ...asked.filters, kind: kind.length > 0 ? kind : [NOTHING] } };
    const { total, page, size, hits } = await engine.search(query);
    const cases = await Promise.all(hits.map(({ id }) => readCase(id, request)));
    // The files are JSON already and are joined as text.
    const list = cases.flatMap((file) => file?.body.toString() ?? []).join(',');
    response.vary('Accept-Language').type('json').send(`{"total":${total},"page":${page},"size":${size},"cases":[${list}]}`);
  };
  const showCase: RequestHandler<{ id: string }> = async (request, response) => {
    const { id } = request.params;
    const file = ID.test(id) ? await readCase(id, request) : undefined;
    if (!file) throw new ProblemError('not-found');
    response.set({ 'Cache-Control': 'no-cache', ETag: file.etag }).type('json').send(file.body);
  };
  const search: RequestHandler = async (request, response) => {
    const query = readSearchQuery(request, preferredLocale(request, locales));
    const page = await engine.search(query);
    if (isUnmet(query, page)) services.demand?.count(query);
    response.vary('Accept-Language').json(page);
  };

  return [
    {
      method: 'get',
      path: '/v1/cases',
      operationId: 'listCases',
      summary: 'List cases',
      description: 'Whole cases, a page at a time, narrowed like a search. Everything at once is in /cases.json.',
      parameters: queryParameters,
      replies: { 200: { description: 'A page of cases.', schema: casePageShape } },
      problems: ['query-invalid', 'too-many-requests'],
      handlers: [openToAll, reading, listCases],
    },
    {
      method: 'get',
      path: '/v1/cases/{id}',
      operationId: 'readCase',
      summary: 'Read a case',
      parameters: [
        { name: 'id', in: 'path', required: true, description: 'Id of the case.', schema: z.string().max(80).regex(ID) },
      ],
      replies: { 200: { description: 'The case.', schema: publicCaseShape } },
      problems: ['not-found'],
      handlers: [openToAll, showCase as RequestHandler],
    },
    {
      method: 'get',
      path: '/v1/search',
      operationId: 'searchCases',
      summary: 'Search cases',
      description: 'The search of the site: a page of hits with why they matched, and how many results each filter would leave.',
      parameters: queryParameters,
      replies: { 200: { description: 'A page of hits.', schema: shapes.SearchPage } },
      problems: ['query-invalid', 'too-many-requests'],
      handlers: [openToAll, reading, search],
    },
  ];
}
