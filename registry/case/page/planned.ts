import type { Element } from 'hast';
import { h } from 'hastscript';
import { listItem } from '../../page/list-item.ts';
import type { Speaker } from '../../page/speaker.ts';
import { isPast, owesResults, resultsOwed } from '../planned.ts';
import type { CaseView } from '../record.ts';
import type { Case } from '../schema.ts';
import { countriesOf } from './countries.ts';

/** Where a case stands that owes results, and the day in words. */
function standingOf(facts: Case, { date }: Speaker, today: string) {
  const due = resultsOwed(facts);
  return due === undefined
    ? { standing: 'undated', day: { date: '' } }
    : { standing: isPast(due, today) ? 'overdue' : 'due', day: { date: date(due) } };
}

/** Says of a case that has not begun when it owes results, and that it has not told them. */
export function plannedNotice(facts: Case, speaker: Speaker, today: string): Element | undefined {
  if (!owesResults(facts)) return undefined;
  const { standing, day } = standingOf(facts, speaker, today);
  return h('p.notice', speaker.t(`planned.${standing}`, day));
}

/** A planned case on a board: what will be tried, where, and when it owes results. */
export function plannedItem(view: CaseView, speaker: Speaker, today: string): Element {
  const { t } = speaker;
  const { facts } = view;
  const { standing, day } = standingOf(facts, speaker, today);
  const marks = [
    h('strong', { className: [standing === 'overdue' ? 'status-silent' : 'status-open'] }, t(`planned.item.${standing}`, day)),
    h('span', countriesOf(facts, speaker)),
  ];
  return listItem(view, { question: facts.problem, marks }, speaker);
}
