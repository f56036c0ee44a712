import { asOneLine } from '#registry/content/characters.ts';
import { readHistory } from '#registry/content/git-history.ts';
import { readTreeAlone } from '#registry/content/disk.ts';
import { keepTexts } from '#registry/content/keep-texts.ts';
import { digestOfCode } from '#registry/content/kept-files.ts';
import { openTextStore } from '#registry/content/text-store.ts';
import { digestOfFile } from '#registry/content/tree-digest.ts';
import { describeFinding } from '#registry/finding/describe.ts';
import { isError } from '#registry/finding/finding.ts';
import { describeUncommitted, findUncommitted } from '#registry/forge/git/uncommitted.ts';
import { openFindingsFile, openRecordsFile } from '#registry/record/findings-file.ts';
import { byKind } from '#registry/kinds.ts';
import { brokenFiles, describePublished, publishRegistry } from '#registry/publish.ts';
import type { Registry } from '#registry/registry.ts';
import { contentDir, devApi, strict } from './environment.ts';
import { WatchedRecords } from './watched-records.ts';

let loaded: ReturnType<typeof load> | undefined;

/** The registry and its git history, read once per build. Broken records are reported on the console and left out. */
export const loadRegistry = () => (loaded ??= load());

async function load() {
  const tree = await readTreeAlone(contentDir, keepTexts(new Map(), openTextStore()));
  const [before, records] = await Promise.all([openFindingsFile(contentDir), openRecordsFile(contentDir)]);
  const today = new Date().toISOString().slice(0, 10);
  const { registry: published, findings } = publishRegistry(tree, { today, before, records, forgets: true });
  const registry = watched(published);
  await Promise.all([before.save(), records.save()]);
  const reference = [...registry.locales.values()][0];
  if (!reference) throw new Error(`No readable locale in ${contentDir}/locales: nothing can be said in any language.`);
  const errors = findings.filter(isError);
  for (const found of errors) {
    const { message, hint } = describeFinding(found, reference);
    console.error(asOneLine(`content/${found.file}:${found.line ?? 1}:${found.column ?? 1} ${found.code}: ${message} ${hint}`));
  }
  if (strict && errors.length > 0) throw new Error(`${errors.length} errors in ${contentDir}; see the lines above.`);
  // Whoever develops looks at what is not committed yet.
  const uncommitted = devApi ? undefined : describeUncommitted(await findUncommitted(contentDir).catch(() => []));
  if (uncommitted) console.error(asOneLine(`${contentDir}: ${uncommitted}`));
  return {
    registry,
    today,
    history: await readHistory(contentDir),
    published: describePublished(tree, { leftOut: brokenFiles(findings), code: await digestOfCode() }),
    /** The digests of all files of the content, by path. */
    digests: new Map(
      [...tree].map(([path, file]) => [path, 'text' in file ? digestOfFile(file) : `${file.refused} ${file.size ?? ''}`]),
    ),
  };
}

function watched(registry: Registry): Registry {
  const records = new Map([...registry.records].map(([kind, all]) => [kind, new WatchedRecords(kind, all)]));
  return { ...registry, records, ...byKind(records) };
}
