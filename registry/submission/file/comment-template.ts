import type { CaseRecord } from '../../case/record.ts';
import type { Pack, Sheet } from '../../pack/document.ts';
import { renderPack } from '../../pack/format/formats.ts';
import { workbook } from '../../pack/format/workbook.ts';
import { sheet } from '../../pack/sheets.ts';
import { openSource } from '../../pack/source.ts';
import { columnNames } from '../../pack/words.ts';
import type { Speaker } from '../../page/speaker.ts';
import type { TemplateFormat } from './case-template.ts';

export interface CommentedCases {
  cases: readonly CaseRecord[];
  speaker: Speaker;
  siteUrl: string;
  /** The version of a case that the sheet is about. */
  versionOf: (record: CaseRecord) => string;
}

/** Empty comment sheets of cases, by themselves: in a pack they stand at the end. */
export async function commentTemplate(
  format: TemplateFormat,
  { cases, speaker, siteUrl, versionOf }: CommentedCases,
): Promise<Uint8Array> {
  const date =
    cases
      .map(({ facts }) => facts.compiled.on)
      .toSorted()
      .at(-1) ?? '1970-01-01';
  const { registry, locale } = speaker;
  const source = openSource({ ...{ registry, speaker, session: '', siteUrl, versionOf, version: '', date } });
  const blocks = cases.map((record) => sheet(record, source));
  if (format === 'xlsx') return workbook(blocks.map(sheetOfWorkbook), date);
  const { words } = source;
  const pack: Pack = {
    isBare: true,
    ...{ session: 'comments', locale: locale.id, tag: locale.tag, version: '', date, blocks, cover: [] },
    ...{ title: words.say('pack.sheets'), author: words.fact(registry.name), contents: words.say('pack.contents') },
    words: columnNames(words),
  };
  return await renderPack(pack, 'docx');
}

/** A question in each row; the ids that a program reads it by stand after the words. */
function sheetOfWorkbook({ key, title, intro, head, fields, lessonHead, lessons }: Sheet) {
  return {
    name: title.text,
    columns: [
      { title: head[0]!.text, width: 70 },
      { title: head[1]!.text, width: 60 },
      { title: '', width: 60 },
    ],
    rows: [
      [title.text],
      [intro.text],
      [`‹${key}›`],
      ...fields.map(({ id, label }) => [`${label.text} ‹${id}›`]),
      ...(lessons.length > 0 ? [[], lessonHead.map(({ text }) => text)] : []),
      ...lessons.map(({ id, kind, text }) => [`${kind.text} ${text.text} ‹lesson-${id}›`]),
    ],
  };
}
