import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { makeFolder } from '#registry/content/make-folder.ts';
import { describeFindings } from '#registry/contracts/findings.ts';
import { describeSchemas } from '#registry/contracts/schemas.ts';
import { readRegistry } from '#registry/read.ts';
import { type Command, UsageError } from '../command.ts';
import { loadLocales, loadTree, localeIn } from '../load.ts';
import { commonOptions, commonUsage, contentFolder, parseOptions, shownPath } from '../options.ts';

export const contracts: Command = {
  summary: 'Writes what others build on: the JSON Schemas and the list of findings.',
  usage: `npm run registry -- contracts [options]

Writes docs/schemas/*.schema.json and docs/findings.md from the code and the vocabularies.

  --check          write nothing; name the files that are not up to date and end with 1
  --out DIR        folder to write below (default: docs)
${commonUsage}`,
  async run(args, io) {
    const { values, positionals } = parseOptions(args, { ...commonOptions, check: { type: 'boolean' }, out: { type: 'string' } });
    if (positionals.length > 0) throw new UsageError('contracts takes no paths.');
    const tree = await loadTree(contentFolder(values.content, io));
    const { vocabularies } = readRegistry(tree).registry;
    // Documentation of the code is in English.
    const files = new Map([['findings.md', describeFindings(localeIn(await loadLocales(tree), 'en')!)]]);
    for (const [name, text] of describeSchemas(vocabularies)) files.set(`schemas/${name}`, text);
    const out = resolve(io.cwd, values.out ?? 'docs');
    const stale = await findStale(out, files);
    for (const path of stale) {
      const shown = shownPath(path, io);
      if (values.check) io.stderr(`${shown} is not up to date; run "npm run registry -- contracts".\n`);
      else {
        makeFolder(dirname(path));
        await writeFile(path, files.get(relative(out, path).replaceAll('\\', '/'))!);
        io.stdout(`${shown}\n`);
      }
    }
    return values.check && stale.length > 0 ? 1 : 0;
  },
};

async function findStale(out: string, files: ReadonlyMap<string, string>): Promise<string[]> {
  const paths = [...files].map(async ([name, text]) => {
    const path = join(out, name);
    const current = await readFile(path, 'utf8').catch(() => undefined);
    return current === text ? [] : [path];
  });
  return (await Promise.all(paths)).flat();
}
