import type { Element } from 'hast';
import { h } from 'hastscript';
import { listItem } from '../../page/list-item.ts';
import type { Speaker } from '../../page/speaker.ts';
import { isPast, resultsOwed } from '../planned.ts';
import type { CaseView } from '../record.ts';
import type { Case } from '../schema.ts';

const standing = (due: string | undefined, today: string) =>
  due === undefined ? 'undated' : isPast(due, today) ? 'overdue' : 'due';

/** Says of a case that has not begun when it owes results, and that it has not told them. */
export function plannedNotice(facts: Case, { t, date }: Speaker, today: string): Element | undefined {
  if (facts.lifecycle?.stage !== 'planned' || facts.results?.length) return undefined;
  const due = resultsOwed(facts);
  return h('p.notice', t(`planned.${standing(due, today)}`, { date: due === undefined ? '' : date(due) }));
}

/** A planned case on a board: what will be tried, where, and when it owes results. */
export function plannedItem(view: CaseView, speaker: Speaker, today: string): Element {
  const { t, date, list, country } = speaker;
  const { facts } = view;
  const due = resultsOwed(facts);
  const now = standing(due, today);
  const marks = [
    h(
      'strong',
      { className: [now === 'overdue' ? 'status-silent' : 'status-open'] },
      t(`planned.item.${now}`, { date: due === undefined ? '' : date(due) }),
    ),
    h('span', list([...new Set(facts.places.map((place) => country(place.country)))].slice(0, 3))),
  ];
  return listItem(view, { question: facts.problem, marks }, speaker);
}
