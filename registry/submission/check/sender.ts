import type { CaseRule } from '../../case/record.ts';
import { checkJudgingTitle } from '../../case/rules/judging-title.ts';
import { checkLessonAdvice } from '../../case/rules/lesson-advice.ts';
import { checkLessonRepeats } from '../../case/rules/lesson-repeat.ts';
import type { FindingCode } from '../../finding/catalogue.ts';
import type { Finding } from '../../finding/finding.ts';
import { checkGlossary } from '../../record/rules/glossary.ts';
import { checkOverusedWords } from '../../record/rules/overused-word.ts';
import { checkSentenceLength } from '../../record/rules/sentence-length.ts';

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

/** The dearest of the rules that find nothing besides: whether a sender has something to mend is known without them. */
export const EDITORS_RULES: ReadonlySet<CaseRule> = new Set<CaseRule>([
  checkSentenceLength,
  checkOverusedWords,
  checkGlossary,
  checkLessonRepeats,
  checkLessonAdvice,
  checkJudgingTitle,
]);

/** Whether a finding is reported to the sender; reviewers get all findings. */
export const isForSender = (found: Finding): boolean => found.severity !== 'question' && !EDITORS.has(found.code);
