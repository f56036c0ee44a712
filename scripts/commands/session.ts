import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { stringify } from 'yaml';
import { makeFolder } from '#registry/content/make-folder.ts';
import { readHistory } from '#registry/content/git-history.ts';
import { describeFinding } from '#registry/finding/describe.ts';
import { isError } from '#registry/finding/finding.ts';
import type { Foreign } from '#registry/federation/foreign.ts';
import { frozenCases, frozenCopy, heldAmong, partnerCases } from '#registry/federation/partner-cases.ts';
import { readContentAt } from '#registry/forge/git/base-content.ts';
import type { CaseRecord } from '#registry/case/record.ts';
import { outcomeOf } from '#registry/case/outcome.ts';
import { makeSpeaker } from '#registry/page/speaker.ts';
import { compilePack, NoSuchSession } from '#registry/pack/compile.ts';
import { changesSince, CHANGE_WEIGHTS } from '#registry/pack/changes.ts';
import type { Pack } from '#registry/pack/document.ts';
import type { PartnerCase } from '#registry/pack/source.ts';
import { compileFrozen, type Frozen, packDigest, readFrozen, statementsOfEdition } from '#registry/pack/edition.ts';
import { FORMATS, renderPack } from '#registry/pack/format/formats.ts';
import { checkRegistry } from '#registry/check.ts';
import { readRegistry } from '#registry/read.ts';
import type { RegistryRecord } from '#registry/record/record.ts';
import { folderOf, originalPath, recordIdsIn } from '#registry/record/path.ts';
import { scaffoldRecord } from '#registry/record/scaffold.ts';
import { versionOf } from '#registry/record/version.ts';
import { viewRecord } from '#registry/record/view.ts';
import type { Registry } from '#registry/registry.ts';
import { FACETS } from '#registry/search/bounds.ts';
import { QUERY_KEYS } from '#registry/search/url-state.ts';
import { type FrozenEdition, editionPath, PACK_FORM } from '#registry/session/edition.ts';
import { sessionKind } from '#registry/session/kind.ts';
import type { SessionRecord } from '#registry/session/record.ts';
import { casesFound, casesOfSession, casesUnaccounted, quotaOf } from '#registry/session/selection.ts';
import { type Command, type ExitCode, Failure, type Io, UsageError } from '../command.ts';
import { loadImported, loadLocales, loadPublished, loadTree, localeFor } from '../load.ts';
import { writeNewFile } from '../new-file.ts';
import { chooseFrom, commonUsage, contentFolder, documentOptions, parseOptions, siteUrlOf, today } from '../options.ts';
import { demandId } from '../record-id.ts';

const options = {
  ...documentOptions,
  query: { type: 'string' },
  language: { type: 'string' },
  edition: { type: 'string' },
  strict: { type: 'boolean' },
  since: { type: 'string' },
} as const;
type Values = ReturnType<typeof parseOptions<typeof options>>['values'];

interface Call {
  id: string;
  values: Values;
  folder: string;
  io: Io;
}

export const session: Command = {
  summary: 'Prepares a session: finds its cases, checks it, compiles its pack, freezes it as an edition.',
  usage: `npm run registry -- session new|select|check|compile|freeze|changes <id> [options]

  new       writes content/sessions/<id>/index.md with the cases that --query finds, for somebody to choose from
  select    shows what the session's query finds: taken, left out, unaccounted for; and how many successes there are
  check     what there is to mend in it
  compile   writes its pack into --out: of the files as they are, or of an edition
  freeze    writes the next edition, of the last commit: commit the content first, and the edition after

  changes   what has changed since an edition: commitments first, then what weighs most

  --query Q        new: the filters of the search page, as in its address: challenge=coordination-failure&country=PER
  --language LOC   new: language of the session (default: that of the messages)
  --edition N      compile: the frozen edition, from the commit that it was made of
  --locale A,B     compile: languages (default: all)
  --format A,B     compile: ${FORMATS.join(', ')} (default: all)
  --out DIR        compile: folder for the files
  --site URL       compile: address of the site that its links lead to (default: SITE_URL, or http://localhost:4321)
  --since N        changes: the edition (default: the last)
  --strict         compile: refuse texts that only a machine has translated, or that are out of date
${commonUsage}`,
  async run(args, io) {
    const { values, positionals } = parseOptions(args, options);
    const [action = '', id, ...more] = positionals;
    const actions: Readonly<Record<string, (call: Call) => Promise<ExitCode>>> = {
      ...{ new: start, select, check, compile, freeze, changes },
    };
    const act = Object.hasOwn(actions, action) ? actions[action] : undefined;
    if (!act || id === undefined || more.length > 0)
      throw new UsageError('Say new, select, check, compile, freeze or changes, and the id of a session.');
    return await act({ id, values, io, folder: contentFolder(values.content, io) });
  },
};

async function start({ id, values, folder, io }: Call): Promise<ExitCode> {
  demandId(id);
  if (!values.query)
    throw new UsageError('Say how the cases are found with --query: what stands in the address of the search page.');
  const tree = await loadTree(folder);
  const { registry } = readRegistry(tree);
  if (recordIdsIn(tree, registry.kinds).has(id)) throw new UsageError(`The id "${id}" is taken already.`);
  const language = localeFor(values.language ?? values.lang, registry, io);
  const unknown = [...new URLSearchParams(values.query).keys()].find((key) => !QUERY_KEYS.includes(key));
  if (unknown !== undefined) throw new UsageError(`There is no filter "${unknown}". There are ${FACETS.join(', ')}.`);
  const found = casesFound(values.query, registry);
  if (found.length === 0) throw new UsageError('The query finds no case. Only filters count, not words.');
  const known = {
    language: language.id,
    status: 'proposed',
    proposed: today(),
    'selection.query': values.query,
    'selection.cases': found.map((record) => ({ case: record.id })),
  };
  const file = join(folder, originalPath(sessionKind, id));
  const { kinds, vocabularies } = registry;
  await writeNewFile(file, scaffoldRecord({ kind: sessionKind, kinds, language, vocabularies, known }), io);
  return 0;
}

async function select({ id, folder, io }: Call): Promise<ExitCode> {
  const { registry } = readRegistry(await loadTree(folder));
  const { facts } = find(id, registry);
  const line = ({ id: own, facts: { verdicts, title } }: CaseRecord, note = '') =>
    io.stdout(`  ${own}  ${outcomeOf(verdicts)}  ${title}${note && `  (${note})`}\n`);
  io.stdout(`The query finds ${casesFound(facts.selection.query, registry).length} cases.\n\nTaken:\n`);
  for (const record of casesOfSession(facts, registry)) line(record);
  for (const { case: name } of facts.selection.partners ?? []) io.stdout(`  ${name}  (of a partner)\n`);
  io.stdout('\nLeft out:\n');
  for (const { case: left, why } of facts.selection.leftOut ?? []) {
    const record = registry.cases.get(left);
    if (record) line(record, why);
  }
  const open = casesUnaccounted(facts, registry);
  if (open.length > 0) io.stdout('\nFound, and neither taken nor left out:\n');
  for (const record of open) line(record);
  const { successes, most, isMet, candidates } = quotaOf(facts, registry);
  io.stdout(
    `\nSuccesses: ${successes}, at most ${most} may be. ${isMet ? 'The rule is kept.' : 'The rule is not kept. Near by:'}\n`,
  );
  if (!isMet) for (const record of candidates) line(record);
  return open.length === 0 && isMet ? 0 : 1;
}

async function check({ id, folder, values, io }: Call): Promise<ExitCode> {
  const tree = await loadTree(folder);
  const file = originalPath(sessionKind, id);
  if (!tree.has(file)) throw new Failure(`There is no session ${id}.`);
  const { registry } = readRegistry(tree);
  const locale = localeFor(values.lang, await loadLocales(tree), io);
  const held = heldAmong(await loadImported(registry, io));
  const own = checkRegistry(tree, { today: today(), held }).filter((found) => found.file.startsWith(folderOf(file)));
  for (const found of own) {
    const { message, hint } = describeFinding(found, locale);
    io.stdout(`${found.file}:${found.line ?? 1} ${found.severity} ${found.code}\n  ${message}\n  ${hint}\n`);
  }
  if (own.length === 0) io.stdout('All in order.\n');
  return own.some(isError) ? 1 : 0;
}

async function compile({ id, folder, values, io }: Call): Promise<ExitCode> {
  if (values.out === undefined) throw new UsageError('Say where the files go with --out.');
  const out = resolve(io.cwd, values.out);
  const formats = chooseFrom('format', values.format, FORMATS);
  const { registry } = await loadPublished(folder);
  const locales = chooseFrom('locale', values.locale, [...registry.locales.keys()]);
  const siteUrl = siteUrlOf(values.site, io);
  if (values.edition !== undefined && !/^[1-9]\d*$/.test(values.edition))
    throw new UsageError(`--edition takes a number, not "${values.edition}".`);
  const edition = values.edition === undefined ? undefined : await openEdition(id, Number(values.edition), registry, folder);
  const history = edition ? edition.frozen.history : await readHistory(folder);
  const speakerOf = (locale: string) => makeSpeaker(registry, registry.locales.get(locale)!);
  const foreign = await loadImported(registry, io);
  const partners = edition ? frozenCases(edition.copies ?? [], foreign) : takePartners(id, registry, foreign);
  const make = (locale: string): Pack =>
    edition
      ? compileFrozen(edition.frozen, {
          ...{ session: id, edition: edition.number, siteUrl, partners, words: registry.locales.get(locale)! },
        })
      : compilePack({
          ...{ registry, speaker: speakerOf(locale), session: id, siteUrl, partners, version: 'draft', date: today() },
          versionOf: (record) => versionOf(record, history),
        });
  if (values.strict) refuseMachines(id, registry, locales);
  makeFolder(out);
  const name = `${id}${edition ? `-${edition.number}` : ''}`;
  for (const locale of locales) {
    const pack = notFound(() => make(locale));
    await writeFile(join(out, `${name}-${locale}.json`), JSON.stringify(pack));
    for (const format of formats) {
      const bytes = await renderPack(pack, format);
      await writeFile(join(out, `${name}-${locale}.${format}`), bytes);
      io.stdout(`${name}-${locale}.${format}  ${bytes.length} bytes\n`);
    }
  }
  return 0;
}

async function freeze({ id, folder, io }: Call): Promise<ExitCode> {
  const frozen = await readCommit(folder, 'HEAD');
  if (!frozen) throw new Failure('An edition is made of a commit, and this content is in no git repository that has one.');
  const tree = await loadTree(folder);
  const { registry } = readRegistry(tree);
  const changed = [...tree].find(([path, file]) => {
    const then = frozen.tree.get(path);
    return 'text' in file && !(then && 'text' in then && then.text === file.text);
  });
  if (changed) throw new Failure(`${changed[0]} is not committed as it is. Commit the content first.`);
  const number = (registry.editions.get(id)?.at(-1)?.number ?? 0) + 1;
  const foreign = await loadImported(frozen.registry, io);
  const copies = takePartners(id, frozen.registry, foreign).map(frozenCopy);
  const [wrong] = checkRegistry(tree, { today: today(), held: heldAmong(foreign) }).filter(isError);
  // What cannot be read would be missing from the edition, for ever and without a word.
  if (wrong) throw new Failure(`${wrong.file} has an error, and an edition stays as it was made. "check" says what to mend.`);
  const ask = { session: id, edition: number, form: PACK_FORM, partners: copies };
  const packs = Object.fromEntries(
    [...registry.locales.values()].map((words) => [words.id, notFound(() => packDigest(frozen, { ...ask, words }))]),
  );
  const [words] = registry.locales.values();
  const { size } = statementsOfEdition(frozen, { ...ask, words: words! });
  const { commit, date } = frozen;
  const path = join(folder, editionPath(id, number));
  const edition = { commit, date, form: PACK_FORM, statements: size, ...(copies.length > 0 ? { copies } : {}), packs };
  await writeNewFile(path, stringify(edition, { lineWidth: 0 }), io);
  return 0;
}

async function changes({ id, folder, values, io }: Call): Promise<ExitCode> {
  const { registry } = await loadPublished(folder);
  const last = registry.editions.get(id)?.at(-1)?.number;
  if (values.since === undefined && last === undefined)
    throw new Failure(`${id} has no edition yet: there is nothing to compare with.`);
  const { frozen, number } = await openEdition(id, Number(values.since ?? last), registry, folder);
  const [words] = registry.locales.values();
  const quoted = statementsOfEdition(frozen, { session: id, edition: number, words: words! });
  const found = changesSince(
    {
      session: find(id, registry).facts,
      quoted: new Set(quoted.keys()),
      earlier: frozen,
      now: { registry, date: today() },
    },
    id,
  );
  if (found.length === 0) io.stdout(`Nothing has changed since edition ${number}.\n`);
  for (const weight of CHANGE_WEIGHTS) {
    const some = found.filter((each) => each.weight === weight);
    if (some.length > 0) io.stdout(`${weight}\n`);
    for (const { kind, record, anchor, before, after, field } of some) {
      const what = [before, after].filter((each) => each !== undefined && each !== '').join(' → ');
      const place = field ? `grid-${field.grid}, ${field.row}, ${field.column}` : anchor;
      io.stdout(`  ${kind}  ${record}${place === undefined ? '' : `#${place}`}${what && `  ${what}`}\n`);
    }
  }
  return 0;
}

async function readCommit(
  folder: string,
  commit: string,
): Promise<(Frozen & { tree: Awaited<ReturnType<typeof loadTree>> }) | undefined> {
  const content = await readContentAt(folder, commit);
  return content && { tree: content.tree, ...readFrozen(content.tree, await readHistory(folder, content.commit), content) };
}

async function openEdition(
  id: string,
  number: number,
  { editions }: Registry,
  folder: string,
): Promise<FrozenEdition & { frozen: Frozen }> {
  const edition = editions.get(id)?.find((each) => each.number === number);
  if (!edition) throw new Failure(`${id} has no edition ${number}.`);
  const frozen = await readCommit(folder, edition.commit);
  if (!frozen)
    throw new Failure(`git has no commit ${edition.commit}, which edition ${number} was made of. Fetch the whole history.`);
  return { ...edition, frozen };
}

/** Texts that nobody has looked at, or that no longer say what their original does. */
function refuseMachines(id: string, registry: Registry, locales: readonly string[]): void {
  const session = find(id, registry);
  const records: RegistryRecord[] = [session, ...casesOfSession(session.facts, registry)] as unknown as RegistryRecord[];
  const raw = locales.flatMap((locale) =>
    records.flatMap((record) => {
      const { state, stale, isFallback } = viewRecord(record, locale);
      return state === 'machine' || stale || isFallback ? [`${record.id} (${locale})`] : [];
    }),
  );
  if (raw.length > 0) throw new Failure(`Nobody has looked at these translations, or they are missing: ${raw.join(', ')}.`);
}

/** The copies of partners' cases that a session takes: all of them, or none. */
function takePartners(id: string, { sessions }: Registry, foreign: readonly Foreign[]): PartnerCase[] {
  const session = sessions.get(id);
  const { cases, refused } = session ? partnerCases(session.facts, foreign) : { cases: [], refused: [] };
  if (refused.length > 0)
    throw new Failure(
      `No copy that may be in a pack is held of: ${refused.join(', ')}. Read their registries with "federation harvest"; what is wrong then, "session check ${id}" says.`,
    );
  return cases;
}

function find(id: string, { sessions }: Registry): SessionRecord {
  const found = sessions.get(id);
  if (!found) throw new Failure(`There is no session ${id} that can be read; "session check ${id}" says what is wrong with it.`);
  return found;
}

function notFound<Value>(work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    throw error instanceof NoSuchSession ? new Failure(error.message) : error;
  }
}
