import type { Finding } from '#registry/finding/finding.ts';
import type { Locale } from '#registry/locale/locale.ts';

/** A finding ready to be shown: its path is the one to open from the working folder, its words are in the reader's language. */
export interface ShownFinding extends Finding {
  message: string;
  hint: string;
}

/** Makes the text for standard output. */
export type Report = (findings: ShownFinding[], locale: Locale) => string;
