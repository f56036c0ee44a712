import type * as z from 'zod';
import { commentSchema, lessonSeenSchema } from '../comment/schema.ts';
import { SHEET_FIELDS } from '../comment/sheet.ts';
import type { Registry } from '../registry.ts';
import { conceptOf, labNamed, nearestOf } from './answers.ts';
import type { FileFinding } from './file-finding.ts';
import { cellAt, type FilePlace, type FileRow, type FileTable, type OfficeFile } from './file-tables.ts';

export interface ReadSheet {
  /** The fields of a comment, as far as they could be read. */
  data: Record<string, unknown>;
  findings: FileFinding[];
  /** Where the sheet begins. */
  place: FilePlace;
}

type Known = Pick<Registry, 'cases' | 'labs' | 'vocabularies'>;

const { shape } = commentSchema;
const PRINTED = /[‹⟨<]\s*([A-Za-z0-9@#-]+)\s*[›⟩>]/;
/** The case and its version, as a sheet prints them. */
const KEY = /[‹⟨]\s*(?<id>[a-z0-9-]+)@(?<version>[0-9a-f]{7,12})\s*[›⟩]/;
type SheetField = (typeof SHEET_FIELDS)[number];
const isSheetField = (field: string): field is SheetField => (SHEET_FIELDS as readonly string[]).includes(field);
/** Whether a comment cannot have this: an answer that is too long, or none where it needs one. */
const isRefused = (field: z.ZodType, answer: string | undefined) => !field.safeParse(answer).success;

/**
 * Comment sheets that somebody has filled, in a Word document or a workbook: a field is found by the id that is printed in its
 * first cell.
 */
export function readCommentSheets({ tables, paragraphs }: OfficeFile, registry: Known): ReadSheet[] {
  const keysIn = (texts: readonly { text: string }[]) =>
    texts.map(({ text }) => KEY.exec(text)?.groups).filter((groups) => groups !== undefined);
  // A document prints the case above the table, a workbook in it.
  const keys = keysIn(paragraphs);
  // A sheet begins with the table of its fields; the table of lessons after it is the same sheet's.
  const starts = tables.flatMap(({ rows }, index) => (rows.some((row) => idIn(row) === 'wouldTry') ? [index] : []));
  const sheets = starts.map((start, index) => {
    const end = starts[index + 1] ?? tables.length;
    const own = tables.slice(start, end);
    const [printed] = keysIn(own.flatMap(({ rows }) => rows.map((row) => cellAt(row, 0))));
    return readSheet(own, start, printed ?? keys[index], registry);
  });
  return sheets.filter(({ data }) => Object.keys(data).some((key) => key !== 'case' && key !== 'version'));
}

const idIn = (row: FileRow) => PRINTED.exec(cellAt(row, 0).text)?.[1];

function readSheet(
  tables: readonly FileTable[],
  first: number,
  key: Readonly<Record<string, string>> | undefined,
  registry: Known,
): ReadSheet {
  const { id, version } = key ?? {};
  const data: Record<string, unknown> = {};
  const findings: FileFinding[] = [];
  const placeIn = (index: number, row: number, field: string): FilePlace => {
    const { name } = tables[index]!;
    return { table: first + index + 1, ...(name === undefined ? {} : { sheet: name, column: 2 }), row, field };
  };
  const record = id === undefined ? undefined : registry.cases.get(id);
  if (record) Object.assign(data, { case: id, ...(isRefused(shape.version, version) ? {} : { version }) });
  else
    findings.push({
      code: id === undefined ? 'sheet-unknown' : 'case-unknown',
      ...{ ...placeIn(0, 1, 'case'), given: id ?? '' },
      ...nearestOf(id ?? '', registry.cases.keys()),
    });
  const lessons: Record<string, unknown>[] = [];
  for (const [index, table] of tables.entries()) {
    for (const row of table.rows) {
      const field = idIn(row);
      const answer = cellAt(row, 1).text.trim();
      const say = (code: FileFinding['code'], name: string, given: string, more: { suggestion?: string } = {}) =>
        findings.push({ code, ...placeIn(index, row.number, name), given, ...more });
      const choose = (vocabulary: string, name: string, given: string) => {
        const found = conceptOf(registry, vocabulary, given);
        if (found === undefined) say('answer-unknown', name, given, suggestAnswer(registry, vocabulary));
        return found;
      };
      if (field === undefined || field.includes('@')) continue;
      const trouble = [1, 2].map((column) => cellAt(row, column).trouble).find((found) => found !== undefined);
      if (trouble) say(trouble, field, '');
      else if (field.startsWith('lesson-')) {
        const lesson = field.replace('lesson-', '');
        const seen = cellAt(row, 2).text.trim();
        if (answer === '' && seen === '') continue;
        const known = record?.facts.lessons?.map((each) => each.id) ?? [];
        if (record && !known.includes(lesson)) say('lesson-unknown', field, lesson, nearestOf(lesson, known));
        const holds = choose('lesson-holds', field, answer);
        if (seen !== '' && isRefused(lessonSeenSchema.shape.seen, seen)) say('answer-too-long', field, seen.slice(0, 60));
        if (holds !== undefined) lessons.push({ id: lesson, holds, ...(seen ? { seen } : {}) });
      } else if (isSheetField(field)) {
        if (answer === '') {
          if (isRefused(shape[field], undefined)) say('answer-missing', field, '');
        } else if (field === 'wouldTry') data[field] = choose('comment-answers', field, answer);
        else if (field === 'consent') {
          if (conceptOf(registry, 'comment-answers', answer) === 'yes') data[field] = true;
          else say('answer-unknown', field, answer);
        } else if (field === 'lab') {
          const lab = labNamed(registry, answer);
          if (lab === undefined) say('lab-unknown', field, answer, nearestOf(answer, registry.labs.keys()));
          else data[field] = lab;
        } else {
          if (isRefused(shape[field], answer)) say('answer-too-long', field, answer.slice(0, 60));
          data[field] = answer;
        }
      }
    }
  }
  if (lessons.length > 0) data['lessons'] = lessons;
  const read = Object.entries(data).filter(([, value]) => value !== undefined);
  return { data: Object.fromEntries(read), findings, place: placeIn(0, 1, 'case') };
}

const suggestAnswer = ({ vocabularies }: Known, vocabulary: string): { suggestion?: string } => ({
  suggestion: [...(vocabularies.get(vocabulary)?.concepts.keys() ?? [])].join(', '),
});
