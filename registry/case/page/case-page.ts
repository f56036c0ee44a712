import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import { numberCitations } from '../../page/citations.ts';
import type { Speaker } from '../../page/speaker.ts';
import type { CaseFile } from '../../photo/case-file.ts';
import type { CaseRecord, CaseView } from '../record.ts';
import { contents, type PagePart, section } from '../../page/part.ts';
import { sources } from '../../page/sources.ts';
import { renderBody } from '../../page/body-sections.ts';
import { type SectionId, SECTIONS } from '../sections.ts';
import { effort } from './effort.ts';
import { attachedFiles } from './files.ts';
import { glance } from './glance.ts';
import { header } from './header.ts';
import { lessons } from './lessons.ts';
import { lineage } from './lineage.ts';
import { milestones } from './milestones.ts';
import { mission } from './mission.ts';
import { type CaseAddresses, type CaseBeyond, type CasePage, makePageData } from './page-data.ts';
import { factList } from './rail.ts';
import { related } from './related.ts';
import { results } from './results.ts';
import { reviews } from './reviews.ts';
import { transfer } from './transfer.ts';

export interface CasePageInput {
  view: CaseView;
  record: CaseRecord;
  speaker: Speaker;
  files?: readonly CaseFile[];
  /** Sections about the published page rather than the record: citation and freshness. */
  more?: readonly PagePart[];
  /** A notice before the title: machine translation, or out of date. */
  notice?: Element | undefined;
  addresses?: CaseAddresses;
  beyond?: CaseBeyond;
}

/**
 * The page of a case: the one place that says how a case is shown. The site, the preview of the form and what reviewers see are
 * all made of it.
 */
export function casePage(input: CasePageInput): Element {
  const { view, speaker, more = [], notice, addresses = {} } = input;
  const { facts } = view;
  const { t } = speaker;
  const citations = numberCitations(facts.sources, speaker);
  const page = makePageData(input, citations, input);
  const { lang } = page;
  // In the order of the page, because sources are numbered as they are first met.
  const top = header(page);
  const box = glance(page);
  const parts = [...recordParts(page), ...more];
  const references = { id: 'sources', title: t('case.sources'), content: sources(page) };
  const shown = [...parts.filter(({ id }) => !isAfterSources(id)), references, ...parts.filter(({ id }) => isAfterSources(id))];
  // For the script that offers to copy statements.
  const copying = addresses.cite
    ? { dataCopy: t('statement.copy'), dataCopied: t('statement.copied'), dataKept: t('shortlist.in') }
    : {};
  return h('article.case', copying, [
    ...(notice ? [notice] : []),
    top,
    h('div.case-columns', [
      contents(shown, t('case.contents')),
      h('div.case-text', [
        box,
        ...tools(page),
        h('p.summary', { lang }, facts.summary),
        ...shown.map((part) => section(part, reportLink(part, page))),
      ]),
      h('aside.rail', { ariaLabel: t('case.facts') }, [factList(page)]),
    ]),
    ...(addresses.url ? [h('p.print-only.small', t('case.print', { url: addresses.url }))] : []),
  ]);
}

/** What can be done with the case as a whole. */
const tools = ({ addresses }: CasePage): Element[] =>
  addresses.tools
    ? [
        h(
          'p.tools',
          addresses.tools.flatMap(({ id, href, words }, index) => [
            ...(index > 0 ? [' · '] : []),
            h('a', { href, className: [`tool-${id}`] }, words),
          ]),
        ),
      ]
    : [];

/** Sections that are not of the record, or follow from others. */
const NOT_REPORTED = ['cite', 'freshness', 'related', 'reviews', 'attachments', 'notes'];

/** "Is something wrong here?", where a section can be spoken of and somebody listens. */
const reportLink = ({ id, title }: PagePart, { addresses: { report }, speaker: { t } }: CasePage): Element[] =>
  report && !NOT_REPORTED.includes(id)
    ? [
        h(
          'p.report',
          h('a', { href: report(id), rel: 'nofollow', ariaLabel: t('report.link.of', { section: title }) }, t('report.link')),
        ),
      ]
    : [];

const isAfterSources = (id: string) => id === 'cite' || id === 'freshness';

/** The sections that come of the record itself, those with nothing in them left out. */
function recordParts(page: CasePage): PagePart[] {
  const { view, facts, speaker, citations, lang, record, addresses } = page;
  const { t, label } = speaker;
  const { sections, notes } = renderBody(view, SECTIONS, citations, speaker);
  const prose = (id: SectionId): ElementContent[] => {
    const nodes = sections.get(id);
    return nodes ? [h('div.prose', { lang }, nodes)] : [];
  };
  const named = (id: SectionId) => label('sections', id);
  const context = prose('context');
  const took = effort(page);
  const parts: PagePart[] = [
    { id: 'lessons', title: t('case.lessons'), content: facts.lessons ? [lessons(page)] : [] },
    { id: 'depends-on', title: named('depends-on'), content: [...transfer(page), ...prose('depends-on')] },
    { id: 'effort', title: t('case.effort'), content: took ? [took] : [] },
    {
      id: 'what-was-done',
      title: named('what-was-done'),
      content: [
        ...(context.length > 0 ? [h('h3', named('context')), ...context] : []),
        ...(context.length > 0 && sections.has('what-was-done') ? [h('h3', t('case.actions'))] : []),
        ...prose('what-was-done'),
        ...mission(page),
      ],
    },
    { id: 'results', title: named('results'), content: [...results(page), ...prose('results')] },
    { id: 'what-worked', title: named('what-worked'), content: prose('what-worked') },
    { id: 'what-did-not-work', title: named('what-did-not-work'), content: prose('what-did-not-work') },
    { id: 'reviews', title: t('case.reviews'), content: reviews(page) },
    { id: 'milestones', title: t('case.milestones'), content: milestones(page) },
    { id: 'lineage', title: t('case.lineage'), content: lineage(page) },
    { id: 'related', title: t('case.related'), content: addresses.cite ? related(record, speaker) : [] },
    { id: 'open-questions', title: named('open-questions'), content: prose('open-questions') },
    { id: 'attachments', title: t('case.attachments'), content: attachedFiles(page) },
    notes,
  ];
  return parts.filter(({ content }) => content.length > 0);
}
