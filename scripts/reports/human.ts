import { asOneLine } from '#registry/content/characters.ts';
import { isError, isQuestion } from '#registry/finding/finding.ts';
import type { Locale } from '#registry/locale/locale.ts';
import { translate } from '#registry/locale/translate.ts';
import type { Report, ShownFinding } from './report.ts';

/** For people: a block per finding with a path that terminals and editors can open, a gap between files, and totals. */
export const reportToHumans: Report = (findings, locale) => {
  const blocks = findings.map((found, index) => {
    const isNewFile = index > 0 && findings[index - 1]!.file !== found.file;
    return `${isNewFile ? '\n' : ''}${describe(found, locale)}`;
  });
  return [...blocks, ...(blocks.length > 0 ? [''] : []), summary(findings, locale), ''].join('\n');
};

function describe({ file, line, column, severity, code, message, hint }: ShownFinding, locale: Locale): string {
  const place = [file, line, line === undefined ? undefined : (column ?? 1)].filter((part) => part !== undefined).join(':');
  const lines = [
    `${place} ${say(locale, `finding.report.severity.${severity}`)} ${code}`,
    message,
    ...(hint ? [`→ ${hint}`] : []),
  ];
  return lines.map(asOneLine).join('\n  ');
}

function summary(findings: ShownFinding[], locale: Locale): string {
  if (findings.length === 0) return say(locale, 'finding.report.clean');
  const errors = findings.filter(isError).length;
  const files = new Set(findings.map(({ file }) => file)).size;
  const count = (key: string, number: number) => say(locale, key, number);
  const questions = findings.filter(isQuestion).length;
  const counts = [
    count('finding.report.errors', errors),
    count('finding.report.warnings', findings.length - errors - questions),
    ...(questions > 0 ? [count('finding.report.questions', questions)] : []),
  ];
  return `${counts.join(', ')} ${count('finding.report.files', files)}`;
}

/** A translated string, or its key when the content's locale lacks it: a broken locale must not stop the report. */
function say(locale: Locale, key: string, count?: number): string {
  const exists = key in locale.strings || `${key}.other` in locale.strings;
  if (exists) return translate(locale, key, count === undefined ? {} : { count });
  return [count, key.split('.').at(-1)].filter((part) => part !== undefined).join(' ');
}
