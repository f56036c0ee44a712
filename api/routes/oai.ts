import { readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import express, { type Request, type RequestHandler, type Response, Router } from 'express';
import { makeFolder } from '#registry/content/make-folder.ts';
import { OAI_PATH } from '#registry/addresses.ts';
import { answerOai, type OaiRepository } from '#registry/federation/doors/oai.ts';
import { noteChanges, oaiRepository, readChanges } from '#registry/federation/doors/oai-changes.ts';
import type { Edition, Publication } from '../edition/publication.ts';
import { paramsOf } from '../http/params.ts';

export interface OaiServices {
  publication: Pick<Publication, 'current'>;
  /** Where is kept since when each record is as it is. */
  file: string;
  siteUrl: string;
  /** Milliseconds since 1970. */
  now?: () => number;
  limit: RequestHandler;
}

/** No question is longer. */
const MAX_BODY = '8kb';

/** The door for harvesters of documents, by GET and by POST. */
export function oaiRoutes({ publication, file, siteUrl, now = Date.now, limit }: OaiServices): Router {
  const baseUrl = new URL(OAI_PATH, siteUrl).href;
  const repositoryOf = openRepository({ file, siteUrl, baseUrl, now });
  const answer = async (request: Request, response: Response): Promise<void> => {
    const repository = await repositoryOf(publication.current());
    const query = request.method === 'POST' ? new URLSearchParams(String(request.body)) : paramsOf(request);
    response
      .set({ 'Content-Type': 'text/xml; charset=utf-8', 'Cache-Control': 'no-cache', 'Access-Control-Allow-Origin': '*' })
      .send(answerOai(query, repository, new Date(now())));
  };
  const router = Router();
  const onRequest: RequestHandler = (request, response, next) => void answer(request, response).catch(next);
  router.get(OAI_PATH, limit, onRequest);
  router.post(OAI_PATH, limit, express.text({ type: 'application/x-www-form-urlencoded', limit: MAX_BODY }), onRequest);
  return router;
}

/** The address of e-mail that content/registry.yml states for other registries; undefined when it states none. */
export const emailOf = ({ settings }: Pick<Edition['registry'], 'settings'>): string | undefined =>
  /^mailto:(.+)$/.exec(settings?.contact ?? '')?.[1];

/** The protocol has to name somebody: an address that says that none was stated, and that cannot be anybody's (RFC 2606). */
const notStated = (siteUrl: string) => `no-contact-stated@${new URL(siteUrl).hostname}.invalid`;

/** What harvesters read of an edition, made once for each, one after another: what changed is noted before anybody is told of it. */
function openRepository({ file, siteUrl, baseUrl, now }: { file: string; siteUrl: string; baseUrl: string; now: () => number }) {
  let last: { edition: Edition; repository: Promise<OaiRepository> } | undefined;
  const open = async ({ registry }: Edition, after: Promise<unknown>): Promise<OaiRepository> => {
    await after.catch(() => undefined);
    const email = emailOf(registry) ?? notStated(siteUrl);
    const text = await readFile(file, 'utf8').catch(() => '');
    const changes = await noteChanges(readChanges(text), registry, siteUrl, new Date(now()).toISOString().slice(0, 10));
    const noted = JSON.stringify(changes);
    if (noted !== text) await replaceFile(file, noted);
    return oaiRepository(registry, changes, { siteUrl, baseUrl, email });
  };
  return (edition: Edition): Promise<OaiRepository> => {
    if (last?.edition !== edition) {
      const repository = open(edition, last?.repository ?? Promise.resolve());
      last = { edition, repository };
      // What failed is tried again by who asks next.
      repository.catch(() => {
        if (last?.repository === repository) last = undefined;
      });
    }
    return last.repository;
  };
}

async function replaceFile(file: string, text: string): Promise<void> {
  makeFolder(dirname(file), 0o700);
  await writeFile(`${file}.new`, text, { mode: 0o600 });
  await rename(`${file}.new`, file);
}
