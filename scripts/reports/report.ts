import type { Finding } from '#registry/finding/finding.ts';
import type { Locale } from '#registry/locale/locale.ts';

/** A finding for display: its path is relative to the working folder, its message in the reader's language. */
export interface ShownFinding extends Finding {
  message: string;
  hint: string;
}

/** Formats the report for standard output. */
export type Report = (findings: ShownFinding[], locale: Locale) => string;
