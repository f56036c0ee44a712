import type { FindingCode } from '../../finding/catalogue.ts';
import { describeFinding } from '../../finding/describe.ts';
import { type Finding, isError } from '../../finding/finding.ts';
import type { Locale } from '../../locale/locale.ts';
import { translate } from '../../locale/translate.ts';

/** Problems that only a submission can have, besides those of a record. Texts: `submission.problem.<code>`, and `.hint`. */
const OWN_CODES = {
  'too-deep': 'error',
  'original-missing': 'error',
  'original-changed': 'error',
  'other-language': 'error',
  'nothing-said': 'error',
  'remove-unknown': 'error',
  'reference-empty': 'error',
  'comment-in-the-way': 'error',
  'not-writable': 'error',
  'lab-other': 'error',
  'confirm-not-steward': 'error',
  'attachment-type': 'error',
  'attachment-empty': 'error',
  'attachment-broken': 'error',
  'attachment-pixels': 'error',
  'place-missing': 'warning',
} as const satisfies Record<string, 'error' | 'warning'>;
type OwnCode = keyof typeof OWN_CODES;

/** A problem of a submission in its sender's language. */
export interface SubmissionProblem {
  /** RFC 6901; empty for the whole. For a missing value, the place where it would be. */
  pointer: string;
  code: OwnCode | FindingCode;
  /** An error prevents acceptance; reviewers fix warnings. */
  severity: 'error' | 'warning';
  params: Record<string, string | number>;
  message: string;
  hint: string;
}

/** The most problems reported; a hostile submission could have tens of thousands. */
export const MAX_PROBLEMS = 200;

export function problem(code: OwnCode, pointer: string, locale: Locale, params: Finding['params'] = {}): SubmissionProblem {
  const say = (key: string) => (locale.strings[key] === undefined ? '' : translate(locale, key, params));
  const words = { message: say(`submission.problem.${code}`), hint: say(`submission.problem.${code}.hint`) };
  return { pointer, code, severity: OWN_CODES[code], params, ...words };
}

/** Converts a finding about a record to a problem of its submission. */
export function problemOf(found: Finding, pointer: string, locale: Locale): SubmissionProblem {
  const severity = isError(found) ? 'error' : 'warning';
  return { pointer, code: found.code, severity, params: found.params, ...describeFinding(found, locale) };
}

/** Sorts by pointer in form order, numbers as numbers, without repetition. Of too many, errors stay before warnings. */
export function sortProblems(problems: readonly SubmissionProblem[]): SubmissionProblem[] {
  const once = new Map(problems.map((each) => [`${each.pointer} ${each.code} ${each.message}`, each]));
  const rank = ({ severity }: SubmissionProblem) => (severity === 'error' ? 0 : 1);
  return [...once.values()]
    .toSorted((a, b) => rank(a) - rank(b))
    .slice(0, MAX_PROBLEMS)
    .toSorted((a, b) => a.pointer.localeCompare(b.pointer, 'en', { numeric: true }) || (a.code < b.code ? -1 : 1));
}
