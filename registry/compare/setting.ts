import { paths } from '../addresses.ts';
import { forWhat } from '../case/for-what.ts';
import { outcomeOf } from '../case/outcome.ts';
import type { CaseRecord } from '../case/record.ts';
import type { Speaker } from '../page/speaker.ts';
import { formatYears } from '../page/years.ts';
import { viewRecord } from '../record/view.ts';
import type { Setting } from './likeness.ts';

/** Where a case happened and what it depended on, as plain data in a language. */
export function settingOf(record: CaseRecord, speaker: Speaker): Setting {
  const { locale, country, label, tagOf } = speaker;
  const view = viewRecord(record, locale.id);
  const { facts } = view;
  const countries = [...new Set(facts.places.map((place) => place.country))];
  const outcome = forWhat(facts.verdicts, (id) => speaker.inSentence('outcomes', id));
  return {
    id: record.id,
    title: facts.title,
    ...(view.isFallback ? { lang: tagOf(view.language) } : {}),
    href: paths.case(locale.id, record.id),
    years: formatYears(facts.period, speaker),
    outcome: `${label('outcomes', outcomeOf(facts.verdicts))}: ${outcome}`,
    countries: countries.map((code) => ({ code, name: country(code) })),
    level: { id: facts.level, name: label('levels', facts.level) },
    needs: (facts.transfer ?? []).map(({ text }) => text),
  };
}
