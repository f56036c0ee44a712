import type { Element } from 'hast';
import { h } from 'hastscript';
import { type Heading, listItem } from '../../page/list-item.ts';
import type { Speaker } from '../../page/speaker.ts';
import type { SessionView } from '../record.ts';

/** A session in a list: its question, its title, how far it has come and how many cases it looks at. */
export function sessionItem(view: SessionView, speaker: Speaker, heading?: Heading): Element {
  const { t, label } = speaker;
  const { theme, status, selection } = view.facts;
  const marks = [
    label('kinds', 'session'),
    label('session-statuses', status),
    t('cases.count', { count: selection.cases.length }),
  ];
  return listItem(view, { question: theme, marks: marks.map((words) => h('span', words)) }, speaker, heading);
}
