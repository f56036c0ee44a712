import type { Element, ElementContent } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { h } from 'hastscript';
import type { Case } from '#registry/case/schema.ts';
import { SECTIONS, type SectionId } from '#registry/case/sections.ts';
import { renderMarkdown } from '#registry/markdown/render.ts';
import { bodySections } from '#registry/record/sections.ts';
import type { CaseRecord } from '#registry/case/record.ts';
import type { FormContext } from './form-context.ts';
import { bullets, type Cite, factList, lessons, results, sources } from './preview-parts.ts';

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

  const sections = bodySections(body, SECTIONS, registry.vocabularies.get('sections')!, facts.language);
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
