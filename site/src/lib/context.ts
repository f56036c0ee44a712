import { caseKind } from '#registry/case/kind.ts';
import { dayOfChange } from '#registry/content/git-history.ts';
import { makeSpeaker } from '#registry/page/speaker.ts';
import type { CaseView } from '#registry/case/record.ts';
import type { RegistryRecord } from '#registry/record/record.ts';
import { versionOf } from '#registry/record/version.ts';
import { viewRecord } from '#registry/record/view.ts';
import { sessionKind } from '#registry/session/kind.ts';
import { siteUrl } from './environment.ts';
import { loadRegistry } from './load-registry.ts';
import { tellOfAll } from './watched-records.ts';

const contexts = new Map<string, ReturnType<typeof makeContext>>();

/**
 * The data for all pages of one locale: the registry, its words, and formats of numbers, dates and lists. Created once per
 * build.
 */
export function contextFor(localeId: string) {
  if (!contexts.has(localeId)) contexts.set(localeId, makeContext(localeId));
  return contexts.get(localeId)!;
}

async function makeContext(localeId: string) {
  const { registry, history, today } = await loadRegistry();
  const views: readonly CaseView[] = [...registry.cases.values()].map((record) => viewRecord(record, localeId));
  const sessions = [...registry.sessions.values()].map((record) => viewRecord(record, localeId));
  const methods = [...registry.methods.values()].map((record) => viewRecord(record, localeId));
  return {
    ...makeSpeaker(registry, registry.locales.get(localeId)!),
    history,
    siteUrl,
    /** The cases. */
    views: () => {
      tellOfAll(caseKind.id);
      return views;
    },
    methods: () => methods,
    /** The newest first. */
    sessions: () => {
      tellOfAll(sessionKind.id);
      return sessions.toSorted((a, b) => b.facts.proposed.localeCompare(a.facts.proposed) || (a.id < b.id ? -1 : 1));
    },
    /** The day of the build: what is overdue is so on that day. */
    today,
    /** ISO 8601 day on which the record's words or facts in this language last changed. */
    modified: ({ file, facts }: { file: string; facts: { compiled: { on: string } } | { proposed: string } }) =>
      dayOfChange(history, file) ?? ('proposed' in facts ? facts.proposed : facts.compiled.on),
    /** What to cite: the commit that last touched the record, or the digest of its words outside git. */
    version: (record: RegistryRecord) => versionOf(record, history),
  };
}

export type Context = Awaited<ReturnType<typeof contextFor>>;

/** One path per locale. */
export async function localePaths() {
  const { registry } = await loadRegistry();
  return [...registry.locales.keys()].map((locale) => ({ params: { locale } }));
}
