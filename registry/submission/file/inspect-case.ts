import { describeFinding } from '../../finding/describe.ts';
import type { FindingCode } from '../../finding/catalogue.ts';
import type { Locale } from '../../locale/locale.ts';
import { translate } from '../../locale/translate.ts';
import type { SubmissionProblem } from '../check/submission-problem.ts';
import { validateSubmission } from '../check/validate.ts';
import type { DraftContext } from '../draft/draft.ts';
import { type FormProblem, nameOfPointer, problemsFromZod } from '../form/form-problem.ts';
import { parseFields } from '../form/parse-form.ts';
import { compact, type FormValues, nameBefore } from '../form/values.ts';
import type { Creation } from '../schema.ts';
import type { ReadCase } from './case-file.ts';
import { columnLabel, columnOfName } from './case-column.ts';
import { type SaidFinding, sayFinding, sayProblem } from './finding-words.ts';

/** A case of a file: what was read, what is to be mended, and what can be sent. */
export interface CaseReading {
  key: string;
  title: string;
  /** As the form has them: what was read fills it in. */
  values: FormValues;
  findings: SaidFinding[];
  /** Absent while something must be mended. */
  submission?: Creation;
}

/** Checks a case of a file like every submission; each problem is said at its place in the file. */
export async function inspectCase(read: ReadCase, context: DraftContext, locale: Locale): Promise<CaseReading> {
  const { registry } = context;
  const values = compact(read.values);
  const inFile = nameBefore(read.values);
  const input = { locale: locale.id, action: 'create', ...parseFields(values) };
  const { submission, problems, mismatch } = await validateSubmission(input, context, locale);
  const ofSchema = new Set(mismatch?.problems);
  const others = problems.filter((each) => each.severity === 'error' && !ofSchema.has(each));
  const found = [
    ...(mismatch ? problemsFromZod(mismatch.error, mismatch.input) : []),
    ...others.map((each) => inFormWords(each, context, locale)),
  ];
  const ofFile = read.findings.map((each) => sayFinding(each, registry, locale));
  const isSaid = ({ field, row, table }: SaidFinding) =>
    ofFile.some((each) => each.field === field && each.row === row && each.table === table);
  const ofCase = found
    .map((each) => {
      // A row of which nothing was read is no item, but the next one is where it is.
      const name = inFile(each.name);
      const place = read.placeOf(name);
      const words = each.message ?? translate(locale, keyOf(each.code!, locale), each.params);
      const [given = ''] = read.values[name] ?? [];
      return sayProblem(place, { code: each.code ?? 'wrong', given: given.slice(0, 60), words }, registry, locale);
    })
    // A field that could not be read is not said to be missing, too.
    .filter((each) => !isSaid(each));
  const once = [...new Map([...ofFile, ...ofCase].map((each) => [each.detail, each])).values()];
  return {
    ...{ key: read.key, title: read.values['case.title']?.[0] ?? '', values: read.values },
    findings: once.toSorted((a, b) => a.table - b.table || a.row - b.row || (a.column ?? 0) - (b.column ?? 0)),
    ...(submission && once.length === 0 ? { submission: submission as Creation } : {}),
  };
}

/** A file has no boxes to tick: where it is said otherwise than in the form, it has words of its own. */
const keyOf = (code: string, { strings }: Locale) =>
  strings[`upload.error.${code}`] === undefined ? `form.error.${code}` : `upload.error.${code}`;

/** A problem of the future record, in the words of the form. */
function inFormWords(
  { pointer, code, params, message, hint }: SubmissionProblem,
  { registry }: DraftContext,
  locale: Locale,
): FormProblem {
  const name = nameOfPointer(pointer);
  if (locale.strings[`form.error.${code}`] !== undefined) return { name, code, params };
  if (params['field'] === undefined || name === '')
    return { name, code, params, message: [message, hint].filter(Boolean).join(' ') };
  const label = columnLabel(columnOfName(name), registry, locale);
  const place = { file: '', severity: 'error' as const };
  const words = describeFinding({ ...place, code: code as FindingCode, params: { ...params, field: label } }, locale);
  return { name, code, params, message: [words.message, words.hint].filter(Boolean).join(' ') };
}
