import { createServer } from 'node:http';
import { paths } from '#registry/addresses.ts';
import { openOutbox } from '#registry/outbox/open-outbox.ts';
import { openBuiltCount } from './edition/built-count.ts';
import { openPublication } from './edition/publication.ts';
import { makeRebuild } from './edition/rebuild.ts';
import { makeReindex } from './edition/reindex.ts';
import { openSearch } from './edition/search.ts';
import { openSiteFolder } from './edition/site-folder.ts';
import { readEnvironment } from './environment.ts';
import { formRoutes } from './form/routes.ts';
import { createApp } from './http/app.ts';
import { CONNECTION_LIMITS } from './http/connection-limits.ts';
import { makeLimiters } from './http/limits.ts';
import { openLog } from './http/log.ts';
import { makeMetrics } from './http/metrics.ts';
import { makeRoutes } from './routes/table.ts';
import { githubWebhook } from './routes/webhook.ts';
import { openChecker } from './submissions/checker.ts';
import { startDelivery } from './submissions/delivery.ts';
import { watchForge } from './submissions/forge-watch.ts';
import { openForge } from './submissions/forge.ts';
import { answerReadiness } from './submissions/readiness.ts';

const environment = readEnvironment(process.env);
const { port, host, contentDir, trustProxy, contactDays, webhookSecrets } = environment;
const log = openLog(environment.logLevel);
const site = openSiteFolder(environment.siteDir);
const publication = await openPublication(contentDir, environment.siteDir);
const { name, locales: localeMap } = publication.current().registry;
const locales = [...localeMap.values()];
const limiters = makeLimiters(environment.limits);

const opened = environment.isOpen ? await openForge(environment, log, () => publication.current().tree) : 'SUBMISSIONS is off.';
const road =
  typeof opened === 'string'
    ? undefined
    : { forge: watchForge(opened), outbox: await openOutbox(environment.outbox.address, environment.outbox) };
if (typeof opened === 'string') log.warn({ reason: opened }, 'submissions are off');
const metrics = makeMetrics(road?.outbox);

const { searchServer, searchAdminKey, searchEmbedding: embedding } = environment;
const search = openSearch(searchServer, publication, [...localeMap.keys()], log);
const reindex =
  searchServer && searchAdminKey
    ? makeReindex({ server: searchServer, adminKey: searchAdminKey, embedding, publication, log })
    : undefined;

const stopping = new AbortController();
const rebuild = makeRebuild({
  command: environment.rebuildCommand,
  env: process.env,
  contentDir,
  site,
  publication,
  reindex,
  log,
  metrics,
  signal: stopping.signal,
});
const delivery =
  road &&
  (await startDelivery({
    ...road,
    publication,
    rebuild,
    builtCount: openBuiltCount(`${environment.outbox.path}.built`),
    siteUrl: environment.siteUrl,
    statusPath: (id) => paths.submission(locales[0]!.id, id),
    contactDays,
    contactLongestDays: environment.contactLongestDays,
    reconcileSeconds: environment.reconcileSeconds,
    log,
    metrics,
  }));
const submissions = road &&
  delivery && {
    outbox: road.outbox,
    edition: publication.current,
    wake: delivery.wake,
    check: openChecker(publication.current),
  };

const app = createApp({
  siteDir: site.current,
  name,
  locales,
  // Asked each time: a case that is published can bring a redirect.
  redirects: { get: (id) => publication.current().registry.redirects.get(id) },
  trustProxy,
  searchOrigin: searchServer && new URL(searchServer.publicUrl).origin,
  log,
  metrics,
  routes: makeRoutes({ name, publication, search, siteDir: site.current, locales, submissions, limiters, log, metrics }),
  readiness: answerReadiness({
    siteDir: site.current,
    submissions: road ?? { off: typeof opened === 'string' ? opened : '' },
  }),
  ...(submissions && webhookSecrets.length > 0
    ? { webhook: githubWebhook(submissions, webhookSecrets as [string, ...string[]]) }
    : {}),
  ...(submissions
    ? {
        pages: formRoutes({
          siteDir: site.current,
          edition: publication.current,
          submissions,
          outbox: submissions.outbox,
          contactDays,
          limits: { writing: limiters.writing, checking: limiters.reading, sending: limiters.lane },
          onError: (err) => log.error({ err }, 'a page of the form failed'),
        }),
      }
    : {}),
});

const server = createServer(CONNECTION_LIMITS, app);
server.on('error', (error: NodeJS.ErrnoException) => {
  console.error(
    error.code === 'EADDRINUSE'
      ? `Port ${port} is taken. Set PORT to another one, for example PORT=4322 npm start.`
      : error.message,
  );
  process.exitCode = 1;
  void stop();
});
server.listen(port, host, () => {
  const address = server.address();
  const bound = typeof address === 'object' && address ? address.port : port;
  console.log(`${name} is at http://${host}:${bound} (stop it with Ctrl+C)`);
});

/** Takes no more requests, answers those that came, finishes the delivery in hand, and closes what is open. */
async function stop(): Promise<void> {
  stopping.abort();
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  const impatient = setTimeout(() => server.closeAllConnections(), 5_000);
  await Promise.all([closed, delivery?.stop()]);
  clearTimeout(impatient);
  await road?.outbox.close();
  await road?.forge.close();
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop().then(() => process.exit()));
