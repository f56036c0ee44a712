import type { FindingCode } from '../../finding/catalogue.ts';
import type { Finding } from '../../finding/finding.ts';

/** What editors put right by themselves: who sends a case need not know how this registry sorts, looks things up and words them. */
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

/** Whether a finding about the record is said to who sent it; reviewers get them all. */
export const isForSender = (found: Finding): boolean => found.severity !== 'question' && !EDITORS.has(found.code);
