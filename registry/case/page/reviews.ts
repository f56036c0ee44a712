import type { Element } from 'hast';
import { h } from 'hastscript';
import { evidenceMark, outcomeMark } from '../../page/marks.ts';
import { differ, newestOfEach, type Scorecard } from '../../review/scorecard.ts';
import type { CasePage } from './page-data.ts';

/** What reviewers would have set otherwise, where they do not agree: nobody's reading is averaged away. */
export function reviews(page: CasePage): Element[] {
  const { record, facts, lang, speaker } = page;
  const known = new Set(facts.verdicts.map(({ id }) => id));
  const cards = newestOfEach(speaker.registry.scorecards.get(record.id) ?? [])
    .map((card) => ({ ...card, verdicts: card.verdicts.filter(({ id }) => known.has(id)) }))
    .filter(({ verdicts }) => verdicts.length > 0);
  if (!differ(cards)) return [];
  return [
    h('p', speaker.t('case.reviews.intro')),
    ...facts.verdicts
      .filter(({ id }) => differ(cards.map((card) => ({ ...card, verdicts: card.verdicts.filter((each) => each.id === id) }))))
      .flatMap(({ id, about, outcome, evidence }) => [
        h('h3', { lang }, about),
        h('ul.reviewed', [
          h('li', [h('strong', speaker.t('case.reviews.record')), ...set({ outcome, strength: evidence.strength }, page)]),
          ...cards.flatMap((card) =>
            card.verdicts.filter((each) => each.id === id).map((each) => h('li', [h('strong', card.name), ...set(each, page)])),
          ),
        ]),
      ]),
    ...cards.map((card) => said(card, page)),
  ];
}

const set = ({ outcome, strength }: Pick<Scorecard['verdicts'][number], 'outcome' | 'strength'>, { speaker }: CasePage) => [
  ' ',
  outcomeMark(outcome, speaker),
  ' ',
  evidenceMark(strength, speaker),
];

/** How sure a reviewer is, and why. */
function said({ name, on, confidence, comment, language }: Scorecard, { speaker }: CasePage): Element {
  const { t, label, date, tagOf, locale } = speaker;
  return h('p', [
    t('case.reviews.by', { name, date: date(on), confidence: label('review-confidences', confidence) }),
    ...(comment === undefined ? [] : [' ', h('q', { lang: language === locale.id ? undefined : tagOf(language) }, comment)]),
  ]);
}
