import type { Element } from 'hast';
import { h } from 'hastscript';
import { paths } from '../../addresses.ts';
import { caseItem } from '../../case/page/case-item.ts';
import type { StringKey } from '../../locale/locale.ts';
import type { HtmlContent } from '../../page/html.ts';
import { makeSpeaker, type Speaker } from '../../page/speaker.ts';
import { viewRecord } from '../../record/view.ts';
import type { Between } from '../between.ts';
import type { Foreign, ForeignItem } from '../foreign.ts';
import { cardTitle } from '../foreign-record.ts';
import type { ForeignFinding, LogLine } from '../imported.ts';
import { RECORD_STATES } from '../settle.ts';
import type { ForeignPageOptions } from './foreign-case.ts';
import { leadLinks } from './foreign-links.ts';
import { peerNotice, peerState } from './peer-state.ts';

/** What is told of a registry that we read: how it stands, its cases, what we found in them, and the log of what happened. */
export function peerPage(foreign: Foreign, between: Between, options: ForeignPageOptions): Element {
  const { peer, snapshot, items } = foreign;
  const { speaker, now, hasPage } = options;
  const { t, number, date } = speaker;
  const { facts, records, log } = snapshot;
  const notice = peerNotice(facts, speaker, now);
  const counts = RECORD_STATES.map((state) => [state, records.filter((record) => record.state === state).length] as const);
  const day = (time: number | undefined) => (time === undefined ? '–' : date(new Date(time).toISOString().slice(0, 10)));
  const rows: [string, HtmlContent[]][] = [
    ['address', [h('a', { href: `${peer.registry}/` }, peer.registry.replace(/^https?:\/\//, ''))]],
    ['fresh', [day(facts.freshAt)]],
    ['trust', [t(`registries.trust.${peer.trust}`)]],
    [
      'counts',
      [
        h(
          'ul',
          counts
            .filter(([, count]) => count > 0)
            .map(([state, count]) => h('li', `${t(`registries.record.${state}`)}: ${number(count)}`)),
        ),
      ],
    ],
  ];
  const listed = items.filter(({ isListed }) => isListed);
  const found = records.filter((record) => record.findings.length > 0);
  return h('div.peer', [
    h('p.crumb', h('a', { href: paths.registries(speaker.locale.id) }, t('registries.title'))),
    h('h1', peer.name),
    h('p.lede', t(`registries.state.${peerState(facts, now)}`)),
    ...(notice ? [h('p.notice', notice)] : []),
    h(
      'dl.facts.wide',
      rows.flatMap(([name, content]) => [h('dt', t(`registries.${name}`)), h('dd', content)]),
    ),
    h('h2', { id: 'cases' }, t('registries.cases', { count: listed.length })),
    h(
      'ul.case-list',
      listed.map((item) => leadLinks(foreignListItem(foreign, item, speaker), foreign, hasPage)),
    ),
    ...(found.length > 0
      ? [
          h('h2', { id: 'findings' }, t('registries.findings')),
          h('p', t('registries.findings.intro')),
          h(
            'ul',
            found.slice(0, 200).map(({ id, findings }) =>
              h('li', [
                h('code', id),
                h(
                  'ul',
                  findings.map((each) => findingItem(each, speaker)),
                ),
              ]),
            ),
          ),
        ]
      : []),
    ...betweenParts(foreign, between, speaker),
    h('h2', { id: 'log' }, t('registries.log')),
    log.length > 0
      ? h(
          'ul.log',
          log.map((line) => logItem(line, speaker)),
        )
      : h('p', t('registries.log.empty')),
  ]);
}

/** What waits for people on both sides: cases that may be one, links that one side claims, and terms that only they have. */
function betweenParts({ peer, registry }: Foreign, { lookAlikes, toConfirm, terms }: Between, speaker: Speaker): Element[] {
  const { t, locale, registry: ours } = speaker;
  const part = (id: string, items: Element[]): Element[] =>
    items.length === 0
      ? []
      : [h('h2', { id }, t(`registries.${id}` as StringKey)), h('p', t(`registries.${id}.intro` as StringKey)), h('ul', items)];
  const linkTo = (records: Foreign['registry']['cases'], id: string, href: string): Element => {
    const record = records.get(id);
    const view = record && viewRecord(record, locale.id);
    const lang = view && view.language !== locale.id ? speaker.tagOf(view.language) : undefined;
    return view ? h('a', { href, lang }, view.facts.title) : h('code', id);
  };
  const own = (id: string) => linkTo(ours.cases, id, paths.case(locale.id, id));
  const theirs = (id: string) => linkTo(registry.cases, id, paths.foreignCase(locale.id, peer.id, id));
  return [
    ...part(
      'look-alikes',
      lookAlikes.map(({ theirs: id, ours: other, resemblance }) =>
        h('li', [theirs(id), ' · ', own(other), ` (${t(`registries.resemblance.${resemblance}`)})`]),
      ),
    ),
    ...part(
      'to-confirm',
      toConfirm.map(({ from, relation, to }) =>
        h('li', [own(from.id), `: ${speaker.label('relations', relation)} `, theirs(to)]),
      ),
    ),
    ...part(
      'terms',
      terms.map(({ vocabulary, id, cases }) => {
        const words = makeSpeaker(registry, locale).label(vocabulary, id);
        return h('li', [words, ` · ${t('registries.cases', { count: cases })}`]);
      }),
    ),
  ];
}

/** A case of theirs in a list. */
function foreignListItem(foreign: Foreign, { whole, card, held }: ForeignItem, speaker: Speaker): Element {
  const { locale, tagOf } = speaker;
  if (whole) return caseItem(viewRecord(whole.record, locale.id), makeSpeaker(foreign.registry, locale));
  const { title, language } = card ? cardTitle(card, locale.id) : { title: held.id, language: locale.id };
  const lang = language === locale.id ? undefined : tagOf(language);
  return h(
    'li.case-item',
    h('h3.case-title', h('a', { href: paths.foreignCase(locale.id, foreign.peer.id, held.id), lang }, title)),
  );
}

function findingItem({ code, pointer, weight }: ForeignFinding, { t }: Speaker): Element {
  return h('li', [h('code', pointer || '/'), ' ', `${t(`registries.weight.${weight}`)}: `, h('code', code)]);
}

function logItem({ at, id, event, detail }: LogLine, { t, date, locale }: Speaker): Element {
  const key = `registries.event.${event}`;
  const code = `${event} ${detail}`.trim();
  const words = locale.strings[key] === undefined ? t('registries.event.refused', { code }) : t(key);
  const time = new Date(at).toISOString();
  return h('li', [
    h('time', { dateTime: time }, date(time.slice(0, 10))),
    ' ',
    ...(id === undefined ? [] : [h('code', id), ': ']),
    words,
  ]);
}
