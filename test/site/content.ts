import { globSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { parse } from 'yaml';

/**
 * The real content, read here without the registry's own reader: what the site shows is compared with the files themselves.
 */
export interface CaseFacts {
  language: string;
  title: string;
  summary: string;
  problem: string;
  places: { country: string }[];
  level: string;
  challenges: string[];
  instruments: string[];
  sectors: string[];
  sdgs?: { goal: number }[];
  outcome: string;
  steward: string;
  actors: { lab?: string }[];
  lessons?: { id: string; text: string }[];
  results?: { id: string; text: string; value?: number }[];
}

const frontMatter = (file: string): unknown => parse(/^---\n([\s\S]*?)\n---\n/.exec(readFileSync(file, 'utf8'))![1]!);

/** Facts of each case by id. */
export const cases: ReadonlyMap<string, CaseFacts> = new Map(
  globSync('content/cases/*/*/index.md')
    .toSorted()
    .map((file) => [basename(dirname(file)), frontMatter(file) as CaseFacts]),
);

/** The words of a translation, or undefined when there is none. */
export function translationOf(id: string, locale: string): Partial<CaseFacts> | undefined {
  const [file] = globSync(`content/cases/*/${id}/${locale}.md`);
  return file === undefined ? undefined : (frontMatter(file) as Partial<CaseFacts>);
}

/** Locale ids in the order of content/registry.yml, with their language tags. */
export const locales: ReadonlyMap<string, { tag: string; name: string; strings: Record<string, string> }> = new Map(
  (parse(readFileSync('content/registry.yml', 'utf8')) as { locales: string[] }).locales.map((id) => [
    id,
    JSON.parse(readFileSync(`content/locales/${id}.json`, 'utf8')) as {
      tag: string;
      name: string;
      strings: Record<string, string>;
    },
  ]),
);
