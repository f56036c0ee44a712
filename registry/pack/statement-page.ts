import type { Element } from 'hast';
import { h } from 'hastscript';
import { paths } from '../addresses.ts';
import { forWhat } from '../case/for-what.ts';
import { outcomeOf } from '../case/outcome.ts';
import type { CaseRecord } from '../case/record.ts';
import { statementsIn } from '../case/statement.ts';
import { formatLocator } from '../page/citations.ts';
import { figure } from '../page/format-figure.ts';
import { evidenceMark, outcomeMark } from '../page/marks.ts';
import { sourceParts } from '../page/sources.ts';
import type { Speaker } from '../page/speaker.ts';
import { viewRecord } from '../record/view.ts';
import { sourceAddress, findSource } from '../source/source.ts';
import { compareStatement } from './today.ts';

interface StatementPage {
  /** The case as it was at the version. */
  record: CaseRecord;
  version: string;
  anchor: string;
  /** The case as it is now; undefined when it is not published any more. */
  now: CaseRecord | undefined;
  /** How things are said; of the registry as it was then. */
  speaker: Speaker;
}

/** One lesson or result as a pack quotes it: the claim, its source, how its case went at that version, and what became of it since. */
export function statementPage({ record, version, anchor, now, speaker }: StatementPage): Element {
  const { t, label, locale, tagOf, registry } = speaker;
  const view = viewRecord(record, locale.id);
  const lang = view.isFallback ? tagOf(view.language) : undefined;
  const about = forWhat(view.facts.verdicts, (outcome) => speaker.inSentence('outcomes', outcome));
  const statement = statementsIn(view.facts).get(anchor)!;
  const original = statementsIn(record.facts).get(anchor)!;
  const since = compareStatement(original, now && statementsIn(now.facts).get(anchor));
  const [first] = view.facts.verdicts;
  const notes =
    statement.list === 'lesson'
      ? [['conditions', statement.conditions] as const, ['caveat', statement.caveat] as const].filter(([, text]) => text)
      : [];
  const sources = statement.sources.flatMap(({ id, locator }) => {
    const source = findSource(id, record.facts.references, registry.sources);
    if (!source) return [];
    const { authors, title, where } = sourceParts(source, speaker);
    const address = sourceAddress(source);
    const cite = h('cite', { lang: source.language }, title);
    return [
      h('li', [
        `${authors}. `,
        address ? h('a', { href: address }, [cite]) : cite,
        `. ${where}. ${formatLocator(locator, speaker)}`,
      ]),
    ];
  });
  const home = paths.case(locale.id, (now ?? record).id);
  const place = `${home}${since === 'withdrawn' ? '' : `#${anchor}`}`;
  return h('article.case.statement-page', [
    h('p.crumb', [h('a', { href: home, lang }, view.facts.name)]),
    h('h1', t('quoted.title')),
    h('p.kicker', statement.list === 'lesson' ? label('lesson-kinds', statement.kind) : label('directions', statement.direction)),
    h('p.problem', [
      ...(statement.list === 'result' ? figure(statement, speaker).flatMap((shown) => [shown, ' ']) : []),
      h('q', { lang }, statement.text),
    ]),
    ...notes.map(([name, text]) => h('p.small', [h('span.kicker', t(`lesson.${name}`)), ' ', h('span', { lang }, text)])),
    h('ul.sources', sources),
    h('h2', t('quoted.case')),
    h('p.case-meta', [
      outcomeMark(outcomeOf(view.facts.verdicts), speaker),
      h('span.about', { lang }, about),
      evidenceMark(first!.evidence.strength, speaker),
      h('code', version),
    ]),
    h('h2', t('quoted.today')),
    h('p', { className: [`since-${since}`] }, [
      t(`quoted.${since}`),
      ...(now ? [' ', h('a', { href: place }, t('quoted.see'))] : []),
    ]),
  ]);
}
