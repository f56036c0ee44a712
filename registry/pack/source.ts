import type { CaseRecord, CaseView } from '../case/record.ts';
import { outcomeOf } from '../case/outcome.ts';
import { readStatementName, type CaseStatement, statementsIn } from '../case/statement.ts';
import { paths } from '../addresses.ts';
import { type FigureFacts, figureWords } from '../page/format-figure.ts';
import type { Speaker } from '../page/speaker.ts';
import type { Registry } from '../registry.ts';
import { viewRecord } from '../record/view.ts';
import type { FrozenCopy } from '../session/edition.ts';
import type { PackStatement, Run, PackText } from './document.ts';
import { makeReferences, type References } from './references.ts';
import { makeWords } from './words.ts';

export interface PackInput {
  registry: Registry;
  /** How the pack's language says things; of the same registry. */
  speaker: Speaker;
  /** The id of the session. */
  session: string;
  /** Address of the site. */
  siteUrl: string;
  /** The commit that a case was last changed by, or the digest of its words. */
  versionOf: (record: CaseRecord) => string;
  /** What the pack as a whole was made from: a commit, or `draft`. */
  version: string;
  /** Number of the edition; absent for a draft, whose statements have no pages of their own yet. */
  edition?: number;
  /** How it is arranged (PACK_FORM); as packs are now, when absent. */
  form?: number;
  /** Cases of partner registries that it shows, in their order. */
  partners?: readonly PartnerCase[];
  /** A day, YYYY-MM-DD: that of the commit. Nothing in a pack is of the day on which it was made. */
  date: string;
}

/** A copy of a partner's case that a pack shows, and its words while that very copy is held. */
export interface PartnerCase extends FrozenCopy {
  held?: {
    record: CaseRecord;
    /** Theirs, in our shape. */
    registry: Registry;
    attribution: string;
  };
}

/** Whose cases are quoted, when they are another registry's, and the list of sources of the whole pack. */
interface Elsewhere {
  /** Our id of the registry. */
  peer: string;
  references: References;
}

/** What every part of a pack is made from. */
export function openSource(input: PackInput, elsewhere?: Elsewhere) {
  const { registry, speaker, siteUrl, versionOf, edition } = input;
  const { locale, list, country, inSentence } = speaker;
  /** A case's name among those of all registries, and its page here. */
  const nameOf = (id: string) => (elsewhere ? `${elsewhere.peer}:${id}` : id);
  const words = makeWords(speaker, nameOf);
  const references = makeReferences(speaker, words, elsewhere?.references.numbers);
  const address = (path: string) => new URL(path, siteUrl).href;
  const viewOf = (record: CaseRecord): CaseView => viewRecord(record, locale.id);

  const pageOf = (id: string) => (elsewhere ? paths.foreignCase(locale.id, elsewhere.peer, id) : paths.case(locale.id, id));

  /** The name of a case, with its mark, leading to its page. */
  const caseRun = (record: CaseRecord): Run => {
    const view = viewOf(record);
    return {
      ...words.of(view, 'name', view.facts.name),
      href: address(pageOf(record.id)),
      outcome: outcomeOf(view.facts.verdicts),
    };
  };

  const figure = (facts: FigureFacts): PackText | undefined => {
    const shown = figureWords(facts, speaker);
    return shown ? words.fact(shown) : undefined;
  };

  /** How many labs say that a lesson holds where they work. */
  const held = (id: string, lesson: string): PackText | undefined => {
    const answers = [...registry.comments.values()].flatMap(({ facts }) =>
      facts.case === id ? (facts.lessons ?? []).filter((each) => each.id === lesson).map(({ holds }) => holds) : [],
    );
    if (answers.length === 0) return undefined;
    const count = (answer: string) => answers.filter((each) => each === answer).length;
    return words.say('pack.held', { yes: count('yes'), depends: count('depends'), no: count('no') });
  };

  const state = (record: CaseRecord, anchor: string, item: CaseStatement, isApart: boolean): PackStatement => {
    const view = viewOf(record);
    const version = versionOf(record);
    const lesson = item.list === 'lesson' ? item : undefined;
    const field = (name: string) => `${anchor}.${name}`;
    const note = (name: 'conditions' | 'caveat') =>
      lesson?.[name] ? [{ name: words.say(`lesson.${name}`), text: words.of(view, field(name), lesson[name]) }] : [];
    const number = item.list === 'result' ? figure(item) : undefined;
    const seen = lesson && held(record.id, lesson.id);
    return {
      name: `${nameOf(record.id)}#${anchor}`,
      version,
      href: address(
        edition === undefined || elsewhere
          ? `${pageOf(record.id)}#${anchor}`
          : paths.statement(locale.id, record.id, version, anchor),
      ),
      kind: item.list === 'lesson' ? words.label('lesson-kinds', item.kind) : words.label('directions', item.direction),
      ...(number ? { figure: number } : {}),
      text: words.of(view, field('text'), item.text),
      notes: [
        ...note('conditions'),
        ...note('caveat'),
        ...(lesson?.basis === 'derived' ? [{ name: words.say('lesson.derived') }] : []),
        ...(seen ? [{ name: seen }] : []),
      ],
      cites: references.cite(record, item.sources),
      ...(isApart ? { about: caseRun(record) } : {}),
    };
  };

  /** A statement by its name; none when its case is not published. */
  const quote = (name: string): PackStatement[] => {
    const { case: id, anchor } = readStatementName(name)!;
    const record = registry.cases.get(id);
    const item = record && statementsIn(viewOf(record).facts).get(anchor);
    return record && item ? [state(record, anchor, item, true)] : [];
  };

  /** "Perú": the countries of a case, or how many there are. */
  const where = ({ facts }: CaseView): PackText => {
    const codes = [...new Set(facts.places.map((place) => place.country))];
    if (codes.length > 3) return words.say('countries.count', { count: codes.length });
    return codes.length === 1 ? words.country(codes[0]!) : { text: list(codes.map(country)), from: `country:${codes.join(',')}` };
  };

  return { ...input, words, references, address, nameOf, pageOf, viewOf, caseRun, figure, state, quote, where, inSentence };
}

export type PackSource = ReturnType<typeof openSource>;
