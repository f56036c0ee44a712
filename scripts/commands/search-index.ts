import { documentsOfAll } from '#registry/federation/foreign-document.ts';
import { isError } from '#registry/finding/finding.ts';
import { indexNames, listIndexes } from '#registry/search/meilisearch/index-names.ts';
import { type Embedding, rebuildIndexes, RebuildOvertaken } from '#registry/search/meilisearch/server/indexer.ts';
import { deleteSearchKey, listSearchKeys, makeSearchKey, type SearchKey } from '#registry/search/meilisearch/server/keys.ts';
import { canSync, compareIndexes, type Difference, isSame, syncIndexes } from '#registry/search/meilisearch/server/sync.ts';
import { TaskFailed } from '#registry/search/meilisearch/server/tasks.ts';
import { readEmbedding } from '#registry/search/search-server.ts';
import { type Command, type ExitCode, Failure, type Io, UsageError } from '../command.ts';
import { loadImported, loadPublished } from '../load.ts';
import { openMeilisearchServer, serverUsage } from '../meilisearch.ts';
import { commonOptions, commonUsage, contentFolder, parseOptions } from '../options.ts';
import { showProgress } from '../progress.ts';

const options = {
  ...commonOptions,
  url: { type: 'string' },
  prefix: { type: 'string' },
  'dry-run': { type: 'boolean' },
  days: { type: 'string' },
  rotate: { type: 'boolean' },
  'end-others': { type: 'boolean' },
} as const;

/** Long enough not to surprise anybody, short enough that a forgotten key expires. */
const DEFAULT_DAYS = 365;

export const searchIndex: Command = {
  summary: 'Fills the indexes of a Meilisearch server from the content, and makes the key that sites search with.',
  usage: `npm run registry -- index rebuild|sync|status|keys [options]

  rebuild          makes all indexes anew beside those that are searched, then puts them in their place at once
  sync             sends what has changed since, and nothing else
  status           says what a sync would send; exit code 1 when there is something
  keys             shows the key that may search these indexes and nothing else, and makes it if there is none

  --dry-run        rebuild, sync: say what would be done, and do nothing
  --rotate         keys: make a new one, though there is one
  --end-others     keys: delete all but the newest, once the site is built with that
  --days N         keys: how long a new one is good for (default: ${DEFAULT_DAYS})
${serverUsage}
${commonUsage}

MEILI_ADMIN_KEY holds a key that may write to the indexes; keys are made with the master key only. Neither reaches a site.`,
  async run(args, io) {
    const { values, positionals } = parseOptions(args, options);
    const [action = '', ...more] = positionals;
    const actions: Readonly<Record<string, (opened: Opened) => Promise<ExitCode>>> = { rebuild, sync, status, keys };
    const act = Object.hasOwn(actions, action) ? actions[action] : undefined;
    if (!act || more.length > 0) throw new UsageError('Say rebuild, sync, status or keys.');
    const server = await openMeilisearchServer(values, io);
    const { registry, findings } = await loadPublished(contentFolder(values.content, io));
    const broken = findings.filter(isError).length;
    if (broken > 0)
      io.stderr(`The content has ${broken} errors; records that have one are left out, as on the site. See check.\n`);
    const locales = [...registry.locales.keys()];
    const embedding = readEmbedding(io.env);
    return await act({
      ...server,
      io,
      locales,
      embedding,
      documents: [...documentsOfAll(registry, await loadImported(registry, io))],
      isDry: values['dry-run'] ?? false,
      keys: { rotate: values.rotate ?? false, endOthers: values['end-others'] ?? false, days: readDays(values.days) },
    }).catch((error: unknown) => {
      throw error instanceof TaskFailed || error instanceof RebuildOvertaken ? new Failure(error.message) : error;
    });
  },
};

type Opened = Awaited<ReturnType<typeof openMeilisearchServer>> & {
  io: Io;
  locales: readonly string[];
  embedding: Embedding | undefined;
  documents: Parameters<typeof compareIndexes>[1];
  isDry: boolean;
  keys: { rotate: boolean; endOthers: boolean; days: number };
};

async function rebuild({ client, prefix, locales, embedding, documents, isDry, io }: Opened): Promise<ExitCode> {
  const lessons = documents.reduce((sum, document) => sum + document.lessons.length, 0);
  if (isDry) {
    io.stdout(`Would index ${documents.length} cases (${locales.join(', ')}) and ${lessons} lessons.\n`);
    return 0;
  }
  const made = await rebuildIndexes(client, documents, { prefix, locales, embedding, onProgress: showProgress(io) });
  io.stdout(`Indexed ${made.cases} cases (${locales.join(', ')}), ${made.lessons} lessons and ${made.words} words.\n`);
  return 0;
}

async function sync(opened: Opened): Promise<ExitCode> {
  const { client, prefix, locales, embedding, documents, isDry, io } = opened;
  const difference = await compareIndexes(client, documents, { prefix, locales, embedding });
  if (isDry || isSame(difference)) {
    describe(difference, io);
    return 0;
  }
  if (!canSync(difference)) {
    io.stderr(`${whyRebuild(difference)} Everything is indexed anew.\n`);
    return await rebuild(opened);
  }
  const { added, changed, removed } = await syncIndexes(client, difference, { prefix, embedding, onProgress: showProgress(io) });
  io.stdout(`Added ${added}, changed ${changed}, removed ${removed}.\n`);
  return 0;
}

async function status({ client, url, version, prefix, locales, embedding, documents, io }: Opened): Promise<ExitCode> {
  io.stdout(`Meilisearch ${version} at ${url}, indexes ${prefix}_…\n`);
  const difference = await compareIndexes(client, documents, { prefix, locales, embedding });
  describe(difference, io);
  if (difference.leftOver.length > 0) io.stdout(`A rebuild would delete: ${difference.leftOver.join(', ')}\n`);
  return isSame(difference) ? 0 : 1;
}

async function keys({ client, prefix, locales, io, keys: { rotate, endOthers, days } }: Opened): Promise<ExitCode> {
  const now = Date.now();
  const wanted = listIndexes(indexNames(prefix), locales);
  const found = await listSearchKeys(client, prefix, now);
  const usable = found.find(({ indexes }) => wanted.every((uid) => indexes.includes(uid)));
  const current = usable && !rotate ? usable : await makeSearchKey(client, prefix, wanted, { now, days });
  const others = found.filter(({ uid }) => uid !== current.uid);
  if (endOthers) for (const other of others) await deleteSearchKey(client, other);
  io.stdout(`MEILI_SEARCH_KEY=${current.key}\n`);
  io.stderr(`It searches ${wanted.join(', ')} and does nothing else, until ${day(current)}.\n`);
  if (others.length > 0)
    io.stderr(
      endOthers
        ? `${others.length} older ended.\n`
        : `${others.length} older still work. When the site is built with this one: index keys --end-others\n`,
    );
  return 0;
}

const day = ({ expiresAt }: SearchKey) => expiresAt.toISOString().slice(0, 10);

const whyRebuild = ({ missing, otherSettings }: Difference) =>
  missing.length > 0 ? `Not there: ${missing.join(', ')}.` : `Made with other settings: ${otherSettings.join(', ')}.`;

function describe(difference: Difference, io: Io): void {
  if (isSame(difference)) return io.stdout('The indexes have all of the content.\n');
  if (!canSync(difference)) io.stdout(`${whyRebuild(difference)} It takes a rebuild.\n`);
  for (const { locale, added, changed, removed } of difference.locales)
    io.stdout(`${locale}: ${added.length} to add, ${changed.length} to change, ${removed.length} to remove\n`);
}

function readDays(given: string | undefined): number {
  const days = Number(given ?? DEFAULT_DAYS);
  if (!Number.isInteger(days) || days < 1 || days > 3650)
    throw new UsageError(`--days takes a whole number from 1 to 3650, not "${given}".`);
  return days;
}
