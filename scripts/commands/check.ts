import { writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { type CheckOptions, checkRegistry } from '#registry/check.ts';
import { readTreeOnDemand } from '#registry/content/disk.ts';
import { readChanged, readDeleted } from '#registry/content/git-history.ts';
import { heldAmong } from '#registry/federation/partner-cases.ts';
import type { Tree } from '#registry/content/tree.ts';
import { describeFinding } from '#registry/finding/describe.ts';
import { type Finding, isError, isQuestion } from '#registry/finding/finding.ts';
import type { Locale } from '#registry/locale/locale.ts';
import { translate } from '#registry/locale/translate.ts';
import { kinds } from '#registry/kinds.ts';
import { makeSpeaker } from '#registry/page/speaker.ts';
import { readRegistry } from '#registry/read.ts';
import { openFindingsFile } from '#registry/record/findings-file.ts';
import { fixRecord } from '#registry/record/fix.ts';
import { readPath } from '#registry/record/path.ts';
import { type Command, type Io, UsageError } from '../command.ts';
import { loadImported, loadLocales, loadTree, localeFor } from '../load.ts';
import { commonOptions, commonUsage, contentFolder, parseOptions, shownPath, today } from '../options.ts';
import { reportAdvice } from '../reports/advice.ts';
import { reportToGithub } from '../reports/github-actions.ts';
import { reportToHumans } from '../reports/human.ts';
import { reportAsJson } from '../reports/json.ts';

const options = {
  ...commonOptions,
  strict: { type: 'boolean' },
  json: { type: 'boolean' },
  github: { type: 'boolean' },
  fix: { type: 'boolean' },
  advice: { type: 'boolean' },
  fresh: { type: 'boolean' },
  'changed-since': { type: 'string' },
} as const;

export const check: Command = {
  summary: 'Checks the content and says what to mend, with file and line.',
  usage: `npm run registry -- check [path or case…] [options]

Without paths everything is shown; with paths or ids of cases, what is found there.

  --fix            put fields and sections in their order where that changes no text
  --advice         instead: how complete each case is, and which next step would add most
  --fresh          look at every record again, also at those that have not changed since the last check
  --changed-since COMMIT
                   only what has changed since then may have broken, in the changed records and elsewhere
  --strict         warnings count as errors for the exit code; questions to reviewers never do
  --json           one JSON object instead of text
  --github         annotations for GitHub Actions (default there)
${commonUsage}`,
  async run(args, io) {
    const { values, positionals } = parseOptions(args, options);
    const folder = contentFolder(values.content, io);
    let tree = await loadTree(folder, readTreeOnDemand);
    const locale = localeFor(values.lang, await loadLocales(tree), io);
    const wanted = positionals.map((path) => insideContent(path, folder, io.cwd, [...tree.keys()]));
    if (values.advice) {
      const { registry } = readRegistry(tree);
      const cases = [...registry.cases.values()].filter(({ file }) => isWanted(file, wanted));
      io.stdout(reportAdvice(cases, makeSpeaker(registry, locale), values.json ?? false));
      return 0;
    }
    const past = idsOfCases(await readDeleted(folder));
    const held = await loadHeld(tree, io);
    const since = values['changed-since'];
    const changed = since === undefined ? undefined : await readChangedSince(since, folder);
    const look = async () => {
      const before = values.fresh || changed ? undefined : await openFindingsFile(folder);
      const all = checkRegistry(tree, { today: today(), before, past, held, forgets: true, changed });
      await before?.save();
      return all.filter(({ file }) => isWanted(file, wanted));
    };

    let findings = await look();
    if (values.fix && (await fix(findings, tree, { folder, locale, io }))) {
      tree = await loadTree(folder, readTreeOnDemand);
      findings = await look();
    }
    const isGithub = values.github ?? (io.env['GITHUB_ACTIONS'] === 'true' && !values.json);
    const report = values.json ? reportAsJson : isGithub ? reportToGithub : reportToHumans;
    const shown = findings.map((found) => ({
      ...found,
      file: shownPath(join(folder, found.file), io),
      ...describeFinding(found, locale),
    }));
    io.stdout(report(shown, locale));
    return findings.some((found) => isError(found) || (values.strict && !isQuestion(found))) ? 1 : 0;
  },
};

/** What is held of other registries, when a session takes cases of theirs. */
async function loadHeld(tree: Tree, io: Io): Promise<CheckOptions['held']> {
  const isAsked = [...tree].some(
    ([path, file]) => path.startsWith('sessions/') && 'text' in file && /^ +partners:/m.test(file.text),
  );
  if (!isAsked) return undefined;
  const { registry } = readRegistry(tree);
  return heldAmong(await loadImported(registry, io));
}

async function readChangedSince(commit: string, folder: string): Promise<string[]> {
  try {
    return await readChanged(folder, commit);
  } catch {
    throw new UsageError(`git knows no ${commit} that ${folder} has come from.`);
  }
}

/** The ids of the cases whose originals are among some paths. */
const idsOfCases = (files: readonly string[]) =>
  new Set(
    files.flatMap((file) => {
      const { kind, name, id } = readPath(file, kinds) ?? {};
      return kind?.id === 'case' && name === 'index' ? [id!] : [];
    }),
  );

const isBelow = (file: string, path: string) => path === '' || file === path || file.startsWith(`${path}/`);
const isWanted = (file: string, wanted: string[]) => wanted.length === 0 || wanted.some((path) => isBelow(file, path));

/** The path in the tree for a path as typed (relative to the working or the content folder) or a record's id. */
function insideContent(path: string, folder: string, cwd: string, files: string[]): string {
  for (const base of [cwd, folder]) {
    const inside = relative(folder, resolve(base, path)).replaceAll('\\', '/');
    if (files.some((file) => isBelow(file, inside))) return inside;
  }
  const original = files.find((file) => file.endsWith(`/${path}/index.md`));
  if (original) return original.replace(/\/index\.md$/, '');
  throw new UsageError(`There is nothing at ${path} in ${folder}.`);
}

/** Fixes what is mechanical, reports on standard error what was fixed and what was not, and returns whether a file changed. */
async function fix(
  findings: Finding[],
  tree: Tree,
  { folder, locale, io }: { folder: string; locale: Locale; io: Io },
): Promise<boolean> {
  const { registry } = readRegistry(tree);
  let hasChanged = false;
  for (const file of new Set(findings.map((found) => found.file))) {
    const content = tree.get(file);
    if (!content || !('text' in content)) continue;
    const codes = new Set(findings.filter((found) => found.file === file).map(({ code }) => code));
    const { text, fixed, refused } = fixRecord(file, content.text, codes, registry);
    for (const code of fixed) io.stderr(`${translate(locale, 'finding.report.fixed', { file, code })}\n`);
    for (const { code, reason } of refused) {
      io.stderr(
        `${translate(locale, 'finding.report.not-fixed', { file, code, reason: translate(locale, `finding.report.reason.${reason}`) })}\n`,
      );
    }
    if (text === content.text) continue;
    await writeFile(join(folder, file), text);
    hasChanged = true;
  }
  return hasChanged;
}
