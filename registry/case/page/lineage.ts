import type { Element } from 'hast';
import { h } from 'hastscript';
import { labName } from '../../lab/record.ts';
import { paths } from '../../addresses.ts';
import { caseLineage } from '../../chart/case-lineage.ts';
import { type LineageView, lineageOf, standingOf } from '../../lineage/links.ts';
import { outcomeMark } from '../../page/marks.ts';
import { formatYears } from '../../page/years.ts';
import { viewRecord } from '../../record/view.ts';
import { forWhat } from '../for-what.ts';
import { outcomeOf } from '../outcome.ts';
import type { CaseView } from '../record.ts';
import type { CasePage } from './page-data.ts';

const GROUPS = ['from', 'to', 'alike'] as const;

/**
 * Where the case comes from, where it went, and what it compares with: the links that this record states and those that others
 * state about it, one row for each case or name at the other end.
 */
export function lineage(page: CasePage): Element[] {
  const { view, record, speaker, originalLang } = page;
  const { registry, t } = speaker;
  const links = lineageOf(view.id, registry, record);
  const picture = registry.cases.has(view.id) ? caseLineage(view.id, links, speaker, { nameLang: originalLang }) : undefined;
  const lists = GROUPS.flatMap((group) => {
    const here = links.filter((link) => standingOf(link, registry) === group);
    if (here.length === 0) return [];
    const rows = Map.groupBy(here, ({ other, link }) => other ?? link.name ?? link.case ?? '');
    return [
      h('h3', t(`lineage.${group}`)),
      h(
        'ul.lineage',
        [...rows].map(([name, ends]) => row(name, ends, page)),
      ),
    ];
  });
  const whole = h('p.small', h('a', { href: paths.lineage(speaker.locale.id) }, t('lineage.title')));
  return picture ? [picture, ...lists, whole] : lists;
}

/** What stands at the other end, then each thing that links the two. */
function row(name: string, ends: readonly LineageView[], page: CasePage): Element {
  const { originalLang, speaker } = page;
  const { registry, locale } = speaker;
  const [{ other }] = ends as [LineageView];
  const found = other === undefined ? undefined : registry.cases.get(other);
  const otherView = found && viewRecord(found, locale.id);
  return h('li', [
    h('p.lineage-other', otherView ? caseLine(otherView, page) : [h('span.external', { lang: originalLang }, name)]),
    ...ends.map((end) => said(end, otherView, page)),
  ]);
}

/** The other case in a line: its title, where and when, how it went, for what. */
function caseLine(other: CaseView, { speaker }: CasePage): (Element | string)[] {
  const { locale, tagOf, list, country } = speaker;
  const { facts } = other;
  const lang = other.isFallback ? tagOf(other.language) : undefined;
  const where = list(new Set(facts.places.slice(0, 3).map((place) => country(place.country))));
  return [
    h('a', { href: paths.case(locale.id, other.id), lang }, facts.title),
    ' ',
    h('span.small', [where, formatYears(facts.period, speaker)].filter(Boolean).join(', ')),
    ' ',
    outcomeMark(outcomeOf(facts.verdicts), speaker),
    ' ',
    h(
      'span.about',
      { lang },
      forWhat(facts.verdicts, (outcome) => speaker.inSentence('outcomes', outcome)),
    ),
  ];
}

/** One link between the two: how they stand to each other, and what shows it. */
function said({ direction, link: { id } }: LineageView, other: CaseView | undefined, page: CasePage): Element {
  const { view, citations, speaker } = page;
  const { label, inverse, t, tagOf, registry } = speaker;
  const teller = direction === 'out' ? view : other!;
  const link = teller.facts.lineage!.find((each) => each.id === id)!;
  const relation = direction === 'out' ? label('relations', link.relation) : inverse(link.relation);
  return h('p.note', [
    h('span.relation', relation),
    ': ',
    h('span', { lang: teller.isFallback ? tagOf(teller.language) : undefined }, link.note),
    ...(direction === 'out' ? citations.links(link.sources) : []),
    ...(link.basis === 'stated' ? [] : [' ', h('span.tag', label('lineage-bases', link.basis))]),
    ...(link.confirmedBy ? [' ', h('span.tag', t('lineage.confirmed', { lab: labName(registry, link.confirmedBy) }))] : []),
  ]);
}
