import type { Element } from 'hast';
import { h } from 'hastscript';
import { paths } from '../../addresses.ts';
import { caseItem } from '../../case/page/case-item.ts';
import { quotes } from '../../case/page/quote.ts';
import { commitmentsOf } from '../../commitment/board.ts';
import { commitmentItem } from '../../commitment/page/commitment-item.ts';
import { labName } from '../../lab/record.ts';
import { renderBody } from '../../page/body-sections.ts';
import { numberCitations } from '../../page/citations.ts';
import { translationNotice } from '../../page/notice.ts';
import { contents, type PagePart, section } from '../../page/part.ts';
import type { Speaker } from '../../page/speaker.ts';
import { viewRecord } from '../../record/view.ts';
import type { FrozenEdition } from '../edition.ts';
import type { SessionRecord, SessionView } from '../record.ts';
import { casesFound, quotaOf } from '../selection.ts';
import { assessmentGrids } from './grids.ts';

export interface SessionPage {
  view: SessionView;
  record: SessionRecord;
  speaker: Speaker;
  /** A day, YYYY-MM-DD. */
  today: string;
  /** The cases of partners that it takes, as their copies are shown here. */
  partners?: readonly PartnerItem[];
  /** The frozen packs that have pages, the oldest first. */
  editions: readonly FrozenEdition[];
}

/** A case of a partner: what it is called, whose it is, and the page of its copy, if there is one. */
export interface PartnerItem {
  title: string;
  language?: string;
  registryName: string;
  href?: string;
  why?: string | undefined;
}

/** The page of a session: its question, what the cases say on it, how they were chosen, who takes part, and what came of it. */
export function sessionPage(page: SessionPage): Element {
  const { view, record, speaker } = page;
  const { facts } = view;
  const { t, label, locale, tagOf } = speaker;
  const lang = view.isFallback ? tagOf(view.language) : undefined;
  const body = renderBody(view, view.kind.sections.ids, numberCitations([], speaker), speaker);
  const named = (id: string): PagePart => ({
    id,
    title: label('session-sections', id),
    content: body.sections.has(id) ? [h('div.prose', { lang }, body.sections.get(id)!)] : [],
  });
  const part = (id: string, ...content: PagePart['content']): PagePart => ({ id, title: t(`session.${id}`), content });
  const parts = [
    named('background'),
    part(
      'questions',
      ...facts.questions.flatMap(({ id, text, lessons }) => [
        h('h3', { id: `question-${id}`, lang }, text),
        ...quotes(lessons, speaker),
      ]),
    ),
    part('grids', ...assessmentGrids(view, speaker)),
    part('highlights', ...quotes(facts.highlights, speaker)),
    part('cases', ...chosen(page, lang), ...ofPartners(page, lang)),
    part('selection', ...selection(page, lang)),
    part('editions', ...frozen(page)),
    part('participants', ...participants(page)),
    part('agenda', ...agenda(page, lang)),
    part('commitments', ...commitments(page)),
    named('notes'),
    body.notes,
  ].filter(({ content }) => content.length > 0);
  const notice = translationNotice(view, record, speaker);
  return h('article.case.session', [
    h('p.crumb', h('a', { href: paths.records(locale.id, view.kind.folder) }, t('sessions.all'))),
    ...(notice ? [notice] : []),
    h('header.case-header', [
      h('p.kicker', `${label('kinds', 'session')} · ${label('session-statuses', facts.status)}`),
      h('h1', { lang }, facts.title),
      h('p.problem', { lang }, facts.theme),
      h('p.byline', standing(page)),
    ]),
    h('div.case-columns', [
      contents(parts, t('case.contents')),
      h('div.case-text', [
        h('p.summary', { lang }, facts.why),
        h('p.small', t('session.signed', { labs: speaker.list(facts.curators.map((id) => labName(speaker.registry, id))) })),
        ...parts.map((each) => section(each)),
      ]),
    ]),
  ]);
}

/** How far it has come, when and where it is, or that nobody knows yet. */
function standing({ view: { facts }, speaker }: SessionPage): string {
  const { t, date, country, definition } = speaker;
  const days = facts.date && [facts.date.start, facts.date.end].filter((day) => day !== undefined).map(date);
  return [
    definition('session-statuses', facts.status),
    t('session.proposedOn', { date: date(facts.proposed) }),
    days ? days.join(' – ') : t('session.no-date'),
    ...(facts.place ? [[facts.place.name, country(facts.place.country)].filter(Boolean).join(', ')] : []),
  ].join(' ');
}

function chosen({ view, speaker }: SessionPage, lang: string | undefined): Element[] {
  const items = view.facts.selection.cases.flatMap(({ case: id, why }) => {
    const record = speaker.registry.cases.get(id);
    if (!record) return [];
    const item = caseItem(viewRecord(record, speaker.locale.id), speaker);
    return [why === undefined ? item : { ...item, children: [...item.children, h('p.small', { lang }, why)] }];
  });
  return items.length > 0 ? [h('ul.case-list', items)] : [];
}

function ofPartners({ speaker: { t, locale, tagOf }, partners = [] }: SessionPage, lang: string | undefined): Element[] {
  const items = partners.map(({ title, language, registryName, href, why }) => {
    const named = language === undefined || language === locale.id ? undefined : tagOf(language);
    return h('li', [
      href === undefined ? h('code', title) : h('a', { href, lang: named }, title),
      ` · ${t('foreign.from', { name: registryName })}`,
      ...(why === undefined ? [] : [h('p.small', { lang }, why)]),
    ]);
  });
  return items.length > 0 ? [h('h3', t('session.partners')), h('ul.transfer', items)] : [];
}

/** The rule by which cases were chosen, what it finds, what was left out and why, and how many successes there are. */
function selection({ view: { facts }, speaker }: SessionPage, lang: string | undefined): Element[] {
  const { t, locale, registry } = speaker;
  const { query, cases, leftOut = [], allSuccess } = facts.selection;
  const quota = quotaOf(facts, registry);
  const left = leftOut.map(({ case: id, why }) => {
    const record = registry.cases.get(id);
    const name = record ? viewRecord(record, locale.id).facts.name : id;
    return h('li', [h('a', { href: paths.case(locale.id, id) }, name), ': ', h('span', { lang }, why)]);
  });
  return [
    h('p', [
      t('session.found', { count: casesFound(query, registry).length }),
      ' ',
      h('a', { href: `${paths.search(locale.id)}?${query}` }, t('session.seeFound')),
      ' ',
      t('session.taken', { count: cases.length }),
      ' ',
      t('session.successes', { count: quota.successes, most: quota.most }),
    ]),
    ...(allSuccess ? [h('p', [t('session.allSuccess'), ' ', h('span', { lang }, allSuccess)])] : []),
    ...(left.length > 0 ? [h('h3', t('session.leftOut')), h('ul.transfer', left)] : []),
  ];
}

function participants({ view: { facts }, speaker }: SessionPage): Element[] {
  const { t, label, date, registry } = speaker;
  const all = facts.participants ?? [];
  if (all.length === 0) return [h('p', t('session.no-participants'))];
  const items = all.map(({ lab, role, agreed }) =>
    h('li', `${labName(registry, lab)} · ${label('participant-roles', role)} · ${t('session.agreedOn', { date: date(agreed) })}`),
  );
  return [h('ul.transfer', items)];
}

/** The frozen packs, the newest first. */
function frozen({ view, speaker, editions }: SessionPage): Element[] {
  const { t, date, locale } = speaker;
  const items = editions
    .toReversed()
    .map(({ number, date: day, statements }) =>
      h('li', [
        h('a', { href: paths.edition(locale.id, view.id, number) }, t('pack.edition', { number })),
        ` · ${date(day)} · ${t('pack.statements', { count: statements })}`,
      ]),
    );
  if (items.length === 0) return [];
  return [
    h('p', t('session.editions.intro')),
    h('ul.transfer', items),
    h('p', h('a', { href: paths.changes(locale.id, view.id) }, t('changes.see'))),
  ];
}

function agenda({ view: { facts }, speaker }: SessionPage, lang: string | undefined): Element[] {
  const items = (facts.agenda ?? []).map(({ id, start, minutes, text, case: about }) => {
    const record = about === undefined ? undefined : speaker.registry.cases.get(about);
    return h('li', { id: `agenda-${id}` }, [
      ...(start === undefined ? [] : [`${start} `]),
      h('span', { lang }, text),
      ...(record
        ? [' ', h('a', { href: paths.case(speaker.locale.id, record.id) }, viewRecord(record, speaker.locale.id).facts.name)]
        : []),
      ' ',
      h('span.small', speaker.t('session.minutes', { count: minutes })),
    ]);
  });
  return items.length > 0 ? [h('ol.transfer', items)] : [];
}

function commitments({ view, speaker, today }: SessionPage): Element[] {
  const made = commitmentsOf(speaker.registry, { session: view.id }, today);
  if (made.length === 0) return [h('p', speaker.t('session.no-commitments'))];
  return [
    h(
      'ul.case-list',
      made.map((record) => commitmentItem(viewRecord(record, speaker.locale.id), speaker, today)),
    ),
  ];
}
