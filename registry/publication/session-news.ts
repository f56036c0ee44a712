import { paths } from '../addresses.ts';
import { lastReport, statusOf } from '../commitment/status.ts';
import { labName } from '../lab/record.ts';
import type { Speaker } from '../page/speaker.ts';
import { viewRecord } from '../record/view.ts';
import type { NewsItem } from './feed.ts';

/** The sessions as news: each changes on the day on which it is proposed, and of each edition. */
export const sessionNews = ({ registry, locale }: Speaker): NewsItem[] =>
  [...registry.sessions.values()].map((record) => {
    const { title, theme, why, proposed } = viewRecord(record, locale.id).facts;
    const changed = [proposed, ...(registry.editions.get(record.id) ?? []).map(({ date }) => date)].toSorted().at(-1)!;
    return {
      path: paths.record(locale.id, 'sessions', record.id),
      title,
      summary: theme,
      text: `${theme} ${why}`,
      published: proposed,
      changed,
    };
  });

/**
 * The commitments as news: each changes when a lab reports on it, and on the day on which it owed a report and made none, so that
 * whoever follows the feed is told.
 */
export const commitmentNews = ({ registry, locale, label, t, date }: Speaker, today: string): NewsItem[] =>
  [...registry.commitments.values()].map((record) => {
    const { facts } = viewRecord(record, locale.id);
    const last = lastReport(facts);
    const status = statusOf(record.facts, today);
    const said = label('commitment-statuses', status);
    const due = `${t('pack.commitment.due')}: ${date(facts.due)}.`;
    return {
      path: paths.record(locale.id, 'commitments', record.id),
      title: `${labName(registry, facts.lab)}: ${facts.text}`,
      summary: said,
      text: [`${said}.`, last?.text ?? facts.measure, due].join(' '),
      published: facts.made,
      changed: status === 'silent' ? facts.due : (last?.on ?? facts.made),
    };
  });
