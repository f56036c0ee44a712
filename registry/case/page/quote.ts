import type { Element } from 'hast';
import { h } from 'hastscript';
import { paths } from '../../addresses.ts';
import { figure } from '../../page/format-figure.ts';
import { outcomeMark } from '../../page/marks.ts';
import type { Speaker } from '../../page/speaker.ts';
import { viewRecord } from '../../record/view.ts';
import { forWhat } from '../for-what.ts';
import { outcomeOf } from '../outcome.ts';
import { readStatementName, statementsIn } from '../statement.ts';

/** A lesson or result of a case as a page quotes it: word for word, with the case, how that went, and its place there. */
export function quote(name: string, speaker: Speaker): Element[] {
  const { case: id, anchor } = readStatementName(name)!;
  const record = speaker.registry.cases.get(id);
  const view = record && viewRecord(record, speaker.locale.id);
  const statement = view && statementsIn(view.facts).get(anchor);
  // Its case is not published: nothing can be quoted from it.
  if (!view || !statement) return [];
  const lang = view.isFallback ? speaker.tagOf(view.language) : undefined;
  const kind =
    statement.list === 'lesson'
      ? speaker.label('lesson-kinds', statement.kind)
      : speaker.label('directions', statement.direction);
  const about = forWhat(view.facts.verdicts, (outcome) => speaker.inSentence('outcomes', outcome));
  const number = statement.list === 'result' ? figure(statement, speaker).flatMap((shown) => [shown, ' ']) : [];
  return [
    h('li.quote', [
      h('p', [h('span.kicker', kind), ' ', ...number, h('q', { lang }, statement.text)]),
      h('p.case-meta', [
        h('a', { href: `${paths.case(speaker.locale.id, id)}#${anchor}`, lang }, view.facts.name),
        outcomeMark(outcomeOf(view.facts.verdicts), speaker),
        h('span.about', { lang }, about),
      ]),
    ]),
  ];
}

/** Several of them, as a list; nothing where none can be quoted. */
export function quotes(names: readonly string[], speaker: Speaker): Element[] {
  const items = names.flatMap((name) => quote(name, speaker));
  return items.length > 0 ? [h('ul.quotes', items)] : [];
}
