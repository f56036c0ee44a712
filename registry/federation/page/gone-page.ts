import type { Element } from 'hast';
import { h } from 'hastscript';
import { paths } from '../../addresses.ts';
import type { Speaker } from '../../page/speaker.ts';
import { titleOf, viewRecord } from '../../record/view.ts';
import type { GoneCase } from '../../settings.ts';
import { departureOf, type World } from '../departure.ts';
import type { CaseRecord } from '../../case/record.ts';
import { toldWhy } from './told-why.ts';
import { originalAddress } from './foreign-links.ts';

/** The page of a case of ours that is no longer one: what became of it, why, and what answers for it now. */
export function gonePage(gone: GoneCase, world: World, speaker: Speaker): Element {
  const { t, date, locale } = speaker;
  const why = toldWhy(gone.text, speaker);
  const now = linkOf(gone, world, speaker);
  return h('article.case.bare', [
    h('h1', t('foreign.nothing')),
    h('p.lede', t(`gone.${gone.why}`, { date: date(gone.on) })),
    ...(why ? [h('p', why)] : []),
    ...(now ? [h('p', [`${t('gone.now')} `, now])] : []),
    h('p', [
      h('a', { href: paths.search(locale.id) }, t('search.title')),
      ' · ',
      h('a', { href: paths.cases(locale.id) }, t('cases.title')),
    ]),
  ]);
}

/** A link to the case that answers for it: shown here where we have it, else in its own registry. */
function linkOf(gone: GoneCase, world: World, { locale, tagOf }: Speaker): Element | undefined {
  const { to } = gone;
  if (to === undefined) return undefined;
  const arrival = departureOf(gone.id, world)?.to;
  if (typeof to !== 'string') {
    const there = world.foreign.find(({ peer }) => peer.registry === to.registry);
    const held = there?.registry.cases.get(to.id);
    const href = arrival?.(locale.id) ?? originalAddress(to.registry, held?.facts.language ?? locale.id, to.id);
    return held ? titled(href, held) : h('a', { href }, to.id);
  }
  const record = world.registry.cases.get(to);
  return record && titled(paths.case(locale.id, to), record);

  function titled(href: string, record: CaseRecord): Element {
    const view = viewRecord(record, locale.id);
    const lang = view.language === locale.id ? undefined : tagOf(view.language);
    return h('a', { href, lang }, titleOf(view));
  }
}
