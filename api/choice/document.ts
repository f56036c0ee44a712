import { letterPack } from '#registry/pack/letter.ts';
import { renderPack } from '#registry/pack/format/formats.ts';
import { makeSpeaker } from '#registry/page/speaker.ts';
import { CHOICE_FILES } from '#registry/publication/choice-files.ts';
import type { Registry } from '#registry/registry.ts';
import { localeOf } from '#registry/submission/draft/draft.ts';

export type ChoicePage = keyof typeof CHOICE_FILES;

/** Cases that a reader chose, as a file. */
interface ChoiceTask {
  of: 'choice';
  page: ChoicePage;
  format: string;
  cases: readonly string[];
  versions: ReadonlyMap<string, string>;
  locale: string;
  siteUrl: string;
}

/** The letter to a lab. */
interface LetterTask {
  of: 'letter';
  lab: string;
  today: string;
  locale: string;
  siteUrl: string;
}

export type DocumentTask = ChoiceTask | LetterTask;

/** Documents are set, which takes a second for thirty cases; tables are only written. */
export const isSet = (format: string): boolean => format === 'pdf' || format === 'docx';

/** Whether a page offers its cases as files of this kind. */
export const isOffered = (page: ChoicePage, format: string): boolean => Object.hasOwn(CHOICE_FILES[page], format);

/** Makes a file of a choice in the calling thread. */
export async function makeChoiceFile(
  { page, format, cases, versions, locale, siteUrl }: ChoiceTask,
  registry: Registry,
): Promise<Uint8Array> {
  const make = new Map(Object.entries(CHOICE_FILES[page])).get(format)!;
  const file = await make({
    cases: cases.flatMap((id) => registry.cases.get(id) ?? []),
    speaker: makeSpeaker(registry, localeOf(registry, locale)),
    siteUrl,
    versionOf: ({ id, digest }) => versions.get(id) ?? digest,
  });
  return typeof file === 'string' ? Buffer.from(file) : file;
}

/** Makes a document in the calling thread. */
export async function setDocument(task: DocumentTask, registry: Registry): Promise<Uint8Array> {
  if (task.of === 'choice') return await makeChoiceFile(task, registry);
  const { lab, today, locale, siteUrl } = task;
  const speaker = makeSpeaker(registry, localeOf(registry, locale));
  return await renderPack(letterPack(lab, { speaker, siteUrl, today }), 'pdf');
}
