import { execFile } from 'node:child_process';
import { copyFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { stringify } from 'yaml';
import { makeFolder } from '#registry/content/make-folder.ts';
import { readTree } from '#registry/content/disk.ts';
import { alpha2, countryName } from '#registry/country/country.ts';
import { translate } from '#registry/locale/translate.ts';
import { readRegistry } from '#registry/read.ts';
import { peersSchema, registrySchema } from '#registry/settings.ts';
import { type Command, Failure, UsageError } from '../command.ts';
import { parseOptions } from '../options.ts';

const run = promisify(execFile);
/** The code that runs, and the files that a registry of its own starts from. */
const CODE = fileURLToPath(new URL('../../', import.meta.url));
const FILES = fileURLToPath(new URL('../data-repository/', import.meta.url));

const options = {
  country: { type: 'string' },
  out: { type: 'string' },
  name: { type: 'string' },
  locales: { type: 'string' },
  contact: { type: 'string' },
  upstream: { type: 'string' },
  repository: { type: 'string' },
  release: { type: 'string' },
} as const;

export const init: Command = {
  summary: 'Makes a registry of your own: a folder of data that runs a release of this code.',
  usage: `npm run registry -- init --country XXX --out DIR [options]

The folder holds only data, and runs with two commands: npm install, npm start. Vocabularies, locales and style are those of the code;
what you put into the folder is laid over them. This registry is the first that yours reads.

  --country XXX     ISO 3166-1 alpha-3 code of the country
  --out DIR         the folder; it must not be there yet, or be empty
  --name TEXT       what the registry is called (default: Lo que funciona, in the first language, and the country)
  --locales LIST    its languages, the first one first: pt,es,en (default: those of this registry)
  --contact ADDRESS where the keepers of other registries write to: mailto:…
  --upstream URL    address of this registry's site, which yours reads first (default: SITE_URL)
  --repository URL  where git finds the code (default: the origin of this copy, or its folder)
  --release TAG     the release to run, or a commit (default: that of this copy)
  --debug           show where a failure came from
  --help            this text`,
  async run(args, io) {
    const { values, positionals } = parseOptions(args, options);
    if (positionals.length > 0 || !values.country || !values.out) throw new UsageError('Say --country and --out.');
    const country = values.country.toUpperCase();
    if (alpha2(country) === undefined) throw new UsageError(`"${country}" is not an ISO 3166-1 alpha-3 code.`);
    const out = resolve(io.cwd, values.out);
    const there = await readdir(out).catch(() => []);
    if (there.length > 0) throw new Failure(`${out} is not empty.`);

    const ours = readRegistry(await readTree(join(CODE, 'content'))).registry;
    const locales = values.locales?.split(',') ?? [...ours.locales.keys()];
    const first = ours.locales.get(locales[0]!);
    const unknown = locales.find((id) => !ours.locales.has(id));
    if (!first || unknown !== undefined)
      throw new UsageError(`There is no locale "${unknown}". Known are ${[...ours.locales.keys()].join(', ')}.`);
    const name = values.name ?? translate(first, 'registry.name', { country: countryName(country, first.tag) });
    const settings = {
      ...{ name, locales, country },
      ...(values.contact ? { contact: values.contact } : {}),
      upstream: {
        repository: values.repository ?? (await originOfCode()),
        release: values.release ?? (await releaseOfCode()),
      },
    };
    const upstream = values.upstream ?? io.env['SITE_URL'];
    const peers = upstream ? [{ id: 'lo-que-funciona', name: ours.name, registry: URL.parse(upstream)?.origin ?? upstream }] : [];
    const wrong = registrySchema.safeParse(settings).error?.issues[0] ?? peersSchema.safeParse(peers).error?.issues[0];
    if (wrong) throw new UsageError(`${wrong.path.join('.')}: ${wrong.message}`);

    const words = { name, code: country.toLowerCase(), repository: settings.upstream.repository };
    for (const file of await filesOf(FILES)) await write(join(out, file), fill(await readFile(join(FILES, file), 'utf8'), words));
    await write(join(out, 'content/registry.yml'), stringify(settings));
    await write(join(out, 'content/peers.yml'), stringify(peers));
    await copyFile(join(CODE, 'content/LICENSE'), join(out, 'content/LICENSE'));
    await run('git', ['init', '--quiet', '--initial-branch', 'main', out]);
    io.stdout(
      `${name} is in ${relative(io.cwd, out) || out}, with ${settings.upstream.release}. There: npm install, npm start; then commit it.\n`,
    );
    if (!upstream) io.stdout('It reads nobody yet: npm run registry -- federation add <id> <address>\n');
    return 0;
  },
};

/** Where git finds this code: its origin, or where it lies. */
async function originOfCode(): Promise<string> {
  const { stdout } = await run('git', ['-C', CODE, 'remote', 'get-url', 'origin']).catch(() => ({ stdout: '' }));
  return /^https:\/\/\S+$/.exec(stdout.trim())?.[0] ?? CODE.replace(/\/$/, '');
}

/** The tag of this version; while there is none, between two releases, the commit of this copy. */
async function releaseOfCode(): Promise<string> {
  const { version } = JSON.parse(await readFile(join(CODE, 'package.json'), 'utf8')) as { version: string };
  const ask = async (...args: string[]) =>
    (await run('git', ['-C', CODE, 'rev-parse', ...args]).catch(() => undefined))?.stdout.trim();
  // Below somebody else's repository there is a commit too, but none of this code.
  const isTop = (await ask('--show-prefix')) === '';
  const hasTag = isTop && (await ask('--verify', '--quiet', `refs/tags/v${version}^{commit}`));
  const release = hasTag ? `v${version}` : isTop ? await ask('--verify', '--quiet', 'HEAD^{commit}') : undefined;
  if (!release) throw new Failure('This copy of the code is no git repository with a commit: name the release with --release.');
  return release;
}

const filesOf = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));

/** The text with what stands in braces put in its place; braces of anything else stay. */
const fill = (text: string, words: Readonly<Record<string, string>>): string =>
  text.replaceAll(/(?<!\$)\{(name|code|repository)\}/g, (_, word: string) => words[word]!);

async function write(file: string, text: string): Promise<void> {
  makeFolder(dirname(file));
  await writeFile(file, text);
}
