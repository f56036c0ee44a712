import { paths } from '../addresses.ts';
import { outcomeOf } from '../case/outcome.ts';
import type { CaseRecord } from '../case/record.ts';
import type { Case } from '../case/schema.ts';
import { statementsIn } from '../case/statement.ts';
import { lineageOf } from '../lineage/links.ts';
import { formatYears } from '../page/years.ts';
import type { Block, Container, Run } from './document.ts';
import type { PackSource } from './source.ts';

/** How many items of each list stand in a brief. Whole items are left out, never words; how many is said at its foot. */
const ROOM = { results: 5, lessons: 4, transfer: 3, lineage: 3 } as const;

/** A case on one page: its problem, how it went and on what evidence, results, lessons, what another place would need, where it comes from. */
export function brief(record: CaseRecord, source: PackSource): Container {
  const { words, speaker, viewOf, caseRun, references } = source;
  const view = viewOf(record);
  const { facts } = view;
  const of = (field: string, text: string) => words.of(view, field, text);
  const [first] = facts.verdicts;
  const years = formatYears(facts.period, speaker);
  const statements = statementsIn(facts);
  const pick = (anchors: readonly string[]) =>
    anchors.map((anchor) => source.state(record, anchor, statements.get(anchor)!, false));
  const results = chooseResults(facts).map((id) => `result-${id}`);
  const lessons = chooseLessons(facts).map((id) => `lesson-${id}`);
  const transfer = (facts.transfer ?? []).slice(0, ROOM.transfer);
  const lineage = lineageOf(record.id, source.registry).toSorted((a, b) => rank(a.link) - rank(b.link));
  const part = (title: Block[], content: Block[]) => (content.length > 0 ? [...title, ...content] : []);
  const heading = (id: string, text: Run): Block[] => [{ type: 'heading', level: 3, id: `${record.id}-${id}`, text }];
  const left = {
    results: (facts.results ?? []).length - results.length,
    lessons: (facts.lessons ?? []).length - lessons.length,
    transfer: (facts.transfer ?? []).length - transfer.length,
    lineage: Math.max(0, lineage.length - ROOM.lineage),
  };
  return {
    type: 'brief',
    id: `brief-${record.id}`,
    blocks: [
      { type: 'heading', level: 2, id: record.id, text: of('title', facts.title) },
      { type: 'paragraph', style: 'lead', runs: [of('problem', facts.problem)] },
      {
        type: 'paragraph',
        style: 'facts',
        runs: [
          { ...words.label('outcomes', outcomeOf(facts.verdicts)), outcome: outcomeOf(facts.verdicts), strong: true },
          ...facts.verdicts.map(({ id, about }) => of(`verdicts.${id}.about`, about)),
          words.label('outcome-bases', first!.basis),
          words.say('evidence.mark', {
            strength: first!.evidence.strength,
            label: speaker.label('evidence-strength', first!.evidence.strength),
          }),
          source.where(view),
          ...(years ? [words.fact(years)] : []),
          ...(facts.lifecycle ? [words.label('lifecycle', facts.lifecycle.stage)] : []),
          ...(view.state === 'original' || view.state === 'human' ? [] : [words.label('translation-states', view.state)]),
        ],
      },
      { type: 'paragraph', style: 'text', runs: [of('summary', facts.summary)] },
      ...part(heading('results', words.label('sections', 'results')), statementBlock(pick(results))),
      ...part(heading('lessons', words.say('case.lessons')), statementBlock(pick(lessons))),
      ...part(
        heading('transfer', words.say('case.transfer')),
        listBlock(transfer.map(({ id, text }) => [of(`transfer.${id}.text`, text)])),
      ),
      ...part(
        heading('lineage', words.say('case.lineage')),
        listBlock(
          lineage.slice(0, ROOM.lineage).map(({ direction, link, other }) => {
            const found = other === undefined ? undefined : source.registry.cases.get(other);
            return [
              direction === 'out'
                ? words.label('relations', link.relation)
                : { text: speaker.inverse(link.relation), from: `label:relations/${link.relation}` },
              found ? caseRun(found) : of(`lineage.${link.id}.name`, link.name ?? link.case ?? ''),
            ];
          }),
        ),
      ),
      { type: 'paragraph', style: 'facts', runs: [{ ...words.say('glance.cost'), strong: true }, ...cost(record, source)] },
      {
        type: 'paragraph',
        style: 'small',
        runs: [
          ...(left.lessons + left.results + left.transfer + left.lineage > 0 ? [words.say('pack.left', left)] : []),
          {
            ...words.say('pack.whole', { version: source.versionOf(record) }),
            href: source.address(paths.case(speaker.locale.id, record.id)),
          },
        ],
      },
    ],
  };

  function cost({ facts: { notReported } }: CaseRecord, { figure }: PackSource): Run[] {
    const items = (facts.cost ?? []).slice(0, 2);
    if (items.length === 0) return notReported?.includes('cost') ? [words.say('pack.no-cost')] : [words.say('cost.unknown')];
    return items.flatMap((item) => {
      const number = figure(item);
      references.cite(record, item.sources);
      return [...(number ? [number] : []), of(`cost.${item.id}.text`, item.text)];
    });
  }
}

const statementBlock = (items: ReturnType<PackSource['state']>[]): Block[] =>
  items.length > 0 ? [{ type: 'statements', compact: true, items }] : [];
const listBlock = (items: Run[][]): Block[] => (items.length > 0 ? [{ type: 'list', ordered: false, items }] : []);
const rank = ({ confirmedBy }: { confirmedBy?: string | undefined }) => (confirmedBy ? 0 : 1);

/** Results in the order of the record: what nobody aimed at or what went badly is kept first, then figures, then one that nobody measured. */
export function chooseResults({ results = [] }: Pick<Case, 'results'>): string[] {
  const weight = ({ unintended, direction, value }: (typeof results)[number]) =>
    unintended || direction === 'negative' ? 0 : direction === 'not-measured' ? 1 : value !== undefined ? 2 : 3;
  return keep(results, weight, ROOM.results);
}

/** Lessons in the order of the record: the first that fails, that depends and that works are kept, then the others. */
export function chooseLessons({ lessons = [] }: Pick<Case, 'lessons'>): string[] {
  const firsts = new Set(['fails', 'depends', 'works'].flatMap((kind) => lessons.find((each) => each.kind === kind)?.id ?? []));
  return keep(lessons, ({ id }) => (firsts.has(id) ? 0 : 1), ROOM.lessons);
}

/** The ids of the `room` items that weigh least, in the order in which they stand. */
function keep<Item extends { id: string }>(items: readonly Item[], weight: (item: Item) => number, room: number): string[] {
  const kept = new Set(items.toSorted((a, b) => weight(a) - weight(b)).slice(0, room));
  return items.filter((item) => kept.has(item)).map(({ id }) => id);
}
