import { type FindingCode, severities, type Severity } from './catalogue.ts';

/** A problem in content: its place, and the values of its message. The message itself is made later, in the reader's language. */
export interface Finding {
  code: FindingCode;
  severity: Severity;
  /** Path relative to the content folder. */
  file: string;
  /** 1-based. */
  line?: number;
  column?: number;
  params: Record<string, string | number>;
}

export interface Place {
  file: string;
  line?: number;
  column?: number;
}

/** Makes a finding with the severity of the catalogue. */
export function finding(code: FindingCode, place: Place, params: Finding['params'] = {}): Finding {
  return { code, severity: severities[code], file: place.file, ...position(place), params };
}

const position = ({ line, column }: Place) => ({
  ...(line === undefined ? {} : { line }),
  ...(column === undefined ? {} : { column }),
});

export const isError = (found: Finding) => found.severity === 'error';
export const isQuestion = (found: Finding) => found.severity === 'question';

/** Sort order for people: by file, line and code. */
export function sortFindings(findings: Finding[]): Finding[] {
  return findings.toSorted(
    (a, b) =>
      compare(a.file, b.file) || (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0) || compare(a.code, b.code),
  );
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
