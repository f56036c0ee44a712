import { adviceOf } from '#registry/case/page/advice.ts';
import { completenessOf } from '#registry/case/completeness.ts';
import type { CaseRecord } from '#registry/case/record.ts';
import type { Speaker } from '#registry/page/speaker.ts';

/** Pieces of advice per case: nobody follows more at once. */
const STEPS = 3;

/** The completeness and the best next steps of each case in file order; for programs in full. */
export function reportAdvice(cases: readonly CaseRecord[], speaker: Speaker, asJson: boolean): string {
  const found = cases.map(({ id, facts }) => ({ id, ...completenessOf(facts) }));
  if (asJson) return `${JSON.stringify({ cases: found }, null, 2)}\n`;
  const { t } = speaker;
  const blocks = found.map(({ id, score, next }) => {
    const steps = next.slice(0, STEPS).map((step) => `  → ${adviceOf(step, speaker)}`);
    return [`${id}: ${t('advice.score', { score })}`, ...(steps.length > 0 ? steps : [`  ${t('advice.complete')}`])].join('\n');
  });
  return [...blocks, t('advice.explain'), ''].join('\n\n').replace(/\n\n$/, '\n');
}
