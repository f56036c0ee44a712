import { isError, isQuestion } from '#registry/finding/finding.ts';
import type { Report } from './report.ts';

/** For programs: one object. Codes and positions are stable; messages are in the requested language. */
export const reportAsJson: Report = (findings) => {
  const errors = findings.filter(isError).length;
  const questions = findings.filter(isQuestion).length;
  const listed = findings.map(({ code, severity, file, line, column, message, hint, params }) => ({
    code,
    severity,
    file,
    line: line ?? null,
    column: column ?? null,
    message,
    hint,
    params,
  }));
  return `${JSON.stringify({ findings: listed, errors, warnings: findings.length - errors - questions, questions }, null, 2)}\n`;
};
