import { paths } from '../addresses.ts';
import { outcomeOf } from '../case/outcome.ts';
import type { CaseView } from '../case/record.ts';
import type { Case, Lesson, Result, Verdict } from '../case/schema.ts';
import { labName } from '../lab/record.ts';
import type { Value } from '../pack/format/workbook.ts';
import { sourceLine } from '../page/sources.ts';
import type { Speaker } from '../page/speaker.ts';
import type { Citation } from '../schema/fields.ts';
import { authorName, findSource, sourceAddress, type Source } from '../source/source.ts';

export interface TableSource {
  speaker: Speaker;
  siteUrl: string;
  version: (view: CaseView) => string;
}

/** A column of a table whose rows are made of `Row`. */
export interface TableField<Row> {
  /** Names the words for its title and for what it holds. */
  words: string;
  /** Whether it holds a code whose words stand in the next column. */
  isCode?: boolean;
  width: number;
  value: (row: Row) => Value;
}

/** An item of a list of a case, with its case. */
export interface Of<Item> {
  view: CaseView;
  item: Item;
}

/** A source, with the cases that cite it. */
export interface Cited {
  /** Names its row. */
  id: string;
  source: Source;
  cases: string[];
}

/** Names the row of a source that a case cites: a case's own references have ids that others may use for something else. */
export const sourceRowId = (id: string, view: CaseView, shared: ReadonlyMap<string, Source>): string =>
  findSource(id, view.facts.references, shared) === shared.get(id) ? id : `${view.id}/${id}`;

type Codes = string | number | undefined | readonly (string | number)[];

const several = (values: readonly (string | number)[] | undefined) => (values ?? []).join('; ');

/** The columns of each table. Codes stand beside their words; what a record does not say is an empty cell. */
export function fieldsOf({ speaker, siteUrl, version }: TableSource) {
  const { t, label, country, registry, locale } = speaker;
  const yes = (value: boolean | undefined) => (value ? t('table.yes') : undefined);

  const field = <Row>(words: string, width: number, value: TableField<Row>['value']): TableField<Row> => ({
    words,
    width,
    value,
  });
  /** Codes, and in the next column the words for them. */
  const coded = <Row>(words: string, get: (row: Row) => Codes, wordsOf: (code: string | number) => string): TableField<Row>[] => {
    const codes = (row: Row) => [get(row) ?? []].flat();
    const shown = (row: Row) => (codes(row).length === 1 ? codes(row)[0] : several(codes(row)));
    return [
      { words, isCode: true, width: 16, value: shown },
      { words, width: 26, value: (row) => several(codes(row).map(wordsOf)) },
    ];
  };
  const concepts = <Row>(words: string, vocabulary: string, get: (row: Row) => Codes) =>
    coded<Row>(words, get, (code) => label(vocabulary, code));
  const labs = <Row>(words: string, get: (row: Row) => Codes) =>
    coded<Row>(words, get, (code) => labName(registry, String(code)));
  const languages = <Row>(words: string, get: (row: Row) => Codes) =>
    coded<Row>(words, get, (code) => registry.locales.get(String(code))?.name ?? String(code));
  const address = ({ id }: CaseView, anchor = '') =>
    `${new URL(paths.case(locale.id, id), siteUrl).href}${anchor && `#${anchor}`}`;

  const ofCase = <Item>(): TableField<Of<Item>>[] => [
    field('case', 30, ({ view }) => view.id),
    field('case-title', 50, ({ view }) => view.facts.title),
  ];
  const ends = <Item extends { sources?: readonly Citation[] | undefined }>(
    anchor: (item: Item) => string,
  ): TableField<Of<Item>>[] => [
    field('source-ids', 30, ({ view, item }) =>
      several((item.sources ?? []).map(({ id }) => sourceRowId(id, view, registry.sources))),
    ),
    field('sources', 60, ({ view, item }) =>
      several((item.sources ?? []).map((cited) => sourceLine(cited, view.facts.references, speaker))),
    ),
    field('url', 60, ({ view, item }) => address(view, anchor(item))),
  ];
  const figure = <Item extends { value?: number | undefined; qualifier?: string | undefined }>(): TableField<Of<Item>>[] => [
    ...concepts<Of<Item>>('qualifier', 'qualifiers', ({ item }) => item.qualifier),
    field('value', 14, ({ item }) => item.value),
  ];

  const cases: TableField<CaseView>[] = [
    field('id', 30, ({ id }) => id),
    field('title', 50, ({ facts }) => facts.title),
    field('problem', 50, ({ facts }) => facts.problem),
    field('summary', 60, ({ facts }) => facts.summary),
    ...coded<CaseView>(
      'countries',
      ({ facts }) => [...new Set(facts.places.map((place) => place.country))],
      (code) => country(String(code)),
    ),
    field('place', 24, ({ facts }) => several(facts.places.flatMap(({ name }) => name ?? []))),
    ...concepts<CaseView>('level', 'levels', ({ facts }) => facts.level),
    field('start', 12, ({ facts }) => facts.period?.start),
    field('end', 12, ({ facts }) => facts.period?.end),
    ...concepts<CaseView>('lifecycle', 'lifecycle', ({ facts }) => facts.lifecycle?.stage),
    ...concepts<CaseView>('outcome', 'outcomes', ({ facts }) => outcomeOf(facts.verdicts)),
    ...concepts<CaseView>('strength', 'evidence-strength', ({ facts }) =>
      Math.max(...facts.verdicts.map(({ evidence }) => evidence.strength)),
    ),
    ...concepts<CaseView>('challenges', 'challenges', ({ facts }) => facts.challenges),
    ...concepts<CaseView>('instruments', 'instruments', ({ facts }) => facts.instruments),
    ...concepts<CaseView>('sectors', 'sectors', ({ facts }) => facts.sectors),
    ...concepts<CaseView>('sdgs', 'sdgs', ({ facts }) => facts.sdgs?.map(({ goal }) => goal)),
    field('lead', 40, ({ facts }) => several(facts.actors.filter(({ role }) => role === 'lead').map(({ name }) => name))),
    ...labs<CaseView>('steward', ({ facts }) => facts.steward),
    field('compiled-on', 12, ({ facts }) => facts.compiled.on),
    ...concepts<CaseView>('compiled-from', 'compilations', ({ facts }) => facts.compiled.from),
    ...labs<CaseView>('reviewed-by', ({ facts }) => facts.reviewed?.by),
    field('reviewed-on', 12, ({ facts }) => facts.reviewed?.on),
    ...languages<CaseView>('language', ({ language }) => language),
    ...concepts<CaseView>('translation', 'translation-states', ({ state }) => state),
    field('version', 16, (view) => version(view)),
    field('url', 60, (view) => address(view)),
  ];
  const verdicts: TableField<Of<Verdict>>[] = [
    ...ofCase<Verdict>(),
    field('item-id', 20, ({ item }) => item.id),
    field('about', 40, ({ item }) => item.about),
    ...concepts<Of<Verdict>>('outcome', 'outcomes', ({ item }) => item.outcome),
    ...concepts<Of<Verdict>>('basis', 'outcome-bases', ({ item }) => item.basis),
    ...concepts<Of<Verdict>>('strength', 'evidence-strength', ({ item }) => item.evidence.strength),
    ...concepts<Of<Verdict>>('evidence-kind', 'evidence-kinds', ({ item }) => item.evidence.kind),
    field('evidence-note', 60, ({ item }) => item.evidence.note),
    ...ends<Verdict>(({ id }) => `verdict-${id}`),
  ];
  const results: TableField<Of<Result>>[] = [
    ...ofCase<Result>(),
    field('item-id', 20, ({ item }) => item.id),
    field('verdict', 20, ({ item }) => item.verdict),
    field('result', 60, ({ item }) => item.text),
    field('who', 30, ({ item }) => item.who),
    ...figure<Result>(),
    ...concepts<Of<Result>>('unit', 'units', ({ item }) => item.unit),
    field('date', 12, ({ item }) => item.date),
    ...concepts<Of<Result>>('direction', 'directions', ({ item }) => item.direction),
    field('unintended', 12, ({ item }) => yes(item.unintended)),
    ...concepts<Of<Result>>('strength', 'evidence-strength', ({ item }) => item.strength),
    ...concepts<Of<Result>>('design', 'designs', ({ item }) => item.design),
    ...ends<Result>(({ id }) => `result-${id}`),
  ];
  const lessons: TableField<Of<Lesson>>[] = [
    ...ofCase<Lesson>(),
    field('item-id', 20, ({ item }) => item.id),
    ...concepts<Of<Lesson>>('kind', 'lesson-kinds', ({ item }) => item.kind),
    field('lesson', 70, ({ item }) => item.text),
    ...concepts<Of<Lesson>>('claim-basis', 'transfer-bases', ({ item }) => item.basis),
    field('conditions', 50, ({ item }) => item.conditions),
    field('caveat', 50, ({ item }) => item.caveat),
    ...ends<Lesson>(({ id }) => `lesson-${id}`),
  ];
  type Condition = NonNullable<Case['transfer']>[number];
  const conditions: TableField<Of<Condition>>[] = [
    ...ofCase<Condition>(),
    field('item-id', 20, ({ item }) => item.id),
    field('condition', 70, ({ item }) => item.text),
    ...concepts<Of<Condition>>('claim-basis', 'transfer-bases', ({ item }) => item.basis),
    ...ends<Condition>(({ id }) => `transfer-${id}`),
  ];
  type Cost = NonNullable<Case['cost']>[number];
  const costs: TableField<Of<Cost>>[] = [
    ...ofCase<Cost>(),
    field('item-id', 20, ({ item }) => item.id),
    field('cost', 60, ({ item }) => item.text),
    ...figure<Cost>(),
    field('currency', 10, ({ item }) => item.currency),
    field('year', 10, ({ item }) => item.year),
    field('by', 30, ({ item }) => item.by),
    ...ends<Cost>(() => 'effort'),
  ];
  const sources: TableField<Cited>[] = [
    field('id', 30, ({ id }) => id),
    field('author', 40, ({ source }) => several(source.author.map(authorName))),
    field('issued', 12, ({ source }) => source.issued),
    field('source-title', 60, ({ source }) => source.title),
    field('container', 40, ({ source }) => source['container-title']),
    field('publisher', 30, ({ source }) => source.publisher),
    ...languages<Cited>('source-language', ({ source }) => source.language),
    field('address', 50, ({ source }) => sourceAddress(source)),
    field('archived', 50, ({ source }) => source.archived),
    ...concepts<Cited>('interest', 'interests', ({ source }) => source.interest),
    ...concepts<Cited>('read', 'readings', ({ source }) => source.read),
    field('note', 50, ({ source }) => source.note?.[locale.id]),
    field('cited-by', 40, ({ cases: ids }) => several(ids)),
  ];
  return { cases, verdicts, results, lessons, conditions, costs, sources };
}
