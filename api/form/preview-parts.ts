import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Case, Citation } from '#registry/case/schema.ts';
import { findSource } from '#registry/source/source.ts';
import type { FormContext } from './form-context.ts';

/** Links to the sources of one claim. */
export type Cite = (sources: readonly Citation[] | undefined) => ElementContent[];

export function lessons({ lessons: told }: Case, cite: Cite, { t, label }: FormContext, lang: string | undefined): Element[] {
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

export function results(
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

export const bullets = (
  items: readonly { text: string; sources?: Citation[] | undefined }[],
  cite: Cite,
  lang: string | undefined,
) =>
  h(
    'ul.transfer',
    items.map(({ text, sources: cited }) => h('li', [h('span', { lang }, text), ...cite(cited)])),
  );

export function factList(facts: Case, { t, label, country }: FormContext): Element {
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

export function sources(facts: Case, numbers: ReadonlyMap<string, number>, { registry }: FormContext): Element {
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
