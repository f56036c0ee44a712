import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import { lineageOf } from '../../lineage/links.ts';
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
import type { CasePage } from './page-data.ts';
import { factList } from './rail.ts';
import { results } from './results.ts';
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
}

/** Renders the page of a case. The site, the form's preview and the reviewers' preview all use this function. */
export function casePage({ view, record, speaker, files: described = [], more = [], notice }: CasePageInput): Element {
  const { facts } = view;
  const { t, tagOf } = speaker;
  const citations = numberCitations(facts.sources, speaker);
  const original = tagOf(record.facts.language);
  const lang = view.isFallback ? original : undefined;
  const page: CasePage = { view, record, facts, speaker, citations, lang, originalLang: original, files: described };
  // In page order, because sources are numbered at their first citation.
  const top = header(page);
  const box = glance(page);
  const parts = [...recordParts(page), ...more];
  const references = { id: 'sources', title: t('case.sources'), content: sources(page) };
  const shown = [...parts.filter(({ id }) => !isAfterSources(id)), references, ...parts.filter(({ id }) => isAfterSources(id))];
  return h('article.case', [
    ...(notice ? [notice] : []),
    top,
    h('div.case-columns', [
      h('div.case-text', [h('p.summary', { lang }, facts.summary), box, ...shown.map(section)]),
      h('aside.rail', { ariaLabel: t('case.facts') }, [contents(shown, t('case.contents')), factList(page)]),
    ]),
  ]);
}

const isAfterSources = (id: string) => id === 'cite' || id === 'freshness';

/** The sections of the record itself, without empty ones. */
function recordParts(page: CasePage): PagePart[] {
  const { view, facts, speaker, citations, lang, record } = page;
  const { t, registry, label } = speaker;
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
    { id: 'depends-on', title: named('depends-on'), content: [...prose('depends-on'), ...transfer(page)] },
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
    { id: 'results', title: named('results'), content: [...prose('results'), ...results(page)] },
    { id: 'what-worked', title: named('what-worked'), content: prose('what-worked') },
    { id: 'what-did-not-work', title: named('what-did-not-work'), content: prose('what-did-not-work') },
    { id: 'milestones', title: t('case.milestones'), content: milestones(page) },
    {
      id: 'lineage',
      title: t('case.lineage'),
      content: lineageOf(view.id, registry, record).length > 0 ? [lineage(page)] : [],
    },
    { id: 'open-questions', title: named('open-questions'), content: prose('open-questions') },
    { id: 'attachments', title: t('case.attachments'), content: attachedFiles(page) },
    notes,
  ];
  return parts.filter(({ content }) => content.length > 0);
}
