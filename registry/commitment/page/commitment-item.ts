import type { Element } from 'hast';
import { h } from 'hastscript';
import { paths } from '../../addresses.ts';
import { labName } from '../../lab/record.ts';
import type { Heading } from '../../page/list-item.ts';
import type { Speaker } from '../../page/speaker.ts';
import type { CommitmentView } from '../record.ts';
import { lastReport, statusOf } from '../status.ts';

/** A commitment in a list: who will try what, until when, and how it stands today. */
export function commitmentItem(view: CommitmentView, speaker: Speaker, today: string, heading: Heading = 'h3'): Element {
  const { t, label, date, locale, registry, tagOf } = speaker;
  const { facts } = view;
  const lang = view.isFallback ? tagOf(view.language) : undefined;
  const status = statusOf(facts, today);
  const last = lastReport(facts);
  return h('li.case-item', { id: view.id }, [
    h('p.case-problem', labName(registry, facts.lab)),
    h(`${heading}.case-title`, h('a', { href: paths.record(locale.id, view.kind.folder, view.id), lang }, facts.text)),
    h('p.case-meta', [
      h('strong', { className: [`status-${status}`] }, label('commitment-statuses', status)),
      h('span', t('commitment.dueOn', { date: date(facts.due) })),
      ...(last ? [h('span', t('commitment.reportedOn', { date: date(last.on) }))] : []),
    ]),
  ]);
}
