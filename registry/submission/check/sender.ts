import type { FindingCode } from '../../finding/catalogue.ts';
import type { Finding } from '../../finding/finding.ts';

/** Findings that editors fix: senders need not know how this registry sorts, looks up and words things. */
const EDITORS: ReadonlySet<FindingCode> = new Set<FindingCode>([
  'concept-unsorted',
  'result-without-verdict',
  'verdict-without-sources',
  'worked-without-words',
  'source-unused',
  'cost-without-speaker',
  'cost-or-absence-missing',
  'since-or-absence-missing',
  'title-judges',
  'lesson-repeats',
  'lesson-advises',
  'sentence-too-long',
  'overused-word',
  'glossary-avoid',
]);

/** Whether a finding is reported to the sender; reviewers get all findings. */
export const isForSender = (found: Finding): boolean => found.severity !== 'question' && !EDITORS.has(found.code);
