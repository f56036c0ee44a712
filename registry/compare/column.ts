import { h } from 'hastscript';
import type { Element } from 'hast';
import { paths } from '../addresses.ts';
import { forWhat } from '../case/for-what.ts';
import { outcomeOf } from '../case/outcome.ts';
import type { CaseRecord } from '../case/record.ts';
import type { Case } from '../case/schema.ts';
import { figure } from '../page/format-figure.ts';
import { html, type HtmlContent } from '../page/html.ts';
import { evidenceMark, outcomeMark } from '../page/marks.ts';
import type { Speaker } from '../page/speaker.ts';
import { formatYears } from '../page/years.ts';
import { viewRecord } from '../record/view.ts';
import type { Cell, Column, ComparedField } from './table.ts';

const cell = (content: HtmlContent[], same?: string): Cell => ({
  html: html(h('span', content)).replace(/^<span>|<\/span>$/g, ''),
  ...(same === undefined ? {} : { same }),
});
const concepts = (vocabulary: string, ids: readonly string[], { label }: Speaker) =>
  ids.map((id) => cell([label(vocabulary, id)], id));
const told = (items: readonly ((Parameters<typeof figure>[0] & { text: string }) | undefined)[] | undefined, speaker: Speaker) =>
  (items ?? []).flatMap((item) => (item ? [cell([...withDot(figure(item, speaker)), item.text])] : []));
const withDot = (figures: Element[]): HtmlContent[] => figures.flatMap((shown) => [shown, ' · ']);

/** What a case says under each field. */
const VALUES: Record<ComparedField, (facts: Case, speaker: Speaker) => Cell[]> = {
  problem: ({ problem }) => [cell([problem])],
  verdicts: ({ verdicts }, speaker) =>
    verdicts.map(({ about, outcome, evidence }) =>
      cell([outcomeMark(outcome, speaker), ': ', h('span.about', about), h('br'), evidenceMark(evidence.strength, speaker)]),
    ),
  results: ({ results }, speaker) =>
    (results ?? []).map((result) =>
      cell([
        ...(result.value === undefined ? [h('strong', speaker.label('directions', result.direction)), ' · '] : []),
        ...withDot(figure(result, speaker)),
        result.text,
      ]),
    ),
  cost: ({ cost }, speaker) => told(cost, speaker),
  time: ({ effort }, speaker) => told([effort?.time], speaker),
  team: ({ effort }, speaker) => told([effort?.team], speaker),
  agreements: ({ effort }, speaker) => told(effort?.agreements, speaker),
  law: ({ effort }, speaker) => told([effort?.law], speaker),
  depends: ({ transfer }) => (transfer ?? []).map(({ text }) => cell([text])),
  lessons: ({ lessons }, { label }) =>
    (lessons ?? []).map(({ kind, text }) =>
      cell([h('span', { className: ['lesson-kind', `kind-${kind}`] }, `${label('lesson-kinds', kind)}. `), text]),
    ),
  where: ({ places }, { country }) =>
    places.map((place) => cell([country(place.country), ...(place.name ? [`, ${place.name}`] : [])], place.country)),
  level: ({ level }, speaker) => concepts('levels', [level], speaker),
  when: ({ period }, speaker) => (period && formatYears(period, speaker) ? [cell([formatYears(period, speaker)])] : []),
  lifecycle: ({ lifecycle }, speaker) => concepts('lifecycle', lifecycle ? [lifecycle.stage] : [], speaker),
  challenges: ({ challenges }, speaker) => concepts('challenges', challenges, speaker),
  instruments: ({ instruments }, speaker) => concepts('instruments', instruments, speaker),
  sectors: ({ sectors }, speaker) => concepts('sectors', sectors, speaker),
  methods: ({ methods }, { registry, locale }) =>
    (methods ?? []).flatMap((id) => {
      const method = registry.methods.get(id);
      return method ? [cell([viewRecord(method, locale.id).facts.name], id)] : [];
    }),
  who: ({ actors }) => actors.map(({ name }) => cell([name], name)),
};

/** A case as a column of a comparison in a language. */
export function columnOf(record: CaseRecord, speaker: Speaker): Column {
  const { locale, country, list, label, tagOf } = speaker;
  const view = viewRecord(record, locale.id);
  const { facts } = view;
  const countries = list(new Set(facts.places.map((place) => country(place.country))));
  const cells = Object.entries(VALUES).map(([field, values]) => [field, values(facts, speaker)] as const);
  return {
    id: record.id,
    name: facts.name,
    title: facts.title,
    ...(view.isFallback ? { lang: tagOf(view.language) } : {}),
    href: paths.case(locale.id, record.id),
    where: [countries, formatYears(facts.period, speaker)].filter(Boolean).join(', '),
    outcome: `${label('outcomes', outcomeOf(facts.verdicts))}: ${forWhat(facts.verdicts, (id) => speaker.inSentence('outcomes', id))}`,
    cells: Object.fromEntries(cells.filter(([, all]) => all.length > 0)),
  };
}
