import type { Element } from 'hast';
import { h } from 'hastscript';
import { labName } from '../../lab/record.ts';
import { paths } from '../../addresses.ts';
import { caseLineage } from '../../chart/case-lineage.ts';
import { type LineageView, lineageOf, type LinkBeyond, standingOf } from '../../lineage/links.ts';
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
  const { view, record, speaker, beyond, originalLang } = page;
  const { registry, t } = speaker;
  const all = lineageOf(view.id, registry, record);
  const picture = registry.cases.has(view.id) ? caseLineage(view.id, all, speaker, { nameLang: originalLang }) : undefined;
  const known = knownBeyond(all, beyond.links);
  const links = all.filter((each) => !known.some(({ told }) => told === each));
  const lists = GROUPS.flatMap((group) => {
    const here = links.filter((link) => standingOf(link, registry) === group);
    const there = known.filter(({ link, told }) => standingOf(told ?? { direction: link.direction, link }, registry) === group);
    if (here.length + there.length === 0) return [];
    const rows = Map.groupBy(here, ({ other, link }) => other ?? link.name ?? link.case ?? '');
    return [
      h('h3', t(`lineage.${group}`)),
      h('ul.lineage', [...[...rows].map(([name, ends]) => row(name, ends, page)), ...there.map((each) => rowBeyond(each, page))]),
    ];
  });
  // A page of another registry's case, and a draft, have no part in the whole of ours.
  const whole = page.addresses.cite
    ? [h('p.small.tools', h('a', { href: paths.lineage(speaker.locale.id) }, t('lineage.title')))]
    : [];
  return [...(picture ? [picture, ...lists, ...whole] : lists), ...sameCases(page)];
}

/** A link to or from a case of another registry, with how our case tells it, if it does. */
interface KnownBeyond {
  link: LinkBeyond;
  told: LineageView | undefined;
}

function knownBeyond(all: readonly LineageView[], links: readonly LinkBeyond[]): KnownBeyond[] {
  const isTold = ({ link }: LineageView, { relation, other }: LinkBeyond) =>
    link.relation === relation && link.elsewhere?.registry === other.registry && link.elsewhere.id === other.id;
  return links.map((link) => ({
    link,
    told: link.direction === 'in' && !link.isMutual ? undefined : all.find((each) => isTold(each, link)),
  }));
}

/** A case of another registry, how the two stand to each other, and which of the registries say so. */
function rowBeyond({ link, told }: KnownBeyond, page: CasePage): Element {
  const { originalLang, speaker } = page;
  const { t, label, inverse } = speaker;
  const { direction, relation, other, registryName, shown, claimedBy } = link;
  const name = shown ? caseLink(shown, speaker) : h('span.external', { lang: originalLang }, told?.link.name ?? other.id);
  const status = claimedBy === undefined ? t('lineage.both') : t('lineage.claimed', { name: claimedBy });
  return h('li', [
    h('p.lineage-other', [name, ' ', h('span.small', registryName)]),
    told
      ? said(told, undefined, page, status)
      : h('p.note', [
          h('span.relation', direction === 'out' ? label('relations', relation) : inverse(relation)),
          ' ',
          h('span.tag', status),
        ]),
  ]);
}

/** Cases of which somebody has decided that they tell the same: each stays as its registry tells it. */
const sameCases = ({ beyond: { same }, speaker }: CasePage): Element[] =>
  same.length === 0
    ? []
    : [
        h('h3', speaker.t('lineage.same')),
        h(
          'ul.lineage',
          same.map((other) => h('li', [caseLink(other, speaker), ' ', h('span.small', other.registryName)])),
        ),
      ];

/** A page of this site about a case of whatever registry, which `rel` says: links of another registry's page are led elsewhere. */
const caseLink = (
  { title, language, href }: { title: string; language: string; href: string },
  { locale, tagOf }: CasePage['speaker'],
): Element => h('a', { href, rel: 'related', lang: language === locale.id ? undefined : tagOf(language) }, title);

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
function said({ direction, link: { id } }: LineageView, other: CaseView | undefined, page: CasePage, status?: string): Element {
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
    ...(status === undefined ? [] : [' ', h('span.tag', status)]),
    ...(link.confirmedBy ? [' ', h('span.tag', t('lineage.confirmed', { lab: labName(registry, link.confirmedBy) }))] : []),
  ]);
}
