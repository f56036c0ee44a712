import { inject } from 'vitest';
import { parse } from 'yaml';

/** The real content, read without the registry's own reader, so that the site is compared with the files themselves. */
export interface CaseFacts {
  language: string;
  title: string;
  summary: string;
  problem: string;
  places: { country: string }[];
  level: string;
  kind: string;
  challenges: string[];
  instruments: string[];
  sectors: string[];
  sdgs?: { goal: number }[];
  verdicts: { id: string; about: string; outcome: string; evidence: { strength: number } }[];
  steward: string;
  compiled: { on: string };
  actors: { lab?: string }[];
  methods?: string[];
  lineage?: { id: string; relation: string; case?: string; name?: string }[];
  lessons?: { id: string; kind: string; text: string }[];
  transfer?: { id: string; text: string }[];
  results?: { id: string; text: string; value?: number }[];
}

/** The content as it was when the site was built: somebody may edit it while tests run. */
const files = inject('content');
const frontMatter = (file: string): unknown => parse(/^---\n([\s\S]*?)\n---\n/.exec(files[file]!)![1]!);

/** Facts of each case by id. */
export const cases: ReadonlyMap<string, CaseFacts> = new Map(
  Object.keys(files)
    .toSorted()
    .flatMap((file) => {
      const id = /^cases\/[a-z]{3}\/([^/]+)\/index\.md$/.exec(file)?.[1];
      return id === undefined ? [] : [[id, frontMatter(file) as CaseFacts]];
    }),
);

export interface MethodFacts {
  title: string;
  name: string;
  question: string;
  steps?: { id: string; text: string }[];
  limits?: { id: string; text: string }[];
}

/** Facts of each method by id. */
export const methods: ReadonlyMap<string, MethodFacts> = new Map(
  Object.keys(files)
    .toSorted()
    .flatMap((file) => {
      const id = /^methods\/([^/]+)\/index\.md$/.exec(file)?.[1];
      return id === undefined ? [] : [[id, frontMatter(file) as MethodFacts]];
    }),
);

/** All outcomes under which a reader may filter: each verdict's, and the case's, by the published rule. */
export function outcomesIn({ verdicts }: CaseFacts): string[] {
  const all = verdicts.map(({ outcome }) => outcome);
  const conclusive = all.filter((outcome) => ['worked', 'mixed', 'did-not-work'].includes(outcome));
  const isMixed = conclusive.length > 0 && conclusive[0] === all[0] && new Set(conclusive).size > 1;
  return [...new Set([...(isMixed ? ['mixed'] : []), ...all])];
}

/** The words of a translation, or undefined when there is none. */
export function translationOf(id: string, locale: string): Partial<CaseFacts> | undefined {
  const file = Object.keys(files).find((path) => path.endsWith(`/${id}/${locale}.md`));
  return file === undefined ? undefined : (frontMatter(file) as Partial<CaseFacts>);
}

/** The area of each challenge. */
export const areaOf: ReadonlyMap<string, string> = new Map(
  (parse(files['vocabularies/challenges.yml']!) as { concepts: { id: string; broader?: string }[] }).concepts.flatMap(
    ({ id, broader }) => (broader === undefined ? [] : [[id, broader] as const]),
  ),
);

interface Language {
  tag: string;
  name: string;
  strings: Record<string, string>;
}

/** content/registry.yml. */
export const contentSettings = parse(files['registry.yml']!) as { about?: Record<string, Record<string, string>> };

/** Languages by id, in the order of content/registry.yml. */
export const contentLocales: ReadonlyMap<string, Language> = new Map(
  (parse(files['registry.yml']!) as { locales: string[] }).locales.map((id) => [
    id,
    JSON.parse(files[`locales/${id}.json`]!) as Language,
  ]),
);

export interface SessionFacts {
  title: string;
  theme: string;
  why: string;
  status: string;
  questions: { id: string; text: string; lessons: string[] }[];
  selection: { query: string; cases: { case: string }[]; leftOut?: { case: string; why: string }[] };
  highlights: string[];
  agenda?: { id: string; text: string }[];
}

/** Facts of each session by id. */
export const sessions: ReadonlyMap<string, SessionFacts> = new Map(
  Object.keys(files)
    .toSorted()
    .flatMap((file) => {
      const id = /^sessions\/([^/]+)\/index\.md$/.exec(file)?.[1];
      return id === undefined ? [] : [[id, frontMatter(file) as SessionFacts]];
    }),
);
