import { paths } from '../addresses.ts';
import { type Due, NOTICE_DAYS } from '../commitment/due.ts';
import { labName } from '../lab/record.ts';
import type { Speaker } from '../page/speaker.ts';
import { lastDay } from '../record/last-day.ts';
import { titleOf, viewRecord } from '../record/view.ts';
import { newsFeed, type NewsItem } from './feed.ts';

interface DueFeedOptions {
  siteUrl: string;
  /** The lab whose debts these are; absent for all. */
  lab?: string;
  /** Whether a lab can confirm its records here. */
  confirms: boolean;
}

/** What labs owe within sixty days, or are late with, as an Atom feed: an entry appears when the day comes near. */
export function dueFeed(owed: readonly Due[], speaker: Speaker, { siteUrl, lab, confirms }: DueFeedOptions): string {
  const { registry, locale, t } = speaker;
  const own = lab === undefined ? paths.due(locale.id) : paths.labDue(locale.id, lab);
  const { atom } = newsFeed(
    owed.map((each) => dueItem(each, speaker, confirms)),
    registry,
    locale,
    {
      siteUrl,
      title: `${t('due.feed.title')} · ${lab === undefined ? registry.name : labName(registry, lab)}`,
      description: t('due.feed.description'),
      page: lab === undefined ? paths.records(locale.id, 'commitments') : paths.facetValue(locale.id, 'labs', lab),
      // Its page has a feed of its own besides.
      id: own,
      atom: own,
    },
  );
  return atom;
}

function dueItem({ record, what, lab, on, isOverdue }: Due, speaker: Speaker, confirms: boolean): NewsItem {
  const { registry, locale, t, date } = speaker;
  const page = paths.record(locale.id, record.kind.folder, record.id);
  const words = [labName(registry, lab), t(`due.${what}`), date(on), ...(isOverdue ? [t('due.overdue')] : [])].join(' · ');
  const noticed = dayOfNotice(on);
  return {
    id: `${page}#${what}-${on}`,
    path: confirms && what === 'review' && record.kind.id === 'case' ? paths.caseConfirm(locale.id, record.id) : page,
    title: titleOf(viewRecord(record, locale.id)),
    ...{ summary: words, text: words, published: noticed, changed: noticed },
  };
}

/** The day from which on a lab is told of a date, of which the month or the day may be missing. */
const dayOfNotice = (on: string): string =>
  new Date(Date.parse(lastDay(on)) - NOTICE_DAYS * 24 * 3_600_000).toISOString().slice(0, 10);
