import { paths } from '../addresses.ts';
import { viewRecord } from '../record/view.ts';
import { casesOfSession } from '../session/selection.ts';
import { background } from './background.ts';
import { brief } from './brief.ts';
import { comparisonTable, conflicts, sayings } from './cases.ts';
import { agenda, glossary, labs, making } from './closing.ts';
import type { Block, Pack, Run } from './document.ts';
import { gridChapter } from './grids.ts';
import { commitments, decision } from './opening.ts';
import { lineageChapter, regionChapter } from './pictures.ts';
import { cards, sheets } from './sheets.ts';
import { partnerBriefs } from './partners.ts';
import { columnNames } from './words.ts';
import { openSource, type PackInput } from './source.ts';

/** There is no such session, or it is not published. */
export class NoSuchSession extends Error {}

/** The documents of a session in one language, as one tree: word for word from the records, the same for the same records. */
export function compilePack(input: PackInput): Pack {
  const { registry, speaker, session: id, edition, version, date } = input;
  const record = registry.sessions.get(id);
  if (!record) throw new NoSuchSession(`There is no session ${id} that can be published.`);
  const source = openSource(input);
  const { words } = source;
  const { locale } = speaker;
  const view = viewRecord(record, locale.id);
  const { facts } = view;
  const cases = casesOfSession(facts, registry);
  // The order in which they are made is the order in which sources are numbered: that of the pages.
  const chapters: Block[] = [
    ...commitments(view, source),
    ...decision(view, cases, source),
    ...background(view, source),
    ...sayings(view, source),
    ...gridChapter(view, source),
    ...regionChapter(cases, source),
    ...comparisonTable(view, cases, source),
    ...cases.map((each) => brief(each, source)),
    ...partnerBriefs(input.partners ?? [], source),
    ...lineageChapter(cases, source),
    ...conflicts(cases, source),
    ...sheets(cases, source),
    ...cards(view, source),
    ...agenda(view, source),
    ...glossary(cases, source),
    ...labs(cases, source),
  ];
  const references: Block[] = [
    { type: 'heading', level: 1, id: 'references', text: words.say('case.sources') },
    source.references.list(),
  ];
  const home = source.address(
    edition === undefined ? paths.record(locale.id, 'sessions', id) : paths.edition(locale.id, id, edition),
  );
  return {
    session: id,
    ...(edition === undefined ? {} : { edition }),
    locale: locale.id,
    tag: locale.tag,
    version,
    date,
    title: words.of(view, 'title', facts.title),
    cover: [
      { type: 'paragraph', style: 'lead', runs: [words.of(view, 'theme', facts.theme)] },
      {
        type: 'paragraph',
        style: 'facts',
        runs: [
          { ...words.label('session-statuses', facts.status), strong: true },
          ...definitionOf(words.definition('session-statuses', facts.status)),
        ],
      },
      { type: 'paragraph', style: 'small', runs: [words.say('pack.signed'), ...facts.curators.map(words.lab)] },
      {
        type: 'paragraph',
        style: 'facts',
        runs: [
          edition === undefined ? words.say('pack.draft') : words.say('pack.edition', { number: edition }),
          words.date(date),
          ...(edition === undefined ? [] : [words.fact(version.slice(0, 10))]),
        ],
      },
      { type: 'paragraph', style: 'small', runs: [words.say('pack.master'), { ...words.fact(home), href: home }] },
    ],
    author: words.lab(facts.curators[0]!),
    contents: words.say('pack.contents'),
    words: columnNames(words),
    blocks: [...chapters, ...references, ...making(view, cases, source)],
  };
}

const definitionOf = (definition: Run | undefined): Run[] => (definition ? [definition] : []);
