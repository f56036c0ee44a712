import type { Speaker } from '../../page/speaker.ts';
import type { NextStep } from '../completeness.ts';

/** One piece of advice: "Falta el costo: suma 8", and the weight of stating that the sources do not report it. */
export function adviceOf({ part, adds, addsAbsence }: NextStep, { t }: Pick<Speaker, 't'>): string {
  const what = t('advice.adds', { what: t(`advice.part.${part}`), points: adds });
  return addsAbsence > 0 ? `${what} ${t('advice.absence', { points: addsAbsence })}` : what;
}
