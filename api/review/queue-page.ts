import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import { paths } from '#registry/addresses.ts';
import type { Entry } from '#registry/outbox/outbox.ts';
import { decidedBy } from '#registry/outbox/review-clock.ts';
import type { Speaker } from '#registry/page/speaker.ts';
import { SEVERAL } from '#registry/review/reviewer.ts';
import { titleOfEntry } from '../form/entry-title.ts';
import type { SignedIn } from './sign-in.ts';

/** A proposal in the list. */
export interface Waiting {
  entry: Entry;
  country: string | undefined;
  /** Why this reviewer may not decide on it. */
  standing: 'own' | 'scope' | undefined;
  questions: { open: number; answered: number };
}

interface QueuePage {
  signedIn: SignedIn;
  waiting: readonly Waiting[];
  /** The address of the next page, when there are more. */
  next: string | undefined;
  now: number;
}

/** What waits for a decision, the oldest first: what the reviewer may decide on, and then the rest. */
export function queuePage({ signedIn, waiting, next, now }: QueuePage, speaker: Speaker): ElementContent[] {
  const { t, locale } = speaker;
  const mine = waiting.filter(({ standing }) => standing === undefined);
  const others = waiting.filter(({ standing }) => standing !== undefined);
  return [
    h('h1', t('review.title')),
    h('p.lede', t('review.lede', { name: signedIn.reviewer.name })),
    signOutForm(signedIn, paths.review(locale.id), speaker),
    ...(mine.length === 0 ? [h('p', t('review.none'))] : [list(mine, speaker, now)]),
    ...(others.length === 0
      ? []
      : [
          h('section', { ariaLabelledBy: 'others' }, [
            h('h2', { id: 'others' }, t('review.others')),
            h('p', t('review.others.text')),
            list(others, speaker, now),
          ]),
        ]),
    ...(next === undefined ? [] : [h('p', h('a', { href: next, rel: 'next' }, t('review.more')))]),
  ];
}

/** How a reviewer ends the sign-in; it stands on every page of theirs. */
export const signOutForm = ({ reviewer, formKey }: SignedIn, action: string, { t }: Speaker): Element =>
  h('form.signed-in', { method: 'post', action }, [
    h('span.small', t('review.signedIn', { name: reviewer.name })),
    ' ',
    h('input', { type: 'hidden', name: 'key', value: formKey }),
    h('button.plain', { type: 'submit', name: 'go', value: 'sign-out' }, t('review.signOut')),
  ]);

const list = (waiting: readonly Waiting[], speaker: Speaker, now: number): Element =>
  h(
    'ol.queue',
    waiting.map((each) => item(each, speaker, now)),
  );

function item({ entry, country, standing, questions }: Waiting, speaker: Speaker, now: number): Element {
  const { t, locale, registry } = speaker;
  const { title, lang } = titleOfEntry(entry, registry);
  const language = registry.locales.get(entry.locale);
  const facts = [
    t(`status.kind.${entry.kind === 'case' ? entry.action : entry.kind}`),
    ...(country === undefined ? [] : [countryWords(country, speaker)]),
    language?.name ?? entry.locale,
  ];
  const flags = [
    ...(standing === 'own' ? [t('review.own')] : []),
    ...(questions.open > 0 ? [t('review.waits')] : []),
    ...(questions.open === 0 && questions.answered > 0 ? [t('review.answered')] : []),
  ];
  return h('li', [
    h('p.kicker', facts.join(' · ')),
    h('p.queue-title', h('a', { href: paths.reviewOf(locale.id, entry.id), lang }, title)),
    h('p.small', [clock(entry, speaker, now), ...flags.flatMap((flag) => [' · ', h('strong', flag)])]),
  ]);
}

/** The name of a country's folder. */
export const countryWords = (country: string, { t, country: nameOf }: Speaker): string =>
  country === SEVERAL ? t('review.several') : nameOf(country);

/** Since when a proposal waits, and until when GOVERNANCE promises a decision. */
export function clock(entry: Entry, { t, date }: Speaker, now: number): Element {
  const day = (time: number) => date(new Date(time).toISOString().slice(0, 10));
  const by = decidedBy(entry);
  const since = t('review.since', { date: day(entry.times.received ?? now) });
  if (by === undefined) return h('span', since);
  const late = by < now;
  return h('span', [
    since,
    ' · ',
    h('span', { className: late ? ['late'] : [] }, t(late ? 'review.late' : 'review.by', { date: day(by) })),
  ]);
}
