import type { Element, ElementContent } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { h } from 'hastscript';
import type { CaseRecord } from '#registry/case/record.ts';
import type { Case, Citation } from '#registry/case/schema.ts';
import { bodySections, SECTIONS, type SectionId } from '#registry/case/sections.ts';
import { renderMarkdown } from '#registry/markdown/render.ts';
import { findSource } from '#registry/source/source.ts';
import type { FormContext } from './form-context.ts';

type Cite = (sources: readonly Citation[] | undefined) => ElementContent[];

/** A record as its page will show it: same pipeline, same structure and classes, headings one level lower. */
export function preview({ facts, body }: CaseRecord, context: FormContext): Element {
  const { t, label, registry } = context;
  const lang = registry.locales.get(facts.language)?.tag;
  const numbers = new Map<string, number>();
  const numberOf = (id: string) => numbers.get(id) ?? numbers.set(id, numbers.size + 1).get(id)!;
  facts.sources.forEach(({ id }) => numberOf(id));
  const linkTo = (id: string) => ({
    href: `#source-${id}`,
    text: String(numberOf(id)),
    label: t('source.number', { number: numberOf(id) }),
  });
  const cite: Cite = (sources = []) =>
    sources.map(({ id }) => {
      const { href, text, label: title } = linkTo(id);
      return h('sup', h('a.citation', { href, title, ariaLabel: title }, text));
    });
  const prose = (nodes: Parameters<typeof renderMarkdown>[0]) =>
    h(
      'div.prose',
      { lang },
      fromHtml(renderMarkdown(nodes, { cite: linkTo, link: (href) => href }), { fragment: true }).children as ElementContent[],
    );

  const sections = bodySections(body, registry.vocabularies.get('sections')!, facts.language);
  const extra: Partial<Record<SectionId, ElementContent[]>> = {
    results: facts.results ? [results(facts.results, cite, context, lang)] : [],
    'depends-on': facts.transfer ? [bullets(facts.transfer, cite, lang)] : [],
  };
  const parts = SECTIONS.flatMap((id) => {
    const nodes = sections.get(id);
    const content = [...(nodes ? [prose(nodes)] : []), ...(extra[id] ?? [])];
    const part = content.length > 0 ? [h('section', [h('h3', label('sections', id)), ...content])] : [];
    return id === 'results' ? [...part, ...lessons(facts, cite, context, lang)] : part;
  });
  return h('article.case.preview', [
    h('header.case-header', [
      ...(facts.kind === 'snapshot' ? [h('p.kicker', label('kinds', 'snapshot'))] : []),
      h('h2.preview-title', { lang }, facts.title),
      h('p.problem', { lang }, facts.problem),
      h('p.verdict', [outcome(facts, context), ' ', evidence(facts, context)]),
      h('p.evidence-note', { lang }, facts.evidence.note),
    ]),
    h('div.case-text', [
      h('p.summary', { lang }, facts.summary),
      ...parts,
      h('section', [h('h3', t('case.facts')), factList(facts, context)]),
      h('section', [h('h3', t('case.sources')), sources(facts, numbers, context)]),
    ]),
  ]);
}

function outcome({ outcome: id, outcomeBasis }: Case, { label, t }: FormContext): Element {
  const basis = label('outcome-bases', outcomeBasis);
  return h('span.outcome-line', [
    h('span', { className: ['outcome', `outcome-${id}`] }, [
      mark('mark', 16, 16, `outcome-${id}`),
      h('span', label('outcomes', id)),
    ]),
    ' ',
    h('span.basis', t('outcome.basis', { basis: basis[0]!.toLocaleLowerCase() + basis.slice(1) })),
  ]);
}

const evidence = ({ evidence: { strength } }: Case, { t, label }: FormContext) =>
  h('span.evidence', [
    mark('ladder', 14, 18, `evidence-${strength}`),
    h('span', t('evidence.mark', { strength, label: label('evidence-strength', strength) })),
  ]);

const mark = (name: string, width: number, height: number, symbol: string): Element => ({
  type: 'element',
  tagName: 'svg',
  properties: { className: [name], width, height, ariaHidden: 'true' },
  children: [{ type: 'element', tagName: 'use', properties: { href: `/marks.svg#${symbol}` }, children: [] }],
});

function lessons({ lessons: told }: Case, cite: Cite, { t, label }: FormContext, lang: string | undefined): Element[] {
  if (!told || told.length === 0) return [];
  const items = told.map((lesson) =>
    h('li', { className: ['lesson', `lesson-${lesson.kind}`] }, [
      h('p.lesson-kind', label('lesson-kinds', lesson.kind)),
      h('p.lesson-text', { lang }, [lesson.text, ...cite(lesson.sources)]),
      ...(lesson.conditions
        ? [h('p.lesson-conditions', [h('span.kicker', t('lesson.conditions')), ' ', h('span', { lang }, lesson.conditions)])]
        : []),
    ]),
  );
  return [h('section', [h('h3', t('case.lessons')), h('ol.lessons', items)])];
}

function results(
  told: NonNullable<Case['results']>,
  cite: Cite,
  { t, label, locale }: FormContext,
  lang: string | undefined,
): Element {
  const number = new Intl.NumberFormat(locale.tag, { maximumFractionDigits: 20 });
  const rows = told.map((result) => {
    const figure = [
      result.qualifier && label('qualifiers', result.qualifier),
      result.value === undefined ? '—' : number.format(result.value),
      result.unit && label('units', result.unit),
    ];
    return h('tr', [
      h('th', { scope: 'row' }, [h('span', { lang }, result.text), ...cite(result.sources)]),
      h('td.number', figure.filter(Boolean).join(' ')),
      h('td', label('directions', result.direction)),
    ]);
  });
  const head = [
    h('th', { scope: 'col' }, t('results.what')),
    h('th.number', { scope: 'col' }, t('results.figure')),
    h('th', { scope: 'col' }, t('results.direction')),
  ];
  return h('div.table-scroll', { tabIndex: 0, role: 'region', ariaLabel: t('results.caption') }, [
    h('table.results', [h('caption', t('results.caption')), h('thead', h('tr', head)), h('tbody', rows)]),
  ]);
}

const bullets = (items: readonly { text: string; sources?: Citation[] | undefined }[], cite: Cite, lang: string | undefined) =>
  h(
    'ul.transfer',
    items.map(({ text, sources: cited }) => h('li', [h('span', { lang }, text), ...cite(cited)])),
  );

function factList(facts: Case, { t, label, country }: FormContext): Element {
  const names = (vocabulary: string, ids: readonly (string | number)[]) => ids.map((id) => label(vocabulary, id)).join(', ');
  const rows: [string, string][] = [
    ['where', facts.places.map((place) => [place.name, country(place.country)].filter(Boolean).join(', ')).join(' · ')],
    ['level', label('levels', facts.level)],
    ['challenges', names('challenges', facts.challenges)],
    ['instruments', names('instruments', facts.instruments)],
    ['sectors', names('sectors', facts.sectors)],
    ['who', facts.actors.map(({ name, role }) => `${name} (${label('roles', role)})`).join(', ')],
  ];
  return h(
    'dl.facts.wide',
    rows.flatMap(([key, value]) => [h('dt', t(`fact.${key}`)), h('dd', value)]),
  );
}

function sources(facts: Case, numbers: ReadonlyMap<string, number>, { registry }: FormContext): Element {
  const items = [...numbers].map(([id, number]) => {
    const source = findSource(id, facts.references, registry.sources);
    const authors = source?.author.map((author) =>
      'literal' in author ? author.literal : [author.given, author.family].filter(Boolean).join(' '),
    );
    const link = source?.URL === undefined ? [] : [' ', h('a', { href: source.URL, rel: 'nofollow' }, source.URL)];
    return h('li', { id: `source-${id}`, value: number }, [
      `${authors?.join('; ') ?? ''}. `,
      h('cite', source?.title ?? id),
      '.',
      ...link,
    ]);
  });
  return h('ol.sources', items);
}
