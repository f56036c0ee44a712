import type { Element } from 'hast';
import { h } from 'hastscript';
import { paths } from '../../addresses.ts';
import { evidenceMark, outcomeMark } from '../../page/marks.ts';
import type { Speaker } from '../../page/speaker.ts';
import { formatYears } from '../../page/years.ts';
import type { CaseView } from '../record.ts';
import { forWhat } from '../for-what.ts';
import { outcomeOf } from '../outcome.ts';

/** A case in a list: the problem it starts from, its title, where and when, and how it went, for what. */
export function caseItem(view: CaseView, speaker: Speaker, heading: 'h2' | 'h3' = 'h3'): Element {
  const { t, list, country, locale, registry, tagOf } = speaker;
  const { facts } = view;
  const lang = view.isFallback ? tagOf(view.language) : undefined;
  const countries = [...new Set(facts.places.map((place) => country(place.country)))];
  const years = formatYears(facts.period, speaker);
  const [first] = facts.verdicts;
  return h('li.case-item', [
    h('p.case-problem', { lang }, facts.problem),
    h(`${heading}.case-title`, h('a', { href: paths.case(locale.id, view.id), lang }, facts.title)),
    h('p.case-meta', [
      h('span', countries.length > 3 ? t('countries.many', { count: countries.length }) : list(countries)),
      ...(years ? [h('span', years)] : []),
      outcomeMark(outcomeOf(facts.verdicts), speaker),
      h(
        'span.about',
        { lang },
        forWhat(facts.verdicts, (outcome) => speaker.inSentence('outcomes', outcome)),
      ),
      evidenceMark(first!.evidence.strength, speaker),
      ...(view.isFallback
        ? [h('span.tag', t('translation.inLanguage', { language: registry.locales.get(view.language)?.name ?? view.language }))]
        : []),
    ]),
  ]);
}
