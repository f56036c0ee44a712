import { Feed } from 'feed';
import { paths } from '../addresses.ts';
import { type Due, NOTICE_DAYS } from '../commitment/due.ts';
import { labName } from '../lab/record.ts';
import type { Speaker } from '../page/speaker.ts';
import { titleOf, viewRecord } from '../record/view.ts';
import { LICENSE_URL } from './record-json.ts';

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
  const page = address(lab === undefined ? paths.records(locale.id, 'commitments') : paths.facetValue(locale.id, 'labs', lab));
  const noticed = (on: string) => {
    const [year, month = '01', day = '01'] = on.split('-');
    return new Date(Date.parse(`${year}-${month}-${day}`) - NOTICE_DAYS * 24 * 3_600_000);
  };
  const dates = owed.map(({ on }) => noticed(on).getTime());
  const feed = new Feed({
    id: address(lab === undefined ? paths.due(locale.id) : paths.labDue(locale.id, lab)),
    title: `${t('due.feed.title')} · ${lab === undefined ? registry.name : labName(registry, lab)}`,
    description: t('due.feed.description'),
    ...{ language: locale.tag, link: page, copyright: `CC BY 4.0 ${LICENSE_URL}`, author: { name: registry.name } },
    // No clock: the same content gives the same bytes on the same day.
    updated: new Date(Math.max(0, ...dates)),
    feedLinks: { atom: address(lab === undefined ? paths.due(locale.id) : paths.labDue(locale.id, lab)) },
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

const escapeHtml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
