import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DestinationStream } from 'pino';
import { paths } from '#registry/addresses.ts';
import type { Doors } from '#registry/federation/fetch/checked-connection.ts';
import { openImported } from '#registry/federation/store/open-imported.ts';
import { openDemand } from '#registry/search/demand-file.ts';
import { openBudget } from './body/budget.ts';
import { openChecks } from './checking/checks.ts';
import { choiceRoutes } from './choice/routes.ts';
import { openBuiltRecord } from './edition/built.ts';
import { openPublication, type Publication } from './edition/publication.ts';
import { makeRebuild } from './edition/rebuild.ts';
import { makeReindex } from './edition/reindex.ts';
import { openSearch } from './edition/search.ts';
import { openSiteFolder } from './edition/site-folder.ts';
import { watchUncommitted } from './edition/uncommitted.ts';
import { type Environment, readEnvironment } from './environment.ts';
import { startHarvests } from './federation/harvests.ts';
import type { FormOptions } from './form/form-options.ts';
import { formRoutes } from './form/routes.ts';
import { createApp } from './http/app.ts';
import { CONNECTION_LIMITS, type ConnectionLimits } from './http/connection-limits.ts';
import { makeLimiters } from './http/limits.ts';
import { type Log, openLog } from './http/log.ts';
import { makeMetrics } from './http/metrics.ts';
import { originAt } from './http/origin.ts';
import type { Route } from './routes/route.ts';
import { emailOf, oaiRoutes } from './routes/oai.ts';
import { makeRoutes } from './routes/table.ts';
import { searchPageRoutes } from './routes/search-page.ts';
import { demandPageRoutes } from './routes/demand-page.ts';
import { githubWebhook } from './routes/webhook.ts';
import { startBackground } from './submissions/background.ts';
import { openSubmissions } from './submissions/open-submissions.ts';
import { answerReadiness } from './submissions/readiness.ts';
import { reviewRoutes } from './review/routes.ts';
import { sessionFormRoutes } from './session-form/routes.ts';
import { uploadRoutes } from './upload/routes.ts';

export interface RunningServer {
  /** The registry's name. */
  name: string;
  /** The server's address, without a trailing slash. */
  url: string;
  routes: readonly Route[];
  /**
   * Stops accepting requests, answers the open ones (for at most five seconds), finishes the current delivery and closes all
   * resources.
   */
  close(): Promise<void>;
}

export interface ServerOptions {
  /** Destination of the log; standard output by default. */
  log?: DestinationStream;
  /** The current time for the form, in milliseconds since 1970. */
  now?: () => number;
  /** Replaces CONNECTION_LIMITS. */
  connections?: ConnectionLimits;
  /** What stands in the place of the world where other registries are, and how often to look whether one is due. */
  doors?: Doors;
  lookMs?: number;
}

/** Milliseconds that open requests get when the server closes. */
const CLOSING_MS = 5_000;

/**
 * The whole server, listening: site, API, form and delivery, configured by variables (docs/operations.md). The process and the
 * tests run this same function. Throws WrongVariables or an error of listening.
 */
export async function openServer(
  variables: Readonly<Record<string, string | undefined>>,
  options: ServerOptions = {},
): Promise<RunningServer> {
  const environment = readEnvironment(variables);
  const log = openLog(environment.logLevel, options.log);
  const endings: (() => Promise<unknown> | void)[] = [];
  const close = async () => {
    const failures: unknown[] = [];
    for (const end of endings.splice(0).toReversed())
      await Promise.resolve()
        .then(end)
        .catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw new AggregateError(failures, 'Not everything could be closed.');
  };
  try {
    const server = await open(environment, variables, log, options, (end) => void endings.push(end));
    return { ...server, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function open(
  environment: Environment,
  variables: Readonly<Record<string, string | undefined>>,
  log: Log,
  options: ServerOptions,
  onClose: (end: () => Promise<unknown> | void) => void,
): Promise<Omit<RunningServer, 'close'>> {
  const { contentDir, contactDays, searchServer, webhookSecrets } = environment;
  const site = openSiteFolder(environment.siteDir);
  const publication = await openPublication(contentDir, environment.siteDir, environment.federation.folder, (err) =>
    log.warn({ err }, 'the search index of the build is gone; one is made in memory'),
  );
  onClose(() => publication.close());
  let isClosing = false;
  onClose(() => void (isClosing = true));
  publication.indexed.catch((err: unknown) => isClosing || log.error({ err }, 'the content could not be indexed: searches fail'));
  const uncommitted = watchUncommitted({ contentDir, isPublic: environment.siteUrl !== undefined, log });
  await uncommitted.look();
  const { name, locales: localeMap } = publication.current().registry;
  const locales = [...localeMap.values()];
  const search = openSearch(searchServer, publication, [...localeMap.keys()], log);

  const demand =
    environment.demandPath === undefined
      ? undefined
      : await openDemand(environment.demandPath, {
          ...(options.now ? { now: options.now } : {}),
          onFailure: (err) => log.error({ err }, 'a question that found nothing could not be counted'),
        }).catch((err: unknown) => {
          log.error({ err }, 'questions that find nothing are not counted: the file of DEMAND_PATH cannot be read');
          return undefined;
        });
  if (demand) onClose(() => demand.written());

  const pipeline = await openSubmissions(environment, log, () => publication.current().tree);
  const isOff = typeof pipeline === 'string';
  if (isOff) log.warn({ reason: pipeline }, 'submissions are off');
  else {
    onClose(() => pipeline.forge.close());
    onClose(() => pipeline.outbox.close());
  }
  if (emailOf(publication.current().registry) === undefined)
    log.warn('content/registry.yml states no `contact: mailto:…`: harvesters that ask /oai are told so');
  const metrics = makeMetrics(isOff ? undefined : pipeline.outbox);
  const checks = openChecks(publication.current, environment.checks);
  onClose(() => checks.close());

  const stopping = new AbortController();
  const rebuild = makeRebuild({
    ...{ command: environment.rebuildCommand, env: variables, contentDir, site, publication, uncommitted, log, metrics },
    importedDir: environment.federation.folder,
    reindex: openReindex(environment, publication, log),
    signal: stopping.signal,
  });
  const delivery = isOff
    ? undefined
    : await startBackground({
        ...{ ...pipeline, checks, rebuild, log, metrics, contactDays },
        built: openBuiltRecord(`${environment.outbox.path}.built`),
        siteUrl: environment.siteUrl,
        statusPath: (id) => paths.submission(locales[0]!.id, id),
        contactLongestDays: environment.contactLongestDays,
        reconcileSeconds: environment.reconcileSeconds,
      });
  if (delivery) onClose(() => delivery.stop());

  const from = environment.siteUrl ?? originAt(environment);
  if (environment.federation.isOn) {
    const harvests = startHarvests({
      ...{ rebuild, log, doors: options.doors },
      open: () => openImported(environment.outbox.address),
      registry: () => publication.current().registry,
      folder: environment.federation.folder,
      forge: isOff ? undefined : pipeline.forge,
      from,
      ...(options.lookMs === undefined ? {} : { lookMs: options.lookMs }),
    });
    onClose(() => harvests.stop());
  }
  // Before the harvests and the delivery are ended: they may be waiting for a build.
  onClose(() => stopping.abort());

  const submissions =
    isOff || !delivery ? undefined : { outbox: pipeline.outbox, edition: publication.current, checks, wake: delivery.wake };
  const limiters = makeLimiters(environment.limits);
  const budget = openBudget();
  const routes = makeRoutes({
    ...{ name, publication, search, locales, submissions, limiters, budget, log, metrics },
    siteDir: site.current,
    ...(demand ? { demand } : {}),
  });
  const formOptions: FormOptions | undefined = submissions && {
    ...{
      submissions,
      contactDays,
      budget,
      siteDir: site.current,
      siteUrl: environment.siteUrl,
      edition: publication.current,
      log,
      metrics,
    },
    outbox: submissions.outbox,
    limits: { opening: limiters.pages, writing: limiters.writing, checking: limiters.reading, sending: limiters.lab },
    onError: (err) => log.error({ err }, 'a page of the form failed'),
    ...(options.now ? { now: options.now } : {}),
  };
  const review =
    isOff || !formOptions
      ? []
      : [
          reviewRoutes({
            ...formOptions,
            ...{ signInLimit: limiters.signIn, log, metrics },
            forge: pipeline.local ?? { pulls: pullsOf(environment.github!) },
          }),
        ];
  const app = createApp({
    ...{ name, locales, log, metrics, routes, trustProxy: environment.trustProxy, siteDir: site.current },
    // Looked up for each request: a published case can add a redirect.
    redirects: { get: (id) => publication.current().registry.redirects.get(id) },
    world: () => ({ ...publication.current(), origin: new URL(from).origin }),
    searchOrigin: searchServer && new URL(searchServer.publicUrl).origin,
    readiness: answerReadiness({
      ...{ siteDir: site.current, uncommitted: uncommitted.found },
      submissions: isOff ? { off: pipeline } : pipeline,
    }),
    ...(submissions && delivery && webhookSecrets.length > 0
      ? {
          webhook: [
            limiters.hooks,
            budget,
            ...githubWebhook(
              {
                outbox: submissions.outbox,
                wake: delivery.wake,
                refresh: delivery.refresh,
                base: environment.baseBranch ?? 'main',
              },
              webhookSecrets as [string, ...string[]],
            ),
          ],
        }
      : {}),
    pages: [
      choiceRoutes({
        ...{ siteDir: site.current, registry: () => publication.current().registry, limit: limiters.pages },
        ...{ siteUrl: environment.siteUrl, threads: checks },
        takesSessions: submissions !== undefined,
      }),
      searchPageRoutes({
        ...{ search, publication, demand, siteDir: site.current, limit: limiters.reading },
        siteUrl: environment.siteUrl,
      }),
      oaiRoutes({
        ...{ publication, file: `${environment.outbox.path}.changes`, limit: limiters.reading },
        siteUrl: from,
        ...(options.now ? { now: options.now } : {}),
      }),
      ...(demand && environment.demandPassword !== undefined
        ? [
            demandPageRoutes({
              ...{ demand, password: environment.demandPassword, limit: limiters.writing },
              ...{ siteDir: site.current, registry: () => publication.current().registry },
            }),
          ]
        : []),
      ...(formOptions ? [formRoutes(formOptions), uploadRoutes(formOptions), sessionFormRoutes(formOptions)] : []),
      ...review,
    ],
  });

  const { silence, ...connections } = { ...CONNECTION_LIMITS, ...options.connections };
  const server = createServer(connections, app).setTimeout(silence);
  const url = await listen(server, environment);
  onClose(() => stopListening(server));
  return { name, url, routes };
}

/** Where reviewers find the pull requests that submissions became. */
function pullsOf({ owner, repo, baseUrl }: NonNullable<Environment['github']>): string {
  // GitHub Enterprise has its API below its own address.
  const host = baseUrl === undefined ? 'https://github.com' : new URL(baseUrl).origin;
  return `${host}/${owner}/${repo}/pulls?q=${encodeURIComponent('is:open label:submission')}`;
}

function openReindex(environment: Environment, publication: Publication, log: Log): (() => Promise<void>) | undefined {
  const { searchServer: server, searchAdminKey: adminKey, searchEmbedding: embedding } = environment;
  return server && adminKey ? makeReindex({ server, adminKey, embedding, publication, log }) : undefined;
}

function listen(server: Server, { port, host }: Environment): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve(originAt({ host, port: (server.address() as AddressInfo).port }));
    });
  });
}

async function stopListening(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  const impatient = setTimeout(() => server.closeAllConnections(), CLOSING_MS);
  await closed;
  clearTimeout(impatient);
}
