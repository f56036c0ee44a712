import { paths } from '../addresses.ts';
import { type Due, NOTICE_DAYS } from '../commitment/due.ts';
import { labName } from '../lab/record.ts';
import type { Speaker } from '../page/speaker.ts';
import { titleOf, viewRecord } from '../record/view.ts';
import { escapeHtml, openFeed } from './feed.ts';

interface DueFeedOptions {
  siteUrl: string;
  /** The lab whose debts these are; absent for all. */
  lab?: string;
  /** Whether a lab can confirm its records here. */
  confirms: boolean;
}

/** What labs owe within sixty days, or are late with, as an Atom feed: an entry appears when the day comes near. */
export function dueFeed(
  owed: readonly Due[],
  { registry, locale, t, date }: Speaker,
  { siteUrl, lab, confirms }: DueFeedOptions,
): string {
  const address = (path: string) => new URL(path, siteUrl).href;
  const noticed = (on: string) => {
    const [year, month = '01', day = '01'] = on.split('-');
    return new Date(Date.parse(`${year}-${month}-${day}`) - NOTICE_DAYS * 24 * 3_600_000);
  };
  const atom = lab === undefined ? paths.due(locale.id) : paths.labDue(locale.id, lab);
  const feed = openFeed(registry, locale, {
    ...{ siteUrl, atom, id: atom },
    page: lab === undefined ? paths.records(locale.id, 'commitments') : paths.facetValue(locale.id, 'labs', lab),
    title: `${t('due.feed.title')} · ${lab === undefined ? registry.name : labName(registry, lab)}`,
    description: t('due.feed.description'),
    updated: new Date(Math.max(0, ...owed.map(({ on }) => noticed(on).getTime()))),
  });
  for (const { record, what, lab: owner, on, isOverdue } of owed) {
    const url = address(paths.record(locale.id, record.kind.folder, record.id));
    const words = [labName(registry, owner), t(`due.${what}`), date(on), ...(isOverdue ? [t('due.overdue')] : [])].join(' · ');
    feed.addItem({
      id: `${url}#${what}-${on}`,
      link: confirms && what === 'review' && record.kind.id === 'case' ? address(paths.caseConfirm(locale.id, record.id)) : url,
      title: escapeHtml(titleOf(viewRecord(record, locale.id))),
      description: escapeHtml(words),
      date: noticed(on),
    });
  }
  return feed.atom1();
}
