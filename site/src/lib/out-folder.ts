import { existsSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { AstroIntegration } from 'astro';

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
  if (!existsSync(out)) return undefined;
  const names = readdirSync(out);
  if (names.length === 0 || names.some((name) => OF_A_SITE.has(name))) return undefined;
  return `${out} has files and is no built site, such as ${join(out, names[0]!)}. ${instead}`;
}

/** Refuses a folder before the build empties it. */
export const checkOutFolder = (folders: Folders): AstroIntegration => ({
  name: 'out-folder',
  hooks: {
    'astro:build:start': () => {
      const why = whyNotInto(folders);
      if (why !== undefined) throw new Error(why);
    },
  },
});
