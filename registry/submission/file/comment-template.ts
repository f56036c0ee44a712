import { barePack } from '../../pack/bare.ts';
import { type Choice, dayOf, sourceOf } from '../../pack/choice.ts';
import type { Sheet } from '../../pack/document.ts';
import { renderPack } from '../../pack/format/formats.ts';
import { workbook } from '../../pack/format/workbook.ts';
import { sheet } from '../../pack/sheets.ts';
import type { TemplateFormat } from './case-template.ts';

/** Empty comment sheets of cases, by themselves: in a pack they stand at the end. */
export async function commentTemplate(format: TemplateFormat, choice: Choice): Promise<Uint8Array> {
  const source = sourceOf(choice);
  const date = dayOf(choice.cases);
  const blocks = choice.cases.map((record) => sheet(record, source));
  if (format === 'xlsx') return workbook(blocks.map(sheetOfWorkbook), date);
  const title = source.words.say('pack.sheets');
  return await renderPack(barePack(source.words, choice.speaker, { name: 'comments', title, date, blocks }), 'docx');
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
