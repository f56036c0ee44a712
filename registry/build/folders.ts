import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { makeFolder } from '../content/make-folder.ts';
import { describeSystemError } from '../content/system-error.ts';
import { openSigner } from '../federation/signature.ts';
import { type Variables, wrongLine, wrongLinesOf } from '../variables.ts';
import { type BuildFolders, readBuildFolders, readBuildVariables } from './variables.ts';

/** Whether there will be a build, or only where the site that is there is older than its content. */
export type WhenBuilt = 'now' | 'if-needed';

/**
 * A line for each variable that a build cannot use, and each folder and file that cannot be used as they name it. `code` is the folder of
 * the code.
 */
export const findWrongBuild = (env: Variables, code: string, when: WhenBuilt): string[] => [
  ...wrongLinesOf(() => readBuildVariables(env)),
  ...findWrongFolders(readBuildFolders(env), code, when),
];

function findWrongFolders(
  { contentDir, importedDir, outDir, feedKeyFile }: BuildFolders,
  code: string,
  when: WhenBuilt,
): string[] {
  // A site that is there already may be on a disk that can only be read.
  const mayStay = when === 'if-needed' && existsSync(join(outDir, 'index.html'));
  const wrong: readonly (readonly [name: string, value: string | undefined, why: string | undefined])[] = [
    ['CONTENT_DIR', contentDir, whyNoContent(contentDir)],
    ['IMPORTED_DIR', importedDir, existsSync(importedDir) ? whyNoFolder(importedDir) : undefined],
    [
      'SITE_DIST',
      outDir,
      whyNotInto({ out: outDir, content: contentDir, code }) ?? (mayStay ? undefined : whyNotWritable(outDir)),
    ],
    ['FEDERATION_KEY_FILE', feedKeyFile, feedKeyFile === undefined ? undefined : whyNoKey(feedKeyFile)],
  ];
  return wrong.flatMap(([name, value, why]) => (why === undefined ? [] : [wrongLine(name, why, value)]));
}

/** Why a folder has no registry that could be read; undefined when it has one. */
export function whyNoContent(folder: string): string | undefined {
  const why = whyNoFolder(folder);
  if (why !== undefined || existsSync(join(folder, 'registry.yml'))) return why;
  return 'has no registry.yml: write the content folder of a registry';
}

function whyNoFolder(folder: string): string | undefined {
  try {
    return statSync(folder).isDirectory() ? undefined : 'is a file: write the path of a folder';
  } catch (error) {
    return `${describeSystemError(error) ?? String(error)} Write the path of a folder that is there`;
  }
}

function whyNotWritable(folder: string): string | undefined {
  const file = join(folder, '.written');
  try {
    makeFolder(folder);
    writeFileSync(file, '');
    rmSync(file);
    return undefined;
  } catch (error) {
    return `${describeSystemError(error) ?? String(error)} Write the path of a folder that this user may write into`;
  }
}

const KEY = 'Write the path of a file with a private Ed25519 key in PEM, as `openssl genpkey -algorithm ed25519` makes';

function whyNoKey(file: string): string | undefined {
  try {
    openSigner(readFileSync(file, 'utf8'));
    return undefined;
  } catch (error) {
    return `${describeSystemError(error) ?? 'has no such key.'} ${KEY}`;
  }
}

/** Names of which a built site of ours has at least one, however early its build was ended, and hardly any other folder. */
const OF_A_SITE = new Set(['.prerender', 'signs.svg', 'marks.svg']);

const isInside = (folder: string, other: string): boolean => {
  const way = relative(other, folder);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !way.startsWith(sep));
};

interface Folders {
  /** The folder of the built site, of the content, and of the code. */
  out: string;
  content: string;
  code: string;
}

/** Why the site cannot be built into a folder, which a build empties; undefined when it can. */
export function whyNotInto({ out, content, code }: Folders): string | undefined {
  const instead = 'Set SITE_DIST to a new folder.';
  if (isInside(content, out) || isInside(out, content)) return `${out} holds the content, or is in it. ${instead}`;
  if (isInside(code, out)) return `${out} holds the code. ${instead}`;
  // Astro takes a folder whose path begins like that of the code for one inside it, and puts files there that load nothing.
  if (out.startsWith(code) && !isInside(out, code))
    return `The path ${out} begins with ${code}, which Astro cannot tell from a folder inside. Give one of them another name.`;
  if (!existsSync(out) || !statSync(out).isDirectory()) return undefined;
  const names = readdirSync(out);
  if (names.length === 0 || names.some((name) => OF_A_SITE.has(name))) return undefined;
  return `${out} has files and is no built site, such as ${join(out, names[0]!)}. ${instead}`;
}
