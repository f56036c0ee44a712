import { toHtml } from 'hast-util-to-html';
import type { Tree } from '#registry/content/tree.ts';
import { byKind } from '#registry/kinds.ts';
import { compilePack } from '#registry/pack/compile.ts';
import { renderPack } from '#registry/pack/format/formats.ts';
import { makeSpeaker } from '#registry/page/speaker.ts';
import { viewRecord } from '#registry/record/view.ts';
import type { Registry } from '#registry/registry.ts';
import { sessionPage } from '#registry/session/page/session-page.ts';
import { inspectNewRecord } from '#registry/submission/check/inspect-new-record.ts';
import { sortProblems, type SubmissionProblem } from '#registry/submission/check/submission-problem.ts';
import { readShape } from '#registry/submission/check/shape.ts';
import { localeOf } from '#registry/submission/draft/draft.ts';
import type { MadeNewRecord } from '#registry/submission/draft/new-record.ts';
import type { NewRecord } from '#registry/submission/new-record.ts';

export type SessionFormat = 'page' | 'html' | 'pdf' | 'docx' | 'pptx';

/** A session as it would be; without bytes when its words cannot make one yet. */
export interface SessionDrawn {
  problems: SubmissionProblem[];
  id?: string;
  bytes?: Uint8Array;
}

interface SessionTask {
  submission: NewRecord;
  locale: string;
  day: string;
  siteUrl: string;
  format: SessionFormat;
}

/** Makes the page or the pack of a session from a submission, by the code that makes those of published ones. */
export async function drawSession(
  { submission, locale: id, day, siteUrl, format }: SessionTask,
  { registry, tree }: { registry: Registry; tree: Tree },
): Promise<SessionDrawn> {
  const locale = localeOf(registry, id);
  const context = { registry, tree, day };
  const { submission: read, problems } = readShape(submission, locale);
  if (!read) return { problems: sortProblems(problems) };
  const { made, problems: found } = inspectNewRecord(read as NewRecord, context, locale);
  if (!made) return { problems: sortProblems(found) };
  const bytes = await draw(made, withSession(registry, made), { locale: id, day, siteUrl, format });
  return { problems: sortProblems(found), id: made.id, bytes };
}

async function draw(
  { id, record }: MadeNewRecord,
  registry: Registry,
  { locale, day, siteUrl, format }: Omit<SessionTask, 'submission'>,
): Promise<Uint8Array> {
  const speaker = makeSpeaker(registry, registry.locales.get(locale)!);
  if (format === 'page') {
    const session = registry.sessions.get(record.id)!;
    const view = viewRecord(session, locale);
    return Buffer.from(toHtml(sessionPage({ view, record: session, speaker, today: day, editions: [] })));
  }
  const pack = compilePack({
    ...{ registry, speaker, session: id, siteUrl, version: 'draft', date: day },
    versionOf: ({ digest }) => digest,
  });
  return await renderPack(pack, format);
}

/** The registry as if the session were in it. */
function withSession(registry: Registry, { record }: MadeNewRecord): Registry {
  const sessions = new Map([...(registry.records.get(record.kind.id) ?? []), [record.id, record]]);
  const records = new Map([...registry.records, [record.kind.id, sessions]]);
  return { ...registry, records, ...byKind(records) };
}
