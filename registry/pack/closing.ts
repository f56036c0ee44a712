import { paths } from '../addresses.ts';
import type { CaseRecord } from '../case/record.ts';
import type { SessionView } from '../session/record.ts';
import { casesFound } from '../session/selection.ts';
import type { Block, Run } from './document.ts';
import type { PackSource } from './source.ts';

/** What is done in which order, as numbered paragraphs; that nobody has agreed on one where there is none. */
export function agenda(view: SessionView, source: PackSource): Block[] {
  const { words, registry, caseRun } = source;
  const items = (view.facts.agenda ?? []).map(({ id, start, minutes, text, case: about }): Run[] => {
    const record = about === undefined ? undefined : registry.cases.get(about);
    return [
      ...(start === undefined ? [] : [words.fact(start)]),
      words.of(view, `agenda.${id}.text`, text),
      ...(record ? [caseRun(record)] : []),
      words.say('session.minutes', { count: minutes }),
    ];
  });
  return [
    { type: 'heading', level: 1, id: 'agenda', text: words.say('session.agenda') },
    ...(items.length > 0 ? [{ type: 'list' as const, ordered: true, items }] : [text(words.say('pack.no-agenda'))]),
  ];
}

/** Words that the cases are coded with, as the registry defines them. */
export function glossary(cases: readonly CaseRecord[], source: PackSource): Block[] {
  const { words } = source;
  const codes = new Set<string>([
    ...cases.flatMap(({ facts }) => [
      ...facts.verdicts.map(({ outcome }) => `outcomes/${outcome}`),
      ...facts.verdicts.map(({ evidence }) => `evidence-strength/${evidence.strength}`),
      ...facts.challenges.map((id) => `challenges/${id}`),
      ...facts.instruments.map((id) => `instruments/${id}`),
    ]),
  ]);
  const rows = [...codes].flatMap((code): Run[][][] => {
    const [vocabulary, id] = code.split('/') as [string, string];
    const definition = words.definition(vocabulary, id);
    return definition ? [[[{ ...words.label(vocabulary, id), strong: true }], [definition]]] : [];
  });
  return [
    { type: 'heading', level: 1, id: 'glossary', text: words.say('pack.glossary') },
    {
      type: 'table',
      caption: words.say('pack.glossary.caption'),
      head: [words.say('pack.glossary.term'), words.say('pack.glossary.meaning')],
      widths: [1, 3],
      rows: byFirst(rows, source),
    },
  ];
}

/** Labs that the cases name, with the cases, and whether they have joined the registry. */
export function labs(cases: readonly CaseRecord[], source: PackSource): Block[] {
  const { words, registry, caseRun } = source;
  const named = new Map<string, CaseRecord[]>();
  for (const record of cases)
    for (const id of new Set([record.facts.steward, ...record.facts.actors.flatMap(({ lab }) => lab ?? [])]))
      named.set(id, [...(named.get(id) ?? []), record]);
  const rows = [...named].flatMap(([id, records]): Run[][][] => {
    const lab = registry.labs.get(id);
    if (!lab) return [];
    const { country, status } = lab.facts;
    return [
      [
        [words.lab(id)],
        country ? [words.country(country)] : [],
        [words.label('lab-statuses', status)],
        records.map((record) => ({ ...caseRun(record), startsLine: true as const })),
      ],
    ];
  });
  return [
    { type: 'heading', level: 1, id: 'labs', text: words.say('facet.labs') },
    {
      type: 'table',
      caption: words.say('pack.labs.caption'),
      head: (['lab', 'country', 'standing', 'cases'] as const).map((name) => words.say(`pack.column.${name}`)),
      widths: [4, 2, 2, 5],
      rows: byFirst(rows, source),
    },
  ];
}

/** How the cases were found, what was left out and why, what the sources do not say, and from what all this was made. */
export function making(view: SessionView, cases: readonly CaseRecord[], source: PackSource): Block[] {
  const { words, registry, speaker, caseRun, address, version, date, edition } = source;
  const { query, leftOut = [] } = view.facts.selection;
  const search = address(`${paths.search(speaker.locale.id)}?${query}`);
  const silent = cases.flatMap((record): Run[][] => {
    const ids = record.facts.notReported ?? [];
    return ids.length > 0 ? [[caseRun(record), ...ids.map((id) => words.label('sought', id))]] : [];
  });
  const left = leftOut.map(({ case: id, why }): Run[] => {
    const record = registry.cases.get(id);
    return [record ? caseRun(record) : words.fact(id), words.of(view, `selection.leftOut.${id}.why`, why)];
  });
  const list = (id: string, title: Parameters<typeof words.say>[0], items: Run[][]): Block[] =>
    items.length > 0
      ? [
          { type: 'heading', level: 2, id, text: words.say(title) },
          { type: 'list', ordered: false, items },
        ]
      : [];
  return [
    { type: 'heading', level: 1, id: 'making', text: words.say('pack.making') },
    text(
      words.say('session.found', { count: casesFound(query, registry).length }),
      { ...words.say('session.seeFound'), href: search },
      words.say('session.taken', { count: cases.length }),
    ),
    text(words.say('pack.making.rule')),
    text(words.say('pack.making.words')),
    ...list('left-out', 'session.leftOut', left),
    ...list('silent', 'pack.making.silent', silent),
    { type: 'heading', level: 2, id: 'version', text: words.say('pack.making.version') },
    {
      type: 'paragraph',
      style: 'facts',
      runs: [
        edition === undefined ? words.say('pack.draft') : words.say('pack.edition', { number: edition }),
        words.date(date),
        ...(edition === undefined ? [] : [words.fact(version)]),
      ],
    },
    { type: 'paragraph', style: 'small', runs: [words.say('footer.license')] },
  ];
}

/** By the words of the first cell, as the language orders them. */
const byFirst = (rows: readonly Run[][][], { speaker }: PackSource): Run[][][] =>
  rows.toSorted((a, b) => speaker.compare(a[0]?.[0]?.text ?? '', b[0]?.[0]?.text ?? ''));

const text = (...runs: Run[]): Block => ({ type: 'paragraph', style: 'text', runs });
