import { h } from 'hastscript';
import type { HtmlContent } from '../../page/html.ts';
import type { Speaker } from '../../page/speaker.ts';
import type { RecordChange } from '../../record/changes.ts';

/** The words for a field, by a key of the locale that other pages have too. */
const FIELDS: Readonly<Record<string, string>> = {
  title: 'table.title',
  name: 'field.case.name',
  summary: 'table.summary',
  problem: 'table.problem',
  places: 'compare.field.where',
  level: 'table.level',
  period: 'compare.field.when',
  lifecycle: 'table.lifecycle',
  challenges: 'table.challenges',
  instruments: 'table.instruments',
  sectors: 'table.sectors',
  sdgs: 'table.sdgs',
  methods: 'compare.field.methods',
  actors: 'compare.field.who',
  steward: 'table.steward',
  reviewed: 'fresh.reviewed',
  effort: 'case.effort',
  mission: 'field.case.mission',
  since: 'case.milestones',
  body: 'history.body',
  verdicts: 'tables.verdicts',
  results: 'tables.results',
  lessons: 'tables.lessons',
  transfer: 'tables.conditions',
  cost: 'tables.costs',
  sources: 'tables.sources',
  references: 'tables.sources',
  milestones: 'case.milestones',
  lineage: 'case.lineage',
  spillovers: 'case.spillovers',
};

/** The vocabularies of values that are shown before and after. */
const VOCABULARIES: Readonly<Record<string, string>> = {
  outcome: 'outcomes',
  direction: 'directions',
  status: 'milestone-statuses',
  kind: 'lesson-kinds',
  unit: 'units',
  relation: 'relations',
};

/** Where a sentence has the words of the record. */
const PLACE = '\u0000';

/** The words for a field of a record. */
export const fieldWords = (field: string, { t }: Pick<Speaker, 't'>): string => t(FIELDS[field] ?? 'history.other');

/** The changes of a record in sentences, those that alter what it says first; what only says it otherwise is counted. `lang` is that of the record's words. */
export function changeWords(changes: readonly RecordChange[], speaker: Speaker, lang?: string): HtmlContent[][] {
  const { t, label, number, list } = speaker;
  const nameOf = (field: string) => fieldWords(field, speaker);
  const value = (what: string, shown: string) => {
    if (shown === '') return t('history.nothing');
    if (what === 'strength') return t('evidence.short', { strength: shown });
    if (what === 'value') return number(Number(shown));
    const vocabulary = VOCABULARIES[what];
    return vocabulary ? label(vocabulary, shown) : shown;
  };
  const quoting = (item: string, sentence: string): HtmlContent[] => {
    const [before = '', after = ''] = sentence.split(PLACE);
    return [before, h('span', { lang }, item), after];
  };
  const said = changes.flatMap((change) => {
    const field = nameOf(change.field);
    switch (change.kind) {
      case 'turned': {
        const [before, after] = [value(change.what, change.before), value(change.what, change.after)];
        return [quoting(change.item, t('history.turned', { field, item: PLACE, before, after }))];
      }
      case 'added':
      case 'removed':
        return [quoting(change.item, t(`history.${change.kind}`, { field, item: PLACE }))];
      default:
        return [];
    }
  });
  const counted = (['reworded', 'resourced'] as const).flatMap((kind) =>
    [
      ...Map.groupBy(
        changes.filter((change) => change.kind === kind),
        ({ field }) => nameOf(field),
      ),
    ].map(([field, all]) => [t(`history.${kind}`, { field, count: all.length })]),
  );
  const others = [...new Set(changes.flatMap((change) => (change.kind === 'changed' ? [nameOf(change.field)] : [])))];
  return [...said, ...counted, ...(others.length > 0 ? [[t('history.changed', { fields: list(others) })]] : [])];
}
