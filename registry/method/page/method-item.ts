import { h } from 'hastscript';
import { type Heading, listItem } from '../../page/list-item.ts';
import type { Speaker } from '../../page/speaker.ts';
import type { Registry } from '../../registry.ts';
import type { MethodView } from '../record.ts';

/** The cases that use a method. */
export const casesWith = (method: string, { cases }: Pick<Registry, 'cases'>) =>
  [...cases.values()].filter(({ facts }) => facts.methods?.includes(method));

/** A method in a list: its question, title, summary and number of cases. */
export function methodItem(view: MethodView, speaker: Speaker, heading?: Heading) {
  const { t, label, registry } = speaker;
  const cases = t('cases.count', { count: casesWith(view.id, registry).length });
  const marks = [label('kinds', 'method'), label('method-kinds', view.facts.kind), cases].map((words) => h('span', words));
  return listItem(view, { question: view.facts.question, marks }, speaker, heading);
}
