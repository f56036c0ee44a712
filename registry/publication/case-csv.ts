import { outcomeOf } from '../case/outcome.ts';
import type { CaseView } from '../case/record.ts';
import { BYTE_ORDER_MARK, cell } from './csv-cell.ts';

const list = (values: readonly (string | number)[] | undefined) => (values ?? []).join('; ');

const columns: [string, (view: CaseView, url: string) => string | number | undefined][] = [
  ['id', (view) => view.id],
  ['language', (view) => view.language],
  ['title', (view) => view.facts.title],
  ['problem', (view) => view.facts.problem],
  ['summary', (view) => view.facts.summary],
  ['countries', (view) => list(view.facts.places.map((place) => place.country))],
  ['level', (view) => view.facts.level],
  ['start', (view) => view.facts.period?.start],
  ['end', (view) => view.facts.period?.end],
  ['lifecycle', (view) => view.facts.lifecycle?.stage],
  ['challenges', (view) => list(view.facts.challenges)],
  ['instruments', (view) => list(view.facts.instruments)],
  ['sectors', (view) => list(view.facts.sectors)],
  ['sdgs', (view) => list(view.facts.sdgs?.map((sdg) => sdg.goal))],
  ['outcome', (view) => outcomeOf(view.facts.verdicts)],
  ['verdicts', (view) => list(view.facts.verdicts.map(({ about, outcome }) => `${about}: ${outcome}`))],
  ['outcome_bases', (view) => list(view.facts.verdicts.map(({ basis }) => basis))],
  ['evidence_strengths', (view) => list(view.facts.verdicts.map(({ evidence }) => evidence.strength))],
  ['evidence_kinds', (view) => list(view.facts.verdicts.map(({ evidence }) => evidence.kind))],
  ['steward', (view) => view.facts.steward],
  ['compiled_on', (view) => view.facts.compiled.on],
  ['url', (_view, url) => url],
];

/**
 * Cases as RFC 4180 CSV in UTF-8 with a byte order mark, one row per case, in the given order; `url` returns each case's page.
 */
export function toCsv(views: readonly CaseView[], url: (id: string) => string): string {
  const rows = views.map((view) => columns.map(([, value]) => cell(value(view, url(view.id)))).join(','));
  return `${BYTE_ORDER_MARK}${[columns.map(([name]) => name).join(','), ...rows].join('\r\n')}\r\n`;
}
