import { BRIEF_LIMITS, type BriefLimits, chooseBrief } from '../case/brief.ts';
import { outcomeOf } from '../case/outcome.ts';
import { sayLeftOut } from '../case/page/left-out.ts';
import type { CaseRecord } from '../case/record.ts';
import { lineageOf } from '../lineage/links.ts';
import { formatYears } from '../page/years.ts';
import { PACK_FORM } from '../session/edition.ts';
import { type Block, type Container, idOfPlace, type Run } from './document.ts';
import type { PackSource } from './source.ts';

/** A case on one page: its problem, how it went and on what evidence, results, lessons, what another place would need, where it comes from. */
export function brief(record: CaseRecord, source: PackSource, limits: BriefLimits = BRIEF_LIMITS): Container {
  const { words, speaker, viewOf, caseRun, references, form = PACK_FORM } = source;
  const place = idOfPlace(source.nameOf(record.id));
  const view = viewOf(record);
  const { facts } = view;
  const of = (field: string, text: string) => words.of(view, field, text);
  const [first] = facts.verdicts;
  const hasLines = form > 1 && facts.verdicts.length > 1;
  const years = formatYears(facts.period, speaker);
  const links = lineageOf(record.id, source.registry).map((seen) => ({ ...seen, confirmedBy: seen.link.confirmedBy }));
  const { results, lessons, transfer, lineage, leftOut } = chooseBrief({ ...facts, lineage: links }, limits);
  const more = sayLeftOut(leftOut, speaker);
  const part = (title: Block[], content: Block[]) => (content.length > 0 ? [...title, ...content] : []);
  const heading = (id: string, text: Run): Block[] => [{ type: 'heading', level: 3, id: `${place}-${id}`, text }];
  return {
    type: 'brief',
    id: `brief-${place}`,
    blocks: [
      { type: 'heading', level: 2, id: place, text: of('title', facts.title) },
      { type: 'paragraph', style: 'lead', runs: [of('problem', facts.problem)] },
      {
        type: 'paragraph',
        style: 'facts',
        runs: [
          { ...words.label('outcomes', outcomeOf(facts.verdicts)), outcome: outcomeOf(facts.verdicts), strong: true },
          ...(hasLines ? [] : facts.verdicts.map(({ id, about }) => of(`verdicts.${id}.about`, about))),
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
      ...(hasLines ? [verdicts()] : []),
      { type: 'paragraph', style: 'text', runs: [of('summary', facts.summary)] },
      ...part(
        heading('results', words.label('sections', 'results')),
        statementBlock(results.map((item) => source.state(record, `result-${item.id}`, { ...item, list: 'result' }, false))),
      ),
      ...part(
        heading('lessons', words.say('case.lessons')),
        statementBlock(lessons.map((item) => source.state(record, `lesson-${item.id}`, { ...item, list: 'lesson' }, false))),
      ),
      ...part(
        heading('transfer', words.say('case.transfer')),
        listBlock(transfer.map(({ id, text }) => [of(`transfer.${id}.text`, text)])),
      ),
      ...part(
        heading('lineage', words.say('case.lineage')),
        listBlock(
          lineage.map(({ direction, link, other }) => {
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
          // The words of an edition that was frozen earlier name each number.
          ...(more === undefined ? [] : [words.say('pack.left', { ...leftOut, what: more })]),
          {
            ...words.say('pack.whole', { version: source.versionOf(record) }),
            href: source.address(source.pageOf(record.id)),
          },
        ],
      },
    ],
  };

  /** For what it worked and for what it did not, a line for each. */
  function verdicts(): Block {
    const runs = facts.verdicts.flatMap(({ id, about, outcome }, index): Run[] => [
      { ...words.label('outcomes', outcome), outcome, ...(index > 0 ? { startsLine: true as const } : {}) },
      of(`verdicts.${id}.about`, about),
    ]);
    return { type: 'paragraph', style: 'facts', runs };
  }

  function cost({ facts: { notReported } }: CaseRecord, { figure }: PackSource): Run[] {
    const items = (facts.cost ?? []).slice(0, 2);
    if (items.length === 0) return notReported?.includes('cost') ? [words.say('pack.no-cost')] : [words.say('cost.unknown')];
    return items.flatMap((item) => {
      const number = figure(item);
      const cites = references.cite(record, item.sources);
      return [...(number ? [number] : []), { ...of(`cost.${item.id}.text`, item.text), ...(form > 1 ? { cites } : {}) }];
    });
  }
}

const statementBlock = (items: ReturnType<PackSource['state']>[]): Block[] =>
  items.length > 0 ? [{ type: 'statements', compact: true, items }] : [];
const listBlock = (items: Run[][]): Block[] => (items.length > 0 ? [{ type: 'list', ordered: false, items }] : []);
