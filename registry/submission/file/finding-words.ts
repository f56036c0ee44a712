import { SHEET_FIELDS } from '../../comment/sheet.ts';
import { countryName } from '../../country/country.ts';
import type { FileFinding } from '../../import/file-finding.ts';
import type { FilePlace } from '../../import/file-tables.ts';
import { columnLetters } from '../../pack/format/column-letters.ts';
import type { Locale } from '../../locale/locale.ts';
import { translate } from '../../locale/translate.ts';
import type { Registry } from '../../registry.ts';
import { columnLabel, columnById, nameOfColumn } from './case-column.ts';
import { fieldAt, pathOf } from '../form/field.ts';

/** Something to mend in a file, in words. */
export interface SaidFinding extends FilePlace {
  code: string;
  given: string;
  suggestion?: string;
  /** The field of the form. */
  name: string;
  /** With its place, as the person sees it: "Table 2, row 3, “Would you try it?”: …". */
  detail: string;
  /** Without it, for the cell beside. */
  words: string;
}

export function sayFinding(found: FileFinding, registry: Registry, locale: Locale): SaidFinding {
  const { given, suggestion = '' } = found;
  const words = translate(locale, `upload.finding.${found.code}`, {
    given,
    suggestion: sayInstead(found.field, suggestion, registry, locale),
  });
  return said({ ...found, words: words.trim() }, registry, locale);
}

/** A problem of what the file became, at a place of the file. */
export const sayProblem = (
  place: FilePlace,
  { code, given, words }: { code: string; given: string; words: string },
  registry: Registry,
  locale: Locale,
): SaidFinding => said({ ...place, code, given, words }, registry, locale);

function said(found: Omit<SaidFinding, 'detail' | 'name'>, registry: Registry, locale: Locale): SaidFinding {
  const { table, sheet, row, column, field, words } = found;
  const name = nameOf(field, registry, locale);
  const place =
    sheet === undefined
      ? translate(locale, 'upload.place', { table: String(table), row: String(row), field: name })
      : translate(locale, 'upload.place.sheet', { sheet, row: String(row), column: columnLetters(column ?? 1), field: name });
  return { ...found, name: nameOfColumn(field), detail: `${place} ${words}` };
}

/** What was perhaps meant, or all that can be answered, by the labels that people read. */
function sayInstead(field: string, suggestion: string, registry: Registry, locale: Locale): string {
  if (suggestion === '') return '';
  const words = suggestion.split(', ').map((code) => labelOfAnswer(field, code, registry, locale));
  return words.length === 1
    ? translate(locale, 'upload.near', { word: words[0]! })
    : translate(locale, 'upload.choices', { words: words.join('; ') });
}

/** The vocabulary of a comment sheet's answers. */
const OF_SHEET: Readonly<Record<string, string>> = { wouldTry: 'comment-answers', consent: 'comment-answers' };

function labelOfAnswer(field: string, code: string, registry: Registry, locale: Locale): string {
  const asked = columnById(field)?.field;
  if (asked?.from === 'countries') return `${countryName(code, locale.tag)} (${code})`;
  const vocabulary = asked?.vocabulary ?? OF_SHEET[field] ?? (field.startsWith('lesson-') ? 'lesson-holds' : '');
  return registry.vocabularies.get(vocabulary)?.concepts.get(code)?.label[locale.id] ?? code;
}

function nameOf(field: string, registry: Registry, locale: Locale): string {
  const key = `pack.sheet.${field}`;
  const isOfSheet = (SHEET_FIELDS as readonly string[]).includes(field) && !fieldAt(pathOf(nameOfColumn(field)));
  if (isOfSheet) return translate(locale, key);
  return field === '' ? '' : columnLabel(field, registry, locale);
}
