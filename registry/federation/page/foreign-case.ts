import type { Element } from 'hast';
import { h } from 'hastscript';
import { paths } from '../../addresses.ts';
import { casePage } from '../../case/page/case-page.ts';
import type { CaseBeyond } from '../../case/page/page-data.ts';
import type { HtmlContent } from '../../page/html.ts';
import { translationNotice } from '../../page/notice.ts';
import { makeSpeaker, type Speaker } from '../../page/speaker.ts';
import { viewRecord } from '../../record/view.ts';
import type { Foreign, ForeignItem } from '../foreign.ts';
import { cardTitle } from '../foreign-record.ts';
import { licenceAddress } from '../../record/licence.ts';
import { leadLinks, originalAddress } from './foreign-links.ts';
import { toldWhy } from './told-why.ts';
import { peerNotice } from './peer-state.ts';

export interface ForeignPageOptions {
  speaker: Speaker;
  /** Whether our site has a page. */
  hasPage: (path: string) => boolean;
  now: number;
  /** What is known of the case beyond its own registry. */
  beyond?: CaseBeyond;
  /** Where a case is now that has moved, when both ends say so: an address of ours. */
  movedTo?: string | undefined;
}

/** What a page of another registry's case needs beside its article. */
export interface ForeignPage {
  article: Element;
  title: string;
  description: string;
  /** The page that search engines should keep. */
  canonical: string;
}

/** The page of a case of another registry: whose it is and how it stands, then the case as they tell it. */
export function foreignCasePage(foreign: Foreign, item: ForeignItem, options: ForeignPageOptions): ForeignPage {
  const { peer } = foreign;
  const { speaker } = options;
  const { held, whole, card } = item;
  const { t, locale } = speaker;
  if (whole) {
    const { record } = whole;
    const view = viewRecord(record, locale.id);
    const theirs = makeSpeaker(foreign.registry, speaker.locale);
    const notices = [band(foreign, item, options), translationNotice(view, record, theirs)].filter(
      (notice) => notice !== undefined,
    );
    const { beyond } = options;
    const article = casePage({ view, record, speaker: theirs, notice: h('div.notices', notices), ...(beyond ? { beyond } : {}) });
    return {
      article: leadLinks(article, foreign, options.hasPage),
      ...{ title: view.facts.title, description: view.facts.summary },
      canonical: originalAddress(peer.registry, view.language, held.id),
    };
  }
  const { title, language } = card ? cardTitle(card, locale.id) : { title: t('foreign.nothing'), language: locale.id };
  const article = h('article.case.bare', [
    band(foreign, item, options),
    h('h1', { lang: language === locale.id ? undefined : speaker.tagOf(language) }, title),
    ...(card
      ? [
          h('p', speaker.list(card.countries.map((code) => speaker.country(code)))),
          h('p', t('foreign.linkOnly', { name: peer.name })),
          h('p', h('a', { href: originalAddress(peer.registry, language, held.id) }, t('foreign.original', { name: peer.name }))),
        ]
      : [h('p', t('foreign.nothing.text'))]),
  ]);
  return {
    ...{ article, title, description: t('foreign.from', { name: peer.name }) },
    canonical: originalAddress(peer.registry, language, held.id),
  };
}

/** Whose the case is, under what licence, of what day the copy is, and whether something is the matter with it. */
function band(foreign: Foreign, item: ForeignItem, { speaker, now, movedTo }: ForeignPageOptions): Element {
  const { peer, snapshot } = foreign;
  const { held, whole } = item;
  const { t, date, locale } = speaker;
  const facts: HtmlContent[][] = [
    [h('a', { href: paths.registry(locale.id, peer.id) }, t('foreign.from', { name: peer.name }))],
    ...(whole ? [licenceOf(whole.licence, speaker)] : []),
    ...(held.copiedOn === undefined ? [] : [[t('foreign.copied', { date: date(held.copiedOn) })]]),
    ...(whole
      ? [
          [
            h(
              'a',
              { href: originalAddress(peer.registry, whole.record.facts.language, held.id) },
              t('foreign.original', { name: peer.name }),
            ),
          ],
        ]
      : []),
  ];
  const state = stateSentence(item, speaker);
  const unreachable = peerNotice(snapshot.facts, speaker, now);
  return h('section.origin', { ariaLabel: t('foreign.label') }, [
    h(
      'p.origin-line',
      facts.flatMap((part, index) => (index > 0 ? [' · ', ...part] : part)),
    ),
    ...(whole?.attribution ? [h('p.small', t('foreign.by', { attribution: whole.attribution }))] : []),
    ...(whole ? [h('p.small', t('foreign.correct', { name: peer.name }))] : []),
    ...(state ? [h('p.notice', { dataState: held.state }, state)] : []),
    ...(movedTo === undefined ? [] : [h('p', h('a', { href: movedTo }, t('foreign.now')))]),
    ...(unreachable ? [h('p.notice', unreachable)] : []),
  ]);
}

function licenceOf(licence: string, { t }: Speaker): HtmlContent[] {
  const address = licenceAddress(licence);
  const words = t('foreign.licence', { licence });
  return [address ? h('a', { href: address, rel: 'license' }, words) : words];
}

/** What is the matter with a case, in a sentence; nothing when it is as its registry has it. */
function stateSentence({ held }: ForeignItem, speaker: Speaker): HtmlContent[] | undefined {
  const { t, date } = speaker;
  const since = { date: date(held.since) };
  switch (held.state) {
    case 'stale':
      return [
        t(
          held.findings.some(({ code }) => code === 'licence-narrowed') ? 'foreign.state.narrowed' : 'foreign.state.stale',
          since,
        ),
      ];
    case 'missing':
      return [t('foreign.state.missing', since)];
    case 'gone': {
      const why = toldWhy(held.told?.text, speaker);
      return [t(`foreign.state.gone.${held.why ?? 'withdrawn'}`, since), ...(why ? [' ', why] : [])];
    }
    case 'erased':
      return [t('foreign.state.erased', since)];
    default:
      return undefined;
  }
}
