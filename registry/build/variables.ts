import { resolve } from 'node:path';
import * as z from 'zod';
import { readSearchServer, type SearchServer } from '../search/search-server.ts';
import {
  givenVariables,
  siteAddress,
  textVariable,
  type Variables,
  wrongLines,
  wrongLinesOf,
  WrongVariables,
} from '../variables.ts';

/** The folders that the server and the build of its site share. */
export const SHARED_FOLDERS = {
  CONTENT_DIR: textVariable().default('content'),
  /** Where the build finds the copies of other registries' cases. */
  IMPORTED_DIR: textVariable().default('.data/imported'),
  SITE_DIST: textVariable().default('site/dist'),
};

const buildSchema = z.object({
  ...SHARED_FOLDERS,
  SITE_URL: siteAddress().default('http://localhost:4321'),
  SUBMISSIONS: z.enum(['on', 'off']).optional(),
  FEDERATION_KEY_FILE: textVariable().optional(),
});

/** The folders and files that variables name. */
export interface BuildFolders {
  contentDir: string;
  /** What is held of other registries, as files. */
  importedDir: string;
  outDir: string;
  /** The file of the key that signs what other registries read; without it nothing is signed. */
  feedKeyFile: string | undefined;
}

/** What a build of the site is told by variables (docs/operations.md). */
export interface BuildVariables extends BuildFolders {
  siteUrl: string;
  /** Whether the API that serves this site accepts submissions; undefined when nothing says so. */
  submissions: 'on' | 'off' | undefined;
  /** The Meilisearch of the search page; undefined for the site's own index. */
  searchServer: SearchServer | undefined;
}

const folderSchema = buildSchema.pick({ CONTENT_DIR: true, IMPORTED_DIR: true, SITE_DIST: true, FEDERATION_KEY_FILE: true });

/** The folders alone, whatever else is wrong. Throws WrongVariables. */
export function readBuildFolders(env: Variables): BuildFolders {
  const read = folderSchema.safeParse(givenVariables(env));
  if (!read.success) throw new WrongVariables(wrongLines(read.error, env));
  const { CONTENT_DIR, IMPORTED_DIR, SITE_DIST, FEDERATION_KEY_FILE } = read.data;
  return {
    contentDir: resolve(CONTENT_DIR),
    importedDir: resolve(IMPORTED_DIR),
    outDir: resolve(SITE_DIST),
    feedKeyFile: FEDERATION_KEY_FILE,
  };
}

/** Reads the variables of a build. Throws WrongVariables with all that are wrong. */
export function readBuildVariables(env: Variables): BuildVariables {
  const read = buildSchema.safeParse(givenVariables(env));
  const wrong = [...wrongLines(read.error, env), ...wrongLinesOf(() => readSearchServer(env))];
  if (!read.success || wrong.length > 0) throw new WrongVariables(wrong);
  const { SITE_URL: siteUrl, SUBMISSIONS: submissions } = read.data;
  return { ...readBuildFolders(env), siteUrl, submissions, searchServer: readSearchServer(env) };
}
