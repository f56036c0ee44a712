import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import { SKIP, visit } from 'unist-util-visit';
import { paths } from '../../addresses.ts';
import { renderBody } from '../../page/body-sections.ts';
import { numberCitations } from '../../page/citations.ts';
import { figure } from '../../page/format-figure.ts';
import type { HtmlContent } from '../../page/html.ts';
import { sourceLine } from '../../page/sources.ts';
import type { Speaker } from '../../page/speaker.ts';
import { viewRecord } from '../../record/view.ts';
import { type BriefLimits, fitBrief } from '../brief.ts';
import type { CaseRecord } from '../record.ts';
import type { Case } from '../schema.ts';
import type { PageEdition } from './cite.ts';
import { header } from './header.ts';
import { sayLeftOut } from './left-out.ts';
import { type CasePage, makePageData } from './page-data.ts';

/** A case on one A4 page, with the address and version that it was made from. `notice` says what its translation is worth. */
export function briefPage(
  { record, speaker, notice }: { record: CaseRecord; speaker: Speaker; notice?: Element | undefined },
  { siteUrl, version }: PageEdition,
): Element {
  const { t, locale, registry, label } = speaker;
  const view = viewRecord(record, locale.id);
  const { facts } = view;
  const citations = numberCitations([], speaker);
  const page = makePageData({ view, record, speaker }, citations);
  const { lang, originalLang } = page;
  const brief = fitBrief(facts, openQuestions(page));
  const words = (text: string) => h('span', { lang }, text);
  const told = (item: { text: string; sources: Case['sources'] } & Parameters<typeof figure>[0]): HtmlContent[] => [
    ...figure(item, speaker).flatMap((shown) => [shown, ' · ']),
    words(item.text),
    ...citations.links(item.sources),
  ];
  const box = (title: string, items: HtmlContent[][]) =>
    items.length > 0
      ? [
          h('section', [
            h('h2', title),
            h(
              'ul',
              items.map((item) => h('li', item)),
            ),
          ]),
        ]
      : [];
  const address = new URL(paths.case(locale.id, view.id), siteUrl).href;
  // In the order of the page, because sources are numbered as they are first met.
  const top = header(page, [h('p.summary', { lang }, facts.summary)]);
  const results = box(
    label('sections', 'results'),
    brief.results.map((result) => [
      ...(result.value === undefined ? [h('strong', label('directions', result.direction)), ' · '] : []),
      ...told(result),
      ...(result.unintended ? [' ', h('span.tag', t('results.unintended'))] : []),
    ]),
  );
  const cost = box(
    t('case.effort'),
    facts.cost || facts.effort?.time || facts.effort?.team
      ? [...(facts.cost ?? []).slice(0, 2), facts.effort?.time, facts.effort?.team].flatMap((item) => (item ? [told(item)] : []))
      : [[t('cost.unknown')]],
  );
  const lessons = box(
    t('case.lessons'),
    brief.lessons.map(({ kind, text, conditions, sources }) => [
      h('span', { className: ['lesson-kind', `kind-${kind}`] }, `${label('lesson-kinds', kind)}. `),
      words(text),
      ...citations.links(sources),
      ...(conditions ? [' ', h('span.small', [t('lesson.conditions'), ' ', words(conditions)])] : []),
    ]),
  );
  const needs = box(
    t('case.transfer'),
    brief.transfer.map(({ text, basis }) => [
      words(text),
      ...(basis === 'derived' ? [' ', h('span.tag', t('lesson.derived'))] : []),
    ]),
  );
  const lineage = box(
    t('case.lineage'),
    brief.lineage.map((link) => {
      const other = link.case === undefined ? undefined : registry.cases.get(link.case);
      const name = other ? viewRecord(other, locale.id).facts.name : (link.name ?? link.case ?? '');
      return [label('relations', link.relation), ' ', h('strong', { lang: originalLang }, name), '. ', words(link.note)];
    }),
  );
  const questions = box(
    label('sections', 'open-questions'),
    brief.questions.map((text) => [words(text)]),
  );
  return h('article.brief', [
    h('p.brief-place', [
      h('span', registry.name),
      h('a', { href: paths.case(locale.id, view.id) }, address.replace(/^https?:\/\//, '')),
    ]),
    ...(notice ? [notice] : []),
    top,
    h('div.brief-columns', [h('div', [...results, ...cost]), h('div', [...lessons, ...needs])]),
    ...(lineage.length + questions.length > 0 ? [h('div.brief-columns', [h('div', lineage), h('div', questions)])] : []),
    h('footer', [
      ...leftOut(brief.leftOut, speaker),
      h(
        'ol.brief-sources',
        [...citations.numbers].map(([id, number]) =>
          h('li', { id: `source-${id}`, value: number }, sourceLine({ id }, facts.references, speaker)),
        ),
      ),
      h('p.small', `${t('cite.version', { version })} · CC BY 4.0`),
    ]),
  ]);
}

/** "In the whole record besides: 3 lessons and 2 results." */
function leftOut(counts: BriefLimits, speaker: Speaker): Element[] {
  const what = sayLeftOut(counts, speaker);
  return what === undefined ? [] : [h('p.small', speaker.t('brief.more', { what }))];
}

/** The questions that the record leaves open: the items of its list of them, without the marks of sources. */
function openQuestions({ view, speaker }: CasePage): string[] {
  const nodes = renderBody(view, ['open-questions'], numberCitations([], speaker), speaker).sections.get('open-questions') ?? [];
  const found: string[] = [];
  visit({ type: 'root', children: nodes }, 'element', (element: Element) => {
    if (element.tagName !== 'li') return undefined;
    found.push(wordsOf(element.children).replaceAll(/\s+/g, ' ').trim());
    return SKIP;
  });
  return found;
}

const wordsOf = (nodes: readonly ElementContent[]): string =>
  nodes
    .map((node) => {
      if (node.type === 'text') return node.value;
      return node.type === 'element' && node.tagName !== 'sup' ? wordsOf(node.children) : '';
    })
    .join('');
