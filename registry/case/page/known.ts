import type { Element } from 'hast';
import { h } from 'hastscript';
import { paths } from '../../addresses.ts';
import { figure } from '../../page/format-figure.ts';
import type { HtmlContent } from '../../page/html.ts';
import { evidenceMark, outcomeMark } from '../../page/marks.ts';
import type { Speaker } from '../../page/speaker.ts';
import type { CaseView } from '../record.ts';
import { OUTCOMES, type Result, type Verdict } from '../schema.ts';

/** Strength from which on an effect was held against that on those who did not take part. */
const COMPARED = 3;
const MOST_QUESTIONS = 8;
/** So many verdicts are all listed. Of more, so many of each outcome under an instrument, and the rest is a search. */
const [MANY_VERDICTS, MOST_OF_OUTCOME] = [400, 3];
const MOST_DISAGREEING = 20;

/**
 * What cases about one problem (`challenge`) say together: their verdicts by instrument, results that disagree, what nobody knows, and what to
 * ask first. All of it is in the records; nothing is concluded here.
 */
export function whatIsKnown(views: readonly CaseView[], challenge: string, speaker: Speaker): Element[] {
  const { t } = speaker;
  const search = `${paths.search(speaker.locale.id)}?challenge=${challenge}`;
  const part = (id: string, intro: string | undefined, content: HtmlContent[]) =>
    content.length > 0
      ? [
          h('section.known', { ariaLabelledBy: id }, [
            h('h2', { id }, t(`known.${id}`)),
            ...(intro ? [h('p.small', t(intro))] : []),
            ...content,
          ]),
        ]
      : [];
  return [
    ...part('title', 'known.intro', byInstrument(views, search, speaker)),
    ...part('disagree', 'known.disagree.intro', disagreeing(views, search, speaker)),
    ...part('missing', undefined, missing(views, speaker)),
    ...part('ask', 'known.ask.intro', questions(views, speaker)),
  ];
}

function byInstrument(views: readonly CaseView[], search: string, speaker: Speaker): Element[] {
  const { label, registry, locale } = speaker;
  const order = [...(registry.vocabularies.get('instruments')?.concepts.keys() ?? [])];
  const groups = Map.groupBy(
    views.flatMap((view) => view.facts.instruments.map((instrument) => ({ instrument, view }))),
    ({ instrument }) => instrument,
  );
  const all = views.reduce((sum, { facts }) => sum + facts.verdicts.length * facts.instruments.length, 0);
  const sorted = [...groups].toSorted(([a, one], [b, other]) => other.length - one.length || order.indexOf(a) - order.indexOf(b));
  return sorted.map(([instrument, entries]) => {
    const verdicts = entries
      .flatMap(({ view }) => view.facts.verdicts.map((verdict) => ({ view, verdict })))
      .toSorted((a, b) => rank(a.verdict) - rank(b.verdict));
    const shown =
      all <= MANY_VERDICTS
        ? verdicts
        : OUTCOMES.flatMap((outcome) => verdicts.filter(({ verdict }) => verdict.outcome === outcome).slice(0, MOST_OF_OUTCOME));
    return h('details.known-instrument', { open: sorted[0]![0] === instrument }, [
      h('summary', [
        h('span', label('instruments', instrument)),
        ' ',
        h(
          'span.count',
          tally(
            verdicts.map(({ verdict }) => verdict),
            speaker,
          ),
        ),
      ]),
      h(
        'ul',
        shown.map(({ view, verdict }) =>
          h('li', [
            outcomeMark(verdict.outcome, speaker),
            ': ',
            h('span.about', { lang: langOf(view, speaker) }, verdict.about),
            '. ',
            h(
              'a',
              { href: `${paths.case(locale.id, view.id)}#verdict-${verdict.id}`, lang: langOf(view, speaker) },
              view.facts.name,
            ),
            ' ',
            evidenceMark(verdict.evidence.strength, speaker),
          ]),
        ),
      ),
      ...more(verdicts.length - shown.length, `${search}&instrument=${instrument}`, speaker),
    ]);
  });
}

/** Leads to what is not listed, if there is any. */
const more = (count: number, href: string, { t }: Speaker): Element[] =>
  count > 0 ? [h('p.small', h('a', { href }, t('known.more', { count })))] : [];

/** By outcome, the strongest evidence first. */
const rank = ({ outcome, evidence }: Verdict) => OUTCOMES.indexOf(outcome) * 10 - evidence.strength;

/** "Worked: 2 · Did not work: 1". */
const tally = (verdicts: readonly Verdict[], { label, number }: Speaker) =>
  OUTCOMES.flatMap((outcome) => {
    const count = verdicts.filter((verdict) => verdict.outcome === outcome).length;
    return count > 0 ? [`${label('outcomes', outcome)}: ${number(count)}`] : [];
  }).join(' · ');

const AGAINST: readonly Result['direction'][] = ['none', 'negative'];

function disagreeing(views: readonly CaseView[], search: string, speaker: Speaker): Element[] {
  const { t, locale } = speaker;
  const found = views.flatMap((view) =>
    view.facts.verdicts.flatMap((verdict) => {
      const results = (view.facts.results ?? []).filter((result) => result.verdict === verdict.id);
      const better = results.filter(({ direction }) => direction === 'positive');
      const not = results.filter(({ direction }) => AGAINST.includes(direction));
      return better.length > 0 && not.length > 0 ? [{ view, verdict, better, not }] : [];
    }),
  );
  const shown =
    found.length > MOST_DISAGREEING
      ? found.toSorted((a, b) => b.verdict.evidence.strength - a.verdict.evidence.strength).slice(0, MOST_DISAGREEING)
      : found;
  return [
    ...shown.flatMap(({ view, verdict, better, not }) => {
      const lang = langOf(view, speaker);
      const side = (title: string, items: readonly Result[]) =>
        h('div', [
          h('h4', t(title)),
          h(
            'ul',
            items.map((result) =>
              h('li', [
                ...figure(result, speaker).flatMap((shown) => [shown, ' · ']),
                h('a', { href: `${paths.case(locale.id, view.id)}#result-${result.id}`, lang }, result.text),
                ...(result.strength === undefined
                  ? []
                  : [' ', h('span.small', t('evidence.short', { strength: result.strength }))]),
              ]),
            ),
          ),
        ]);
      return [
        h('h3', { lang }, [view.facts.name, ': ', verdict.about]),
        h('div.two-sides', [side('known.for', better), side('known.against', not)]),
      ];
    }),
    ...more(found.length - shown.length, search, speaker),
  ];
}

function missing(views: readonly CaseView[], { t }: Speaker): Element[] {
  const verdicts = views.flatMap(({ facts }) => facts.verdicts);
  const cases = (holds: (view: CaseView) => boolean) => ({ count: views.filter(holds).length, all: views.length });
  const said: [string, { count: number; all: number }][] = [
    ['comparison', { count: verdicts.filter(({ evidence }) => evidence.strength >= COMPARED).length, all: verdicts.length }],
    ['measured', cases(({ facts }) => (facts.results ?? []).some(({ direction }) => direction === 'not-measured'))],
    ['cost', cases(({ facts }) => facts.cost !== undefined)],
    ['since', cases(({ facts }) => facts.since !== undefined)],
    ['reviewed', cases(({ facts }) => facts.reviewed !== undefined)],
  ];
  return [
    h(
      'ul.plain-list',
      said.map(([name, { count, all }]) => {
        const among = t(name === 'comparison' ? 'verdicts.count' : 'cases.count', { count: all });
        return h('li', { dataCount: name }, t(`known.missing.${name}`, { count, all: among }));
      }),
    ),
  ];
}

/** One condition of each case before a second of any, those of cases with the strongest evidence first. */
function questions(views: readonly CaseView[], speaker: Speaker): Element[] {
  const { t, locale } = speaker;
  const strongest = (view: CaseView) => Math.max(...view.facts.verdicts.map(({ evidence }) => evidence.strength));
  const byCase = views.toSorted((a, b) => strongest(b) - strongest(a));
  const rounds = [0, 1, 2].flatMap((round) =>
    byCase.flatMap((view) => {
      const item = view.facts.transfer?.[round];
      return item ? [{ view, item }] : [];
    }),
  );
  const items = rounds
    .slice(0, MOST_QUESTIONS)
    .map(({ view, item }) =>
      h('li', [
        h('span', { lang: langOf(view, speaker) }, item.text),
        ' ',
        h(
          'a.small',
          { href: `${paths.case(locale.id, view.id)}#transfer-${item.id}`, lang: langOf(view, speaker) },
          view.facts.name,
        ),
        ...(item.basis === 'derived' ? [' ', h('span.tag', t('lesson.derived'))] : []),
      ]),
    );
  return items.length > 0 ? [h('ul.plain-list', items)] : [];
}

const langOf = (view: CaseView, { tagOf }: Speaker) => (view.isFallback ? tagOf(view.language) : undefined);
