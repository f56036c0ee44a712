import type { CaseRecord } from '../case/record.ts';
import { formatYears } from '../page/years.ts';
import type { SessionView } from '../session/record.ts';
import type { Block, PackStatement, Run } from './document.ts';
import type { PackSource } from './source.ts';

/** What the cases say on each question of the session, word for word. */
export function sayings(view: SessionView, source: PackSource): Block[] {
  const { words } = source;
  return [
    { type: 'heading', level: 1, id: 'sayings', text: words.say('pack.sayings') },
    ...view.facts.questions.flatMap(({ id, text, lessons }): Block[] => [
      { type: 'heading', level: 2, id: `question-${id}`, text: words.of(view, `questions.${id}.text`, text) },
      { type: 'statements', compact: false, items: lessons.flatMap(source.quote) },
    ]),
  ];
}

/** The cases side by side, one line each. */
export function comparisonTable(view: SessionView, cases: readonly CaseRecord[], source: PackSource): Block[] {
  const { words, speaker, viewOf, caseRun, where } = source;
  const why = new Map(view.facts.selection.cases.map((each) => [each.case, each.why]));
  const row = (record: CaseRecord): Run[][] => {
    const shown = viewOf(record);
    const { facts } = shown;
    const years = formatYears(facts.period, speaker);
    const reason = why.get(record.id);
    return [
      [caseRun(record)],
      [where(shown), ...(years ? [words.fact(years)] : [])],
      facts.verdicts.flatMap(({ id, about, outcome }) => [
        { ...words.label('outcomes', outcome), outcome, startsLine: true },
        words.of(shown, `verdicts.${id}.about`, about),
      ]),
      facts.verdicts.map(({ evidence }) => words.number(evidence.strength)).slice(0, 1),
      reason === undefined ? [] : [words.of(view, `selection.cases.${record.id}.why`, reason)],
    ];
  };
  return [
    { type: 'heading', level: 1, id: 'comparison', text: words.say('pack.comparison') },
    {
      type: 'table',
      caption: words.say('pack.comparison.caption'),
      head: (['case', 'where', 'verdicts', 'strength', 'why'] as const).map((name) => words.say(`pack.column.${name}`)),
      widths: [4, 3, 6, 1.6, 4],
      rows: cases.map(row),
    },
  ];
}

const AGAINST = ['negative', 'none', 'mixed'];

/** Where results of one case point different ways, side by side; and cases that worked for one end and not for another. */
export function conflicts(cases: readonly CaseRecord[], source: PackSource): Block[] {
  const { words, viewOf } = source;
  const found = cases.flatMap((record): { record: CaseRecord; items: PackStatement[] }[] => {
    const { facts } = viewOf(record);
    const results = facts.results ?? [];
    const isTorn =
      results.some(({ direction }) => direction === 'positive') && results.some(({ direction }) => AGAINST.includes(direction));
    if (!isTorn) return [];
    const told = results.filter(({ direction }) => direction === 'positive' || AGAINST.includes(direction));
    return [
      { record, items: told.map((result) => source.state(record, `result-${result.id}`, { ...result, list: 'result' }, false)) },
    ];
  });
  return [
    { type: 'heading', level: 1, id: 'conflicts', text: words.say('pack.conflicts') },
    { type: 'paragraph', style: 'text', runs: [words.say(found.length > 0 ? 'pack.conflicts.intro' : 'pack.conflicts.none')] },
    ...found.flatMap(({ record, items }): Block[] => [
      {
        type: 'heading',
        level: 2,
        id: `conflict-${record.id}`,
        text: words.of(viewOf(record), 'name', viewOf(record).facts.name),
      },
      { type: 'statements', compact: true, items },
    ]),
  ];
}
