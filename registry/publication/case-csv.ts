import { outcomeOf } from '../case/outcome.ts';
import type { CaseView } from '../case/record.ts';
import { BYTE_ORDER_MARK, cell } from './csv-cell.ts';

const list = (values: readonly (string | number)[] | undefined) => (values ?? []).join('; ');

/** Each column: its name, which never changes, the words for what it holds, and its value. */
const columns: [name: string, words: string, value: (view: CaseView, url: string) => string | number | undefined][] = [
  ['id', 'table.id', (view) => view.id],
  ['language', 'table.language', (view) => view.language],
  ['title', 'table.title', (view) => view.facts.title],
  ['problem', 'table.problem', (view) => view.facts.problem],
  ['summary', 'table.summary', (view) => view.facts.summary],
  ['countries', 'table.countries', (view) => list([...new Set(view.facts.places.map((place) => place.country))])],
  ['level', 'table.level', (view) => view.facts.level],
  ['start', 'table.start', (view) => view.facts.period?.start],
  ['end', 'table.end', (view) => view.facts.period?.end],
  ['lifecycle', 'table.lifecycle', (view) => view.facts.lifecycle?.stage],
  ['challenges', 'table.challenges', (view) => list(view.facts.challenges)],
  ['instruments', 'table.instruments', (view) => list(view.facts.instruments)],
  ['sectors', 'table.sectors', (view) => list(view.facts.sectors)],
  ['sdgs', 'table.sdgs', (view) => list(view.facts.sdgs?.map((sdg) => sdg.goal))],
  ['outcome', 'table.outcome', (view) => outcomeOf(view.facts.verdicts)],
  ['verdicts', 'data.csv.verdicts', (view) => list(view.facts.verdicts.map(({ about, outcome }) => `${about}: ${outcome}`))],
  ['outcome_bases', 'data.csv.basis', (view) => list(view.facts.verdicts.map(({ basis }) => basis))],
  ['evidence_strengths', 'data.csv.strength', (view) => list(view.facts.verdicts.map(({ evidence }) => evidence.strength))],
  ['evidence_kinds', 'data.csv.evidence-kind', (view) => list(view.facts.verdicts.map(({ evidence }) => evidence.kind))],
  ['steward', 'table.steward', (view) => view.facts.steward],
  ['compiled_on', 'table.compiled-on', (view) => view.facts.compiled.on],
  ['url', 'table.url', (_view, url) => url],
];

/** What each column of the table holds, by its name; `.about` of the words says it. */
export const CSV_COLUMNS: readonly { name: string; words: string }[] = columns.map(([name, words]) => ({ name, words }));

/**
 * Cases as RFC 4180 CSV in UTF-8 with a byte order mark, one row per case, in the given order; `url` returns each case's page.
 */
export function toCsv(views: readonly CaseView[], url: (id: string) => string): string {
  const rows = views.map((view) => columns.map(([, , value]) => cell(value(view, url(view.id)))).join(','));
  return `${BYTE_ORDER_MARK}${[columns.map(([name]) => name).join(','), ...rows].join('\r\n')}\r\n`;
}
