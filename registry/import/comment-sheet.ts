import type * as z from 'zod';
import { commentSchema, lessonSeenSchema } from '../comment/schema.ts';
import { SHEET_FIELDS } from '../comment/sheet.ts';
import { closest } from '../finding/closest.ts';
import type { Registry } from '../registry.ts';
import { openParts } from './gate.ts';
import { readWordTables } from './word-tables.ts';

/** Something to mend in a sheet, at the place where the person sees it. Tables and rows are counted from 1. */
export interface SheetFinding {
  code:
    'sheet-unknown' | 'case-unknown' | 'lesson-unknown' | 'answer-unknown' | 'lab-unknown' | 'answer-missing' | 'answer-too-long';
  table: number;
  row: number;
  field: string;
  given: string;
  suggestion?: string;
}

export interface ReadSheet {
  /** The fields of a comment, as far as they could be read. */
  data: Record<string, unknown>;
  findings: SheetFinding[];
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

/** Comment sheets of a Word document that somebody has filled: a field is found by the id that is printed in its first cell. */
export function readCommentSheets(bytes: Uint8Array, registry: Known): ReadSheet[] {
  const { tables, paragraphs } = readWordTables(openParts(bytes).get('word/document.xml') ?? '<none/>');
  const keys = paragraphs.map((text) => KEY.exec(text)?.groups).filter((groups) => groups !== undefined);
  const idIn = (row: readonly string[]) => PRINTED.exec(row[0] ?? '')?.[1];
  // A sheet begins with the table of its fields; the table of lessons after it is the same sheet's.
  const starts = tables.flatMap((table, index) => (table.some((row) => idIn(row) === 'wouldTry') ? [index] : []));
  const sheets = starts.map((start, index) => {
    const end = starts[index + 1] ?? tables.length;
    return readSheet(tables.slice(start, end), start, keys[index], registry);
  });
  return sheets.filter(({ data }) => Object.keys(data).some((key) => key !== 'case' && key !== 'version'));
}

function readSheet(
  tables: readonly string[][][],
  first: number,
  key: Readonly<Record<string, string>> | undefined,
  registry: Known,
): ReadSheet {
  const { id, version } = key ?? {};
  const data: Record<string, unknown> = {};
  const findings: SheetFinding[] = [];
  const record = id === undefined ? undefined : registry.cases.get(id);
  if (record) Object.assign(data, { case: id, ...(isRefused(shape.version, version) ? {} : { version }) });
  else
    findings.push({
      code: id === undefined ? 'sheet-unknown' : 'case-unknown',
      ...{ table: first + 1, row: 1, field: 'case', given: id ?? '' },
      ...suggest(id ?? '', registry.cases.keys()),
    });
  const lessons: Record<string, unknown>[] = [];
  for (const [index, table] of tables.entries()) {
    for (const [rowIndex, row] of table.entries()) {
      const field = PRINTED.exec(row[0] ?? '')?.[1];
      const answer = (row[1] ?? '').trim();
      const say = (code: SheetFinding['code'], name: string, given: string, more: { suggestion?: string } = {}) =>
        findings.push({ code, table: first + index + 1, row: rowIndex + 1, field: name, given, ...more });
      const choose = (vocabulary: string, name: string, given: string) => {
        const found = conceptOf(registry, vocabulary, given);
        if (found === undefined) say('answer-unknown', name, given, suggestAnswer(registry, vocabulary));
        return found;
      };
      if (field === undefined) continue;
      if (field.startsWith('lesson-')) {
        const lesson = field.replace('lesson-', '');
        const seen = (row[2] ?? '').trim();
        if (answer === '' && seen === '') continue;
        const known = record?.facts.lessons?.map((each) => each.id) ?? [];
        if (record && !known.includes(lesson)) say('lesson-unknown', field, lesson, suggest(lesson, known));
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
          const lab = labOf(registry, answer);
          if (lab === undefined) say('lab-unknown', field, answer, suggest(answer, registry.labs.keys()));
          else data[field] = lab;
        } else {
          if (isRefused(shape[field], answer)) say('answer-too-long', field, answer.slice(0, 60));
          data[field] = answer;
        }
      }
    }
  }
  if (lessons.length > 0) data['lessons'] = lessons;
  return { data: Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined)), findings };
}

const fold = (text: string) =>
  text
    .normalize('NFKD')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();

/** A concept by its id, or by its label in any language: people type what they read. */
function conceptOf({ vocabularies }: Known, vocabulary: string, given: string): string | undefined {
  const asked = fold(given);
  const concepts = [...(vocabularies.get(vocabulary)?.concepts.values() ?? [])];
  return concepts.find(({ id, label }) => [id, ...Object.values(label)].some((each) => fold(each) === asked))?.id;
}

const labOf = ({ labs }: Known, given: string): string | undefined =>
  [...labs.values()].find(({ id, facts }) => [id, facts.name, facts.acronym ?? id].some((each) => fold(each) === fold(given)))
    ?.id;

function suggest(given: string, known: Iterable<string>): { suggestion?: string } {
  const near = closest(given, known);
  return near === undefined ? {} : { suggestion: near };
}

const suggestAnswer = ({ vocabularies }: Known, vocabulary: string): { suggestion?: string } => ({
  suggestion: [...(vocabularies.get(vocabulary)?.concepts.keys() ?? [])].join(', '),
});
