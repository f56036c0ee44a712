import type { CaseRecord } from '../case/record.ts';
import { readStatementName, statementsIn } from '../case/statement.ts';
import { paths } from '../addresses.ts';
import { dueOn } from '../commitment/due.ts';
import { statusOf } from '../commitment/status.ts';
import { labName } from '../lab/record.ts';
import type { Speaker } from '../page/speaker.ts';
import { titleOf, viewRecord } from '../record/view.ts';
import type { RegistryRecord } from '../record/record.ts';
import { isUnused, reuseOf } from '../reuse/reuse.ts';
import type { Block, Pack, Run } from './document.ts';
import { columnNames, makeWords } from './words.ts';

interface LetterOptions {
  speaker: Speaker;
  siteUrl: string;
  /** A day, YYYY-MM-DD. */
  today: string;
}

/** A letter to a lab: where its lessons were quoted, tried and adopted, and what it owes soon. */
export function letterPack(lab: string, { speaker, siteUrl, today }: LetterOptions): Pack {
  const { registry, locale, tagOf } = speaker;
  const words = makeWords(speaker);
  const reuse = reuseOf(lab, registry);
  const name = labName(registry, lab);
  const nameOf = (record: RegistryRecord): Run => {
    const view = viewRecord(record, locale.id);
    return {
      ...words.fact(titleOf(view)),
      href: new URL(paths.record(locale.id, record.kind.folder, record.id), siteUrl).href,
      ...(view.isFallback ? { lang: tagOf(view.language) } : {}),
    };
  };
  /** A lesson or result in its own words, with its address. */
  const quoted = (name: string): Run[] => {
    const { case: id, anchor } = readStatementName(name)!;
    const record = registry.cases.get(id);
    const view = record && viewRecord(record, locale.id);
    const said = view && statementsIn(view.facts).get(anchor);
    if (!said) return [];
    const lang = view.isFallback ? { lang: tagOf(view.language) } : {};
    return [
      {
        ...words.fact(said.text),
        ...lang,
        href: `${new URL(paths.case(locale.id, id), siteUrl).href}#${anchor}`,
        startsLine: true,
      },
    ];
  };
  const about = (record: CaseRecord) => nameOf(record as unknown as RegistryRecord);
  const list = (
    id: string,
    key: 'reuse.quoted' | 'reuse.tried' | 'reuse.adopted' | 'reuse.commented',
    items: Run[][],
  ): Block[] =>
    items.length === 0
      ? []
      : [
          { type: 'heading', level: 2, id, text: words.say(key) },
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
      'reuse.quoted',
      reuse.quoted.map(({ session, statements }) => [
        { ...nameOf(session as unknown as RegistryRecord), strong: true },
        words.say('reuse.statements', { count: statements.length }),
        ...statements.flatMap(quoted),
      ]),
    ),
    ...list(
      'tried',
      'reuse.tried',
      reuse.tried.map((record) => [
        { ...words.lab(record.facts.lab), strong: true },
        nameOf(record as unknown as RegistryRecord),
        words.label('commitment-statuses', statusOf(record.facts, today)),
      ]),
    ),
    ...list(
      'adopted',
      'reuse.adopted',
      reuse.adopted.map(({ from, other, name: named }) => [
        other ? { ...about(other), strong: true } : { ...words.fact(named), strong: true },
        words.say('lab.learned.from', { name: from.facts.name }),
      ]),
    ),
    ...list(
      'commented',
      'reuse.commented',
      reuse.commented.map((record) => [
        { ...words.lab(record.facts.lab), strong: true },
        nameOf(record as unknown as RegistryRecord),
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
  return {
    isBare: true,
    ...{ session: `letter-${lab}`, locale: locale.id, tag: locale.tag, version: '', date: today, title, cover: [] },
    ...{ author: words.fact(registry.name), contents: words.say('pack.contents'), words: columnNames(words) },
    blocks: [{ type: 'brief', id: 'letter-text', blocks }],
  };
}
