import { h } from 'hastscript';
import { type Heading, listItem } from '../../page/list-item.ts';
import type { CaseRecord } from '../../case/record.ts';
import { indexRecords } from '../../record/index-records.ts';
import type { Speaker } from '../../page/speaker.ts';
import type { Registry } from '../../registry.ts';
import type { MethodView } from '../record.ts';

const using = new WeakMap<Registry['cases'], ReadonlyMap<string, readonly CaseRecord[]>>();

/** The cases that use a method. */
export function casesWith(method: string, { cases }: Pick<Registry, 'cases'>): readonly CaseRecord[] {
  let index = using.get(cases);
  if (!index) using.set(cases, (index = indexRecords(cases.values(), ({ facts }) => facts.methods ?? [])));
  return index.get(method) ?? [];
}

/** A method in a list: its question, title, summary and number of cases. */
export function methodItem(view: MethodView, speaker: Speaker, heading?: Heading) {
  const { t, label, registry } = speaker;
  const cases = t('cases.count', { count: casesWith(view.id, registry).length });
  const marks = [label('kinds', 'method'), label('method-kinds', view.facts.kind), cases].map((words) => h('span', words));
  return listItem(view, { question: view.facts.question, marks }, speaker, heading);
}
