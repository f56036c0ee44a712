import type { Element } from 'hast';
import { h } from 'hastscript';
import { paths } from '../../addresses.ts';
import { caseItem } from '../../case/page/case-item.ts';
import type { CaseRecord } from '../../case/record.ts';
import { renderBody } from '../../page/body-sections.ts';
import { numberCitations } from '../../page/citations.ts';
import { freshnessPart, type FreshnessInput } from '../../page/freshness.ts';
import { inPages } from '../../page/in-pages.ts';
import { translationNotice } from '../../page/notice.ts';
import { contents, type PagePart, section } from '../../page/part.ts';
import { sources } from '../../page/sources.ts';
import { statements } from '../../page/statements.ts';
import { viewRecord } from '../../record/view.ts';
import type { MethodRecord, MethodView } from '../record.ts';
import { casesWith } from './method-item.ts';

type MethodPage = Omit<FreshnessInput, 'view' | 'record'> & { view: MethodView; record: MethodRecord };

/** The page of a method: summary, steps, requirements, limits, and cases that use it, the first of them where there are many. */
export function methodPage({ view, record, speaker, ...upkeep }: MethodPage): Element {
  const { facts } = view;
  const { t, label, locale, registry, tagOf } = speaker;
  const lang = view.isFallback ? tagOf(view.language) : undefined;
  const address = (method: string) => paths.record(locale.id, view.kind.folder, method);
  const citations = numberCitations(facts.sources, speaker);
  const body = renderBody(view, view.kind.sections.ids, citations, speaker);
  const prose = (id: string) => (body.sections.has(id) ? [h('div.prose', { lang }, body.sections.get(id)!)] : []);
  const list = (name: string, items: Parameters<typeof statements>[1]) => statements(name, items, { citations, lang, speaker });
  const using = casesWith(view.id, registry);
  const [shown] = inPages(using) as [CaseRecord[]];
  const more = using.length - shown.length;
  const related = (facts.related ?? []).map(({ method, note }) => {
    const other = registry.methods.get(method);
    const name = other ? viewRecord(other, locale.id).facts.name : method;
    return { id: method, text: note, before: h('a', { href: address(method) }, name) };
  });
  const part = (id: string, ...content: PagePart['content']): PagePart => ({ id, title: t(`method.${id}`), content });
  const named = (id: string, ...content: PagePart['content']): PagePart => ({ id, title: label('method-sections', id), content });
  const parts = [
    named('what-it-is', ...prose('what-it-is'), ...list('from', [{ id: 'origin', before: t('method.origin'), ...facts.origin }])),
    named('how-it-is-done', ...list('step', facts.steps), ...prose('how-it-is-done')),
    part('needs', ...list('need', facts.needs)),
    named(
      'in-practice',
      ...prose('in-practice'),
      h('h3', t('method.cases')),
      using.length > 0
        ? h(
            'ul.case-list',
            shown.map((each) => caseItem(viewRecord(each, locale.id), speaker)),
          )
        : h('p', t('method.no-cases')),
      ...(more > 0 ? [h('p', h('a', { href: paths.further(address(view.id), 2) }, t('known.more', { count: more })))] : []),
    ),
    named('limits', ...list('limit', facts.limits), ...prose('limits')),
    part('related', ...list('method', related)),
    body.notes,
    { id: 'sources', title: t('case.sources'), content: sources({ facts, citations, speaker }) },
    freshnessPart({ view, record, speaker, ...upkeep }),
  ].filter(({ content }) => content.length > 0);
  const notice = translationNotice(view, record, speaker);
  return h('article.case.method', [
    ...(notice ? [notice] : []),
    h('header.case-header', [
      h('p.kicker', `${label('kinds', 'method')} · ${label('method-kinds', facts.kind)}`),
      h('h1', { lang }, facts.title),
      h('p.problem', { lang }, facts.question),
      ...(facts.alsoCalled ? [h('p.small', [t('method.also-called'), ' ', h('span', { lang }, facts.alsoCalled)])] : []),
    ]),
    h('div.case-columns', [
      contents(parts, t('case.contents')),
      h('div.case-text', [h('p.summary', { lang }, facts.summary), ...parts.map((each) => section(each))]),
    ]),
  ]);
}
