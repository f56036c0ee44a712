import { commitmentsOf } from '../commitment/board.ts';
import { lastReport, statusOf } from '../commitment/status.ts';
import { outcomeOf } from '../case/outcome.ts';
import { OUTCOMES } from '../case/schema.ts';
import type { CaseRecord } from '../case/record.ts';
import { paths } from '../addresses.ts';
import { viewRecord } from '../record/view.ts';
import type { SessionView } from '../session/record.ts';
import { quotaOf } from '../session/selection.ts';
import type { Block, Run } from './document.ts';
import type { PackSource } from './source.ts';

/** What became of the commitments of the session before: those that need somebody first. */
export function commitments(view: SessionView, source: PackSource): Block[] {
  const { words, registry, speaker, date } = source;
  const { previous } = view.facts;
  if (previous === undefined) return [];
  const made = commitmentsOf(registry, { session: previous }, date);
  const row = (record: (typeof made)[number]): Run[][] => {
    const shown = viewRecord(record, speaker.locale.id);
    const of = (field: string, text: string) => words.of(shown, field, text);
    const last = lastReport(shown.facts);
    return [
      [{ ...words.label('commitment-statuses', statusOf(record.facts, date)), strong: true }],
      [words.lab(record.facts.lab)],
      [{ ...of('text', shown.facts.text), href: source.address(paths.record(speaker.locale.id, 'commitments', record.id)) }],
      [words.date(record.facts.due)],
      last ? [of(`reports.${last.id}.text`, last.text)] : [],
    ];
  };
  return [
    { type: 'heading', level: 1, id: 'commitments', text: words.say('pack.commitments') },
    ...(made.length === 0
      ? [paragraph(words.say('session.no-commitments'))]
      : [
          {
            type: 'table' as const,
            caption: words.say('pack.commitments'),
            head: (['status', 'lab', 'text', 'due', 'report'] as const).map((name) => words.say(`pack.commitment.${name}`)),
            widths: [2, 2, 4, 2, 4],
            rows: made.map(row),
          },
        ]),
  ];
}

/** The page for whoever reads one page: why, what the cases say, and how many of them worked. */
export function decision(view: SessionView, cases: readonly CaseRecord[], source: PackSource): Block[] {
  const { words, registry } = source;
  const { facts } = view;
  const { successes, most } = quotaOf(facts, registry);
  const { allSuccess } = facts.selection;
  return [
    { type: 'heading', level: 1, id: 'decision', text: words.say('pack.decision') },
    { type: 'paragraph', style: 'lead', runs: [words.of(view, 'theme', facts.theme)] },
    paragraph(words.of(view, 'why', facts.why)),
    { type: 'paragraph', style: 'small', runs: [words.say('pack.signed'), ...facts.curators.map(words.lab)] },
    { type: 'heading', level: 2, id: 'highlights', text: words.say('session.highlights') },
    { type: 'statements', compact: false, items: facts.highlights.flatMap(source.quote) },
    { type: 'heading', level: 2, id: 'balance', text: words.say('pack.balance') },
    {
      type: 'table',
      caption: words.say('pack.outcomes'),
      head: [words.say('pack.outcome'), words.say('pack.cases')],
      widths: [3, 1],
      rows: OUTCOMES.map((outcome) => [
        [{ ...words.label('outcomes', outcome), outcome }],
        [words.number(cases.filter((each) => outcomeOf(each.facts.verdicts) === outcome).length)],
      ]),
    },
    paragraph(words.say('session.successes', { count: successes, most })),
    ...(allSuccess === undefined
      ? []
      : [paragraph({ ...words.say('session.allSuccess'), strong: true }, words.of(view, 'selection.allSuccess', allSuccess))]),
    { type: 'paragraph', style: 'small', runs: [words.say('pack.trust')] },
  ];
}

const paragraph = (...runs: Run[]): Block => ({ type: 'paragraph', style: 'text', runs });
