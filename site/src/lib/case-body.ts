import { paths } from '#registry/addresses.ts';
import type { Citation } from '#registry/case/schema.ts';
import { SECTIONS, type SectionId } from '#registry/case/sections.ts';
import { renderMarkdown } from '#registry/markdown/render.ts';
import type { CaseView } from '#registry/case/record.ts';
import { bodySections } from '#registry/record/sections.ts';
import type { Context } from './context.ts';

/** The sources of a case numbered in order of first mention, and its body's sections as HTML. */
export function renderCase(view: CaseView, context: Context) {
  const numbers = new Map<string, number>();
  const numberOf = (id: string) => {
    if (!numbers.has(id)) numbers.set(id, numbers.size + 1);
    return numbers.get(id)!;
  };
  view.facts.sources.forEach(({ id }) => numberOf(id));

  const cite = (id: string, locator: string) => {
    const label = [context.t('source.number', { number: numberOf(id) }), locator && formatLocator(locator, context)]
      .filter(Boolean)
      .join(', ');
    return { href: `#source-${id}`, text: String(numberOf(id)), label };
  };
  const link = (href: string) => {
    const target = /^(?:\.\.\/)+(?:[a-z]{3}\/)?([a-z0-9-]+)\/(?:index|[a-z]{2,3})\.md$/.exec(href)?.[1];
    return target && context.registry.cases.has(target) ? paths.case(view.locale, target) : href;
  };
  const nodes = bodySections(view.body, SECTIONS, context.registry.vocabularies.get('sections')!, view.language);
  const html = new Map<SectionId, string>();
  for (const [id, children] of nodes) html.set(id, renderMarkdown(children, { cite, link }));
  return { html, cite, numbers };
}

/** A locator in the reader's words: `section IV.C; line 1112-1169` becomes «sección IV.C; líneas 1112–1169». */
export function formatLocator(locator: string, { t }: Context): string {
  return locator
    .split('; ')
    .map((part) => {
      const [label, ...rest] = part.split(' ');
      const value = rest.join(' ').replaceAll(/(\d)-(?=\d)/g, '$1–');
      const many = /[–,]/.test(value) ? 'other' : 'one';
      return `${t(`locator.${label}.${many}` as 'locator.line.one')} ${value}`;
    })
    .join('; ');
}

export type Cite = ReturnType<typeof renderCase>['cite'];
export type { Citation };
