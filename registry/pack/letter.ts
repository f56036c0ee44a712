import { readStatementName, statementsIn } from '../case/statement.ts';
import { paths } from '../addresses.ts';
import { dueOn } from '../commitment/due.ts';
import { statusOf } from '../commitment/status.ts';
import { labName } from '../lab/record.ts';
import type { Speaker } from '../page/speaker.ts';
import { titleOf, viewRecord } from '../record/view.ts';
import type { RegistryRecord } from '../record/record.ts';
import { isUnused, type Reuse, reuseOf } from '../reuse/reuse.ts';
import { barePack } from './bare.ts';
import type { Block, Pack, Run } from './document.ts';
import { makeWords } from './words.ts';

interface LetterOptions {
  speaker: Speaker;
  siteUrl: string;
  /** A day, YYYY-MM-DD. */
  today: string;
}

/** A letter to a lab: where its lessons were quoted, tried and adopted, and what it owes soon. */
export function letterPack(lab: string, { speaker, siteUrl, today }: LetterOptions): Pack {
  const { registry, locale } = speaker;
  const words = makeWords(speaker);
  const reuse = reuseOf(lab, registry);
  const name = labName(registry, lab);
  const address = (path: string) => new URL(path, siteUrl).href;
  /** The name of a record of any kind, with its address. */
  const nameOf = (record: unknown): Run => {
    const view = viewRecord(record as RegistryRecord, locale.id);
    return {
      ...words.of(view, view.kind.title, titleOf(view)),
      href: address(paths.record(locale.id, view.kind.folder, view.id)),
    };
  };
  /** A lesson or result in its own words, with its address. */
  const quoted = (statement: string): Run[] => {
    const { case: id, anchor } = readStatementName(statement)!;
    const record = registry.cases.get(id);
    const view = record && viewRecord(record, locale.id);
    const said = view && statementsIn(view.facts).get(anchor);
    if (!said) return [];
    const href = `${address(paths.case(locale.id, id))}#${anchor}`;
    return [{ ...words.of(view, `${anchor}.text`, said.text), href, startsLine: true }];
  };
  const list = (id: keyof Reuse, items: Run[][]): Block[] =>
    items.length === 0
      ? []
      : [
          { type: 'heading', level: 2, id, text: words.say(`reuse.${id}`) },
          { type: 'list', ordered: false, items },
        ];
  const owed = dueOn(registry, today).filter((each) => each.lab === lab);
  const title = words.say('letter.title', { lab: name });
  const blocks: Block[] = [
    { type: 'heading', level: 1, id: 'letter', text: title },
    {
      type: 'paragraph',
      style: 'text',
      runs: [words.say('letter.intro', { name: registry.name, date: speaker.date(today) })],
    },
    ...(isUnused(reuse) ? [{ type: 'paragraph' as const, style: 'text' as const, runs: [words.say('reuse.none')] }] : []),
    ...list(
      'quoted',
      reuse.quoted.map(({ session, statements }) => [
        { ...nameOf(session), strong: true },
        words.say('reuse.statements', { count: statements.length }),
        ...statements.flatMap(quoted),
      ]),
    ),
    ...list(
      'tried',
      reuse.tried.map((record) => [
        { ...words.lab(record.facts.lab), strong: true },
        nameOf(record),
        words.label('commitment-statuses', statusOf(record.facts, today)),
      ]),
    ),
    ...list(
      'adopted',
      reuse.adopted.map(({ from, other, name: named }) => [
        { ...(other ? nameOf(other) : words.fact(named)), strong: true },
        words.say('lab.learned.from', { name: viewRecord(from, locale.id).facts.name }),
      ]),
    ),
    ...list(
      'commented',
      reuse.commented.map((record) => [
        { ...words.lab(record.facts.lab), strong: true },
        nameOf(record),
        words.say('reuse.wouldTry', { answer: speaker.inSentence('comment-answers', record.facts.wouldTry) }),
      ]),
    ),
    { type: 'heading', level: 2, id: 'due', text: words.say('letter.due') },
    owed.length === 0
      ? { type: 'paragraph', style: 'text', runs: [words.say('letter.due.none')] }
      : {
          type: 'list',
          ordered: false,
          items: owed.map(({ record, what, on, isOverdue }) => [
            { ...nameOf(record), strong: true },
            words.say(`due.${what}`),
            words.date(on),
            ...(isOverdue ? [words.say('due.overdue')] : []),
          ]),
        },
  ];
  return barePack(words, speaker, {
    name: `letter-${lab}`,
    ...{ title, date: today },
    blocks: [{ type: 'brief', id: 'letter-text', blocks }],
  });
}
